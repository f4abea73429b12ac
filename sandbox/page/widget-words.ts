/** Words of what the page draws itself: the functions of widgets bring their own. */
export interface WidgetWords {
  readonly locale: string;
  /** Nothing on this machine writes it. */
  readonly noData: string;
  /** It is written here, but was not in this time. */
  readonly nothingYet: string;
  readonly since: string;
  readonly meaning: string;
  readonly blind: string;
  readonly notDrawn: string;
  readonly states: Readonly<Record<'ALARM' | 'INSUFFICIENT_DATA' | 'OK' | 'blind', string>>;
}

export const widgetWords: Readonly<Record<'th' | 'en', WidgetWords>> = {
  th: {
    locale: 'th-TH',
    noData: 'ไม่มีข้อมูลบนเครื่องนี้',
    nothingYet: 'ยังไม่มีในช่วงเวลานี้',
    since: 'ตั้งแต่',
    meaning: 'ความหมายและสิ่งที่ต้องทำ',
    blind: 'สัญญาณนี้ดูค่าที่มีเฉพาะบน AWS จึงตัดสินบนเครื่องนี้ไม่ได้ (sandbox/LIMITATIONS.md)',
    notDrawn: 'หน้านี้ไม่แสดงวิดเจ็ตชนิดนี้',
    states: { ALARM: 'เตือน', INSUFFICIENT_DATA: 'รอ', OK: 'ปกติ', blind: 'ไม่มีข้อมูลบนเครื่องนี้' },
  },
  en: {
    locale: 'en-GB',
    noData: 'no data here',
    nothingYet: 'nothing in this time',
    since: 'since',
    meaning: 'What it means and what to do',
    blind: 'It is judged on what only AWS measures, so not on this machine (sandbox/LIMITATIONS.md).',
    notDrawn: 'this page does not draw widgets of this type',
    states: { ALARM: 'In alarm', INSUFFICIENT_DATA: 'waits', OK: 'OK', blind: 'no data here' },
  },
};
