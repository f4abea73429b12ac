import { pageStyle } from '../zone/page-style.ts';

/** What all rounds' pages share; the map adds where the numbers stand. */
export const pollStyle = `${pageStyle}
fieldset { display: grid; gap: .375rem; margin: 0; padding: .875rem 1rem; min-width: 0; background: var(--panel);
  border: 1px solid var(--line); border-radius: .75rem; }
legend { float: left; width: 100%; padding: 0; font-weight: 600; font-size: 1.125rem; line-height: 1.4; }
legend + * { clear: both; }
legend small, .quiet, dt { color: var(--quiet); font-size: .9375rem; font-weight: 400; }
form { gap: .75rem; }
.row { display: flex; align-items: center; gap: .625rem; min-height: 2.75rem; padding: .125rem .5rem; border-radius: .5rem;
  border: 1px solid var(--line); font-weight: 400; line-height: 1.35; }
.row b { min-width: 1.25rem; text-align: center; color: var(--accent); }
input[type=radio], input[type=checkbox] { flex: none; width: 1.375rem; height: 1.375rem; margin: 0; accent-color: var(--accent); }
.row:has(:checked), .points label:has(:checked) { border-color: var(--accent); background: var(--green-ground); }
.points { display: flex; flex-wrap: wrap; gap: .25rem; }
.points label { display: grid; flex: 1 1 2.5rem; justify-items: center; align-content: center; gap: .125rem; min-height: 3.75rem;
  border: 1px solid var(--line); border-radius: .5rem; font-weight: 600; }
.points label.wide { flex-basis: 100%; grid-auto-flow: column; justify-content: center; gap: .5rem; min-height: 2.75rem; font-weight: 400; }
.ends { display: flex; justify-content: space-between; gap: 1rem; line-height: 1.3; }
.ends span:last-child { text-align: right; }
input[type=text], textarea { width: 100%; min-height: 3rem; padding: .5rem .75rem; border: 2px solid var(--quiet); border-radius: .625rem;
  background: var(--panel); color: var(--text); font: inherit; }
input.code { font: 1.375rem/1.4 ui-monospace, monospace; letter-spacing: .06em; text-transform: uppercase; }
textarea { min-height: 7rem; resize: vertical; }
.map { position: relative; overflow: hidden; border-radius: .5rem; border: 1px solid var(--line); background: var(--ground); }
.map svg { display: block; width: 100%; aspect-ratio: 300 / 210; }
.spot { position: absolute; display: grid; place-items: center; width: 2.125rem; height: 2.125rem; translate: -50% -50%;
  border: 2px solid var(--accent); border-radius: 50%; background: var(--panel); color: var(--accent); cursor: pointer; }
#map path { fill: none; stroke: var(--line); stroke-width: 1.5; }
#map .main-road { stroke-width: 4; } #map .bridge { stroke: var(--quiet); stroke-width: 3; }
#map .railway { stroke-dasharray: 4 3; stroke: var(--quiet); } #map .water { fill: #8fbfdd66; stroke: none; }
.gone { position: absolute; left: -99rem; width: 1px; height: 1px; overflow: hidden; }
.wrong { border: 2px solid var(--red); } .problem { color: var(--red); font-weight: 600; }
.problems, .end { border-left: .375rem solid; } .problems { background: var(--red-ground); color: var(--red); } .problems a { color: inherit; }
ul { margin: 0; padding-left: 1.25rem; } .problems li { padding: .25rem 0; }
.thanks h1 { color: var(--green); } .used h1, .closed h1, .none h1, .busy h1 { color: var(--amber); }
.too-large h1, .not-allowed h1, .failed h1 { color: var(--red); }
dl { display: grid; gap: .375rem; }
.plain { min-height: 2.75rem; border-color: var(--line); background: none; color: var(--text); font-size: 1rem; font-weight: 400; }
`;
