/**
 * One A4 page after another, on paper and on the screen. Thai is broken between words by the browser, which knows by
 * `lang` that it has to; nothing is hyphenated.
 */
export const reportStyle = `
@page { size: A4; margin: 16mm 16mm 18mm; @bottom-right { content: counter(page) ' / ' counter(pages); font: 8pt Sarabun, sans-serif; color: #5a6b78 } }
:root { color: #1c2a35; background: #fff; font: 10pt/1.5 Sarabun, 'Noto Sans Thai', 'Noto Sans', sans-serif; -webkit-print-color-adjust: exact; print-color-adjust: exact }
:lang(th) { line-height: 1.6; word-break: normal; overflow-wrap: anywhere }
body { margin: 0 auto; max-width: 178mm }
@media screen { body { padding: 12mm 16mm; } }
header { border-bottom: 3px solid #1d4f7c; padding-bottom: 3mm; margin-bottom: 4mm; display: grid; grid-template-columns: 1fr auto; align-items: end; column-gap: 6mm }
header p { margin: 0 }
h1 { font-size: 19pt; line-height: 1.25; margin: 0; color: #1d4f7c }
header .month { font-size: 15pt; font-weight: 700; white-space: nowrap }
header .made { grid-column: 1 / -1; font-size: 8.5pt; color: #5a6b78 }
h2 { font-size: 13pt; line-height: 1.3; margin: 6mm 0 1.5mm; color: #1d4f7c; break-after: avoid }
h3 { font-size: 10pt; margin: 3mm 0 0.5mm; break-after: avoid }
p { margin: 0 0 1.5mm; text-wrap: pretty }
.warn { border: 1px solid #b3372b; border-left-width: 5px; padding: 1.5mm 3mm; margin-bottom: 3mm; font-weight: 700 }
.short { font-size: 11pt; background: #eef3f7; padding: 2.5mm 4mm; margin-bottom: 4mm }
.tiles { display: grid; grid-template-columns: repeat(3, 1fr); gap: 3mm; margin: 0 }
.tiles div { border: 1px solid #c8d1d9; border-top: 3px solid #1d4f7c; padding: 2mm 3mm; break-inside: avoid }
.tiles dt { font-size: 9pt; color: #44535f }
.tiles dd { margin: 0 }
.tiles .value { font-size: 17pt; line-height: 1.3; font-weight: 700 }
.tiles .below { font-size: 8.5pt; color: #44535f }
figure { margin: 0 0 2mm; break-inside: avoid }
figcaption { font-size: 9pt; display: flex; flex-wrap: wrap; column-gap: 5mm; align-items: baseline }
figcaption b { margin-right: auto }
figcaption i { display: inline-block; width: 3mm; height: 3mm; margin-right: 1.5mm; border: 0.5px solid #8a97a3 }
figcaption i.dashed { height: 0; border: 0; border-top: 2px dashed #1c2a35; vertical-align: middle; width: 7mm }
svg { display: block; width: 100%; height: auto; font-size: 10.5px; fill: #1c2a35 }
table { border-collapse: collapse; width: 100%; margin: 1mm 0 2.5mm; font-size: 9.5pt; break-inside: avoid }
th, td { padding: 0.8mm 2mm; text-align: left; border-bottom: 1px solid #d5dbe0; vertical-align: baseline }
thead th { border-bottom: 1.5px solid #1d4f7c; font-size: 8.5pt; line-height: 1.3; vertical-align: bottom }
thead .n { white-space: normal }
.poll thead th:first-child { width: 46% }
tbody th { font-weight: 400 }
.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums }
tbody th[rowspan] { font-weight: 700 }
tr.sum > * { font-weight: 700; border-top: 1.5px solid #1c2a35 }
tr.apart > * { color: #44535f; border-bottom: 0 }
.quiet { break-after: avoid }
.note, .quiet, .notes { font-size: 8.5pt; color: #44535f }
.notes { padding-left: 4.5mm; margin: 0 }
.notes li { margin-bottom: 1mm; break-inside: avoid }
.page { break-before: page }
`;
