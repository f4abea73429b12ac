import type { BoardRows } from './dashboards.ts';
import type { Widgets } from './widgets.ts';

/** The operator's board, row by row: what needs a hand first and where, then what the cameras see and what is broken. */
export function operatorBoard(
  { zone }: Widgets,
  { cameraCount }: { readonly cameraCount: number },
): BoardRows {
  const endpoint = zone.functionArn;
  return [
    [
      {
        widget: 'incidents',
        title: { th: 'เหตุที่ยังไม่ปิด', en: 'Open incidents' },
        ...{ endpoint, width: 15, height: 14 },
      },
      { widget: 'zone-map', title: { th: 'แผนที่', en: 'Map' }, ...{ endpoint, width: 9, height: 14 } },
    ],
    [
      {
        widget: 'camera-wall',
        title: { th: 'ภาพจากกล้อง', en: 'Cameras' },
        ...{ endpoint, width: 24, height: wallHeight(cameraCount) },
      },
    ],
    [
      { widget: 'devices', title: { th: 'อุปกรณ์', en: 'Devices' }, ...{ endpoint, width: 15, height: 13 } },
      { widget: 'cost', title: { th: 'ค่าใช้จ่าย', en: 'Costs' }, ...{ endpoint, width: 9, height: 13 } },
    ],
    [
      {
        widget: 'poll',
        title: { th: 'เสียงประชาชน', en: 'People poll' },
        ...{ endpoint, width: 24, height: 14 },
      },
    ],
  ];
}

/** On a wide screen six cameras stand beside each other; a row takes about four units, and a page has four rows. */
function wallHeight(cameraCount: number): number {
  return 2 + 4 * Math.min(4, Math.max(1, Math.ceil(cameraCount / 6)));
}
