/** Of what the page draws itself; the colors are board.css's own, which reach into a widget. */
export const widgetStyle = `
*{box-sizing:border-box} h1,h2,h3,p,ul,figure{margin:0;padding:0} ul{list-style:none}
h1{font-size:17px;font-weight:600} a{color:var(--accent)} .text{padding:2px 10px;overflow-wrap:anywhere}
.graph text{fill:var(--quiet);font-size:13px} .graph svg{display:block;max-width:100%}
.graph .grid{stroke:var(--line)} .graph .limit{stroke:var(--red);stroke-dasharray:6 4;stroke-width:1.5}
.line path{fill:none;stroke-width:2}
.c0{--c:var(--series-0)} .c1{--c:var(--series-1)} .c2{--c:var(--series-2)} .c3{--c:var(--series-3)} .c4{--c:var(--series-4)} .c5{--c:var(--series-5)}
.line path{stroke:var(--c)} .line circle{fill:var(--c)} .c1 path{stroke-dasharray:7 3} .c2 path{stroke-dasharray:2 3} .c3 path{stroke-dasharray:9 3 2 3} .c4 path{stroke-dasharray:4 4}
.legend{display:flex;flex-wrap:wrap;gap:0 16px;padding:4px 10px;font-size:13px;line-height:1.7} .legend li{min-width:0;overflow-wrap:anywhere}
.key{display:inline-block;width:16px;height:4px;margin-right:6px;vertical-align:middle;background:var(--c)}
.sum{padding:4px 8px 8px} .alarms{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,210px),1fr));gap:6px;padding:0 6px 6px}
.alarm{display:flex;justify-content:space-between;align-items:baseline;gap:4px 10px;width:100%;min-height:34px;padding:4px 8px;border:1px solid var(--line);border-left:5px solid var(--quiet);border-radius:8px;background:var(--panel);color:var(--text);font:inherit;font-size:13px;text-align:left;overflow-wrap:anywhere;cursor:pointer}
.alarm span{min-width:0} .alarm:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.alarm.OK{border-left-color:var(--green)} .alarm.OK b{color:var(--green)}
.alarm.ALARM{border-color:var(--red);border-left-color:var(--red);background:var(--red-ground)} .alarm.ALARM b{color:var(--red)}
.alarm b{font-weight:600;white-space:nowrap}
.none{padding:20px;text-align:center;color:var(--quiet);font-size:15px}
`;
