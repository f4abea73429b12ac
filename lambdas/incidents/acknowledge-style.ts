import { pageStyle } from '../zone/page-style.ts';

/** The page's only style; test/browser/acknowledge.test.ts measures its contrasts. */
export const acknowledgeStyle = `${pageStyle}
dl { display: grid; gap: .375rem; }
dt { color: var(--quiet); font-size: .9375rem; line-height: 1.3; }
dd.place { font-size: 1.1875rem; font-weight: 600; line-height: 1.35; }
.state, .notice, .drill { padding: .5rem .75rem; border-radius: .5rem; border-left: .375rem solid; font-weight: 600; }
.open, .nameless, .unknown, .expired, .failed, .not-allowed { background: var(--red-ground); color: var(--red); }
.acknowledged, .responding { background: var(--green-ground); color: var(--green); }
.resolved, .false-alarm, .too-late, .drill { background: var(--amber-ground); color: var(--amber); }
.state span { display: block; font-weight: 400; }
input { width: 100%; min-height: 3rem; padding: .5rem .75rem; border: 2px solid var(--quiet); border-radius: .625rem;
  background: var(--panel); color: var(--text); font: inherit; }
.quiet, figcaption { color: var(--quiet); font-size: .9375rem; }
.pictures { display: grid; gap: .5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 16rem), 1fr)); }
img { display: block; width: 100%; height: auto; border-radius: .5rem; background: var(--ground); }
ol { list-style: none; display: grid; gap: .375rem; }
ol li { display: flex; flex-wrap: wrap; gap: 0 .75rem; }
ol span { flex: 1 1 9rem; }
time { font-variant-numeric: tabular-nums; }
ol time { flex: none; min-width: 4.75rem; color: var(--quiet); }
@media print { form, .button { display: none; } }
`;
