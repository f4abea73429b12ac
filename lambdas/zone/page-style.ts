/**
 * How every page of a Function URL looks. Sizes are in rem, so that a phone's own text size counts; colors keep a
 * contrast of 4.5:1 at least, in daylight colors and in dark ones, which the browser tests of the pages measure.
 */
export const pageStyle = `
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
a { color: var(--accent); }
.language { display: inline-flex; align-items: center; min-height: 2.75rem; padding: 0 .25rem; }
.button, button { display: block; width: 100%; min-height: 3rem; padding: .625rem 1rem; border-radius: .625rem;
  font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
.button { border: 2px solid var(--accent); color: var(--accent); background: none; }
button { min-height: 3.5rem; border: 2px solid var(--accent); background: var(--accent); color: var(--on-accent); font-size: 1.25rem; }
form { display: grid; gap: .5rem; }
label { font-weight: 600; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
footer { padding-top: .75rem; padding-bottom: 2rem; color: var(--quiet); font-size: .9375rem; }
`;
