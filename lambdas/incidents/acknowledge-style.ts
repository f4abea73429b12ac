/**
 * The page's only style. Sizes are in rem, so that a phone's own text size counts; colors keep a contrast of 4.5:1
 * at least, in daylight colors and in dark ones, which test/browser/acknowledge.test.ts measures.
 */
export const acknowledgeStyle = `
:root { color-scheme: light dark;
  --ground: #e9eef2; --panel: #fff; --line: #c3ced6; --text: #101a22; --quiet: #43525e; --accent: #0a5480;
  --on-accent: #fff; --red: #a31c15; --red-ground: #fdecea; --green: #14573a; --green-ground: #e2f3e9;
  --amber: #6b4300; --amber-ground: #fdf1d8; }
@media (prefers-color-scheme: dark) { :root {
  --ground: #0b1218; --panel: #131d26; --line: #33454f; --text: #edf3f8; --quiet: #b3c3cf; --accent: #86c8f0;
  --on-accent: #06202f; --red: #ffaca4; --red-ground: #3a1917; --green: #8ee0b2; --green-ground: #12301f;
  --amber: #f5cb80; --amber-ground: #33270f; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); overflow-wrap: anywhere;
  font: 1.0625rem/1.5 system-ui, 'Noto Sans Thai', 'Noto Sans Thai Looped', Thonburi, 'Leelawadee UI', sans-serif; }
header, main, footer { max-width: 40rem; margin: 0 auto; padding: 0 1rem; }
header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: 0 1rem; min-height: 3rem; }
header p { margin: 0; font-weight: 600; }
main { display: grid; gap: .75rem; }
h1, h2, p, dl, dd, ol, figure { margin: 0; padding: 0; }
h1 { font-size: 1.5rem; line-height: 1.3; }
h2 { font-size: 1.0625rem; }
section { display: grid; gap: .5rem; padding: .875rem 1rem; background: var(--panel); border: 1px solid var(--line); border-radius: .75rem; }
dl { display: grid; gap: .375rem; }
dt { color: var(--quiet); font-size: .9375rem; line-height: 1.3; }
dd.place { font-size: 1.1875rem; font-weight: 600; line-height: 1.35; }
.state, .notice, .drill { padding: .5rem .75rem; border-radius: .5rem; border-left: .375rem solid; font-weight: 600; }
.open, .nameless, .unknown, .expired, .failed, .not-allowed { background: var(--red-ground); color: var(--red); }
.acknowledged, .responding { background: var(--green-ground); color: var(--green); }
.resolved, .false-alarm, .too-late, .drill { background: var(--amber-ground); color: var(--amber); }
.state span { display: block; font-weight: 400; }
a { color: var(--accent); }
.language { display: inline-flex; align-items: center; min-height: 2.75rem; padding: 0 .25rem; }
.button, button { display: block; width: 100%; min-height: 3rem; padding: .625rem 1rem; border-radius: .625rem;
  font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
.button { border: 2px solid var(--accent); color: var(--accent); background: none; }
button { min-height: 3.5rem; border: 2px solid var(--accent); background: var(--accent); color: var(--on-accent); font-size: 1.25rem; }
form { display: grid; gap: .5rem; }
label { font-weight: 600; }
input { width: 100%; min-height: 3rem; padding: .5rem .75rem; border: 2px solid var(--quiet); border-radius: .625rem;
  background: var(--panel); color: var(--text); font: inherit; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.quiet, figcaption { color: var(--quiet); font-size: .9375rem; }
.pictures { display: grid; gap: .5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr)); }
img { display: block; width: 100%; height: auto; border-radius: .5rem; background: var(--ground); }
ol { list-style: none; display: grid; gap: .375rem; }
ol li { display: flex; flex-wrap: wrap; gap: 0 .75rem; }
ol span { flex: 1 1 9rem; }
time { font-variant-numeric: tabular-nums; }
ol time { flex: none; min-width: 4.75rem; color: var(--quiet); }
footer { padding-top: .75rem; padding-bottom: 2rem; color: var(--quiet); font-size: .9375rem; }
@media print { form, .button { display: none; } }
`;
