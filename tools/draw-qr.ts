import encodeQR from 'qr';

/** A QR code as SVG path data, `size` wide with its quiet zone of four modules, its top left at (x, y). */
export function qrPath(
  text: string,
  { x, y, size }: { readonly x: number; readonly y: number; readonly size: number },
) {
  const rows = encodeQR(text, 'raw', { ecc: 'quartile', border: 4 });
  const module = size / rows.length;
  const round = (value: number) => Math.round(value * 1000) / 1000;
  return rows
    .flatMap((row, j) =>
      runsOf(row).map(
        ({ from, length }) =>
          `M${round(x + from * module)} ${round(y + j * module)}h${round(length * module)}v${round(module)}h${round(-length * module)}z`,
      ),
    )
    .join('');
}

/** Dark modules beside each other as one: no printer draws a hair between them. */
function runsOf(row: readonly boolean[]): readonly { readonly from: number; readonly length: number }[] {
  const runs: { from: number; length: number }[] = [];
  row.forEach((isDark, i) => {
    const last = runs.at(-1);
    if (!isDark) return;
    if (last !== undefined && last.from + last.length === i) last.length += 1;
    else runs.push({ from: i, length: 1 });
  });
  return runs;
}
