import type { BoardRows } from './dashboards.ts';
import type { Widgets } from './widgets.ts';

/** The investigator's board: what cameras saw, found by plate or by person. */
export function investigatorBoard({ search }: Pick<Widgets, 'search'>): BoardRows {
  const size = { endpoint: search.functionArn, width: 24, height: 15, staysPut: true };
  const plates = { th: 'ค้นหาทะเบียน', en: 'Search plates' };
  const sightings = { th: 'ค้นหาบุคคลและสิ่งที่กล้องพบ', en: 'Search persons and sightings' };
  return [
    [{ widget: 'search-plates', title: plates, ...size }],
    [{ widget: 'search-sightings', title: sightings, ...size }],
  ];
}

/** The watchlist keeper's board. */
export function watchlistBoard({ watchlist }: Pick<Widgets, 'watchlist'>): BoardRows {
  const title = { th: 'บัญชีเฝ้าระวัง', en: 'Watchlist' };
  const size = { endpoint: watchlist.functionArn, width: 24, height: 24, staysPut: true };
  return [[{ widget: 'watchlist', title, ...size }]];
}
