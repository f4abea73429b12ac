import type { BoardWidget } from './dashboards.ts';
import type { Widgets } from './widgets.ts';

/** The operator's board, row by row: what needs a hand first, then where, then what the cameras see and what is broken. */
export function operatorBoard({ zone }: Widgets): readonly (readonly BoardWidget[])[] {
  const endpoint = zone.functionArn;
  return [
    [
      {
        widget: 'incidents',
        title: { th: 'เหตุที่ยังไม่ปิด', en: 'Open incidents' },
        ...{ endpoint, width: 24, height: 12 },
      },
    ],
    [{ widget: 'zone-map', title: { th: 'แผนที่', en: 'Map' }, ...{ endpoint, width: 24, height: 14 } }],
    [
      {
        widget: 'camera-wall',
        title: { th: 'ภาพจากกล้อง', en: 'Cameras' },
        ...{ endpoint, width: 24, height: 12 },
      },
    ],
    [
      { widget: 'devices', title: { th: 'อุปกรณ์', en: 'Devices' }, ...{ endpoint, width: 15, height: 14 } },
      { widget: 'cost', title: { th: 'ค่าใช้จ่าย', en: 'Costs' }, ...{ endpoint, width: 9, height: 14 } },
    ],
  ];
}
