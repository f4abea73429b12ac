import type { AlertKind } from '../../lambdas/zone/messages.ts';
import type { Bilingual } from '../../lambdas/zone/zone-file.ts';

/** Words of the monthly report; `{name}` stands for what is filled in. */
export const reportWords = {
  title: { th: 'เขตปลอดภัยอัจฉริยะ {zone}', en: 'Smart Safety Zone {zone}' },
  subtitle: { th: 'รายงานประจำเดือนต่อคณะกรรมการ', en: 'Monthly report to the committee' },
  made: { th: 'จัดทำเมื่อ {at}', en: 'Made on {at}' },
  unfinished: {
    th: 'เดือนนี้ยังไม่สิ้นสุด ตัวเลขนับถึง {at} เท่านั้น',
    en: 'This month is not over: everything counts up to {at} only.',
  },
  empty: {
    th: 'ไม่พบบันทึกของเดือนนี้: ระบบอาจยังไม่เริ่มใช้งาน หรือบันทึกหมดอายุแล้ว',
    en: 'No records of this month were found: the zone may not have worked yet, or its records have ended.',
  },
  forgotten: {
    th: 'บันทึกบางส่วนของเดือนนี้หมดอายุและถูกลบตามระยะเวลาเก็บข้อมูลแล้ว ตัวเลขจึงอาจต่ำกว่าจริง',
    en: 'Part of this month’s records have ended by the zone’s retention: numbers may be too low.',
  },
  inShort: { th: 'สรุป', en: 'In short' },
  shortHelp: {
    th: 'ประชาชนกดขอความช่วยเหลือ {count} ครั้ง',
    en: 'People called for help {count} times.',
  },
  shortNoHelp: { th: 'ไม่มีการกดขอความช่วยเหลือ', en: 'Nobody called for help.' },
  shortTaken: {
    th: 'เจ้าหน้าที่รับเหตุครึ่งหนึ่งภายใน {median} และเก้าในสิบภายใน {p90}',
    en: 'Half of the calls were answered by a person within {median}, nine in ten within {p90}.',
  },
  shortUntaken: { th: 'ยังไม่มีผู้รับ {count} เหตุ', en: '{count} of them nobody has answered yet.' },
  shortCameras: { th: 'กล้องใช้งานได้ {share} ของเวลา', en: 'Cameras worked {share} of the time.' },
  shortPoles: { th: 'เสา SOS ใช้งานได้ {share} ของเวลา', en: 'SOS poles worked {share} of the time.' },
  before: { th: '{month}:\u00a0{value}', en: '{month}:\u00a0{value}' },
  none: { th: 'ไม่มีข้อมูล', en: 'no data' },
  helpTile: { th: 'ขอความช่วยเหลือ', en: 'Calls for help' },
  takenTile: { th: 'เวลารับเหตุ (ค่ากลาง)', en: 'Answered within (median)' },
  matchTile: { th: 'ตรงกับบัญชีเฝ้าระวังจริง', en: 'Matches confirmed' },
  ofClosed: { th: 'ไม่ใช่ {count}', en: '{count} rejected' },
  cameraTile: { th: 'กล้องใช้งานได้', en: 'Cameras working' },
  poleTile: { th: 'เสา SOS ใช้งานได้', en: 'SOS poles working' },
  costTile: { th: 'ค่าจดจำใบหน้า', en: 'Face recognition' },
  ofBudget: { th: '{share} ของงบ {usd}', en: '{share} of the budget of {usd}' },
  incidents: { th: 'เหตุการณ์', en: 'Incidents' },
  perDay: { th: 'เหตุรายวัน', en: 'Incidents by day' },
  people: { th: 'เกี่ยวกับคนและรถ', en: 'of people and vehicles' },
  devices: { th: 'อุปกรณ์ขัดข้อง', en: 'device faults' },
  kind: { th: 'ชนิด', en: 'Kind' },
  total: { th: 'ทั้งหมด', en: 'Total' },
  resolved: { th: 'เสร็จสิ้น', en: 'Resolved' },
  falseAlarm: { th: 'เหตุผิดพลาด', en: 'False alarm' },
  notClosed: { th: 'ยังไม่ปิด', en: 'Not closed' },
  drills: { th: 'การซ้อม (ไม่รวมข้างบน)', en: 'Drills (not counted above)' },
  falseAlarms: {
    th: 'เหตุที่ปิดแล้ว {closed} เหตุ เป็นเหตุผิดพลาด {count} เหตุ ({share})',
    en: '{count} of {closed} closed incidents were false alarms ({share}).',
  },
  matches: {
    th: 'การพบบุคคลหรือรถเฝ้าระวัง: ยืนยัน {confirmed} ไม่ใช่ {rejected} ปิดเหตุโดยไม่ระบุ {unsaid} ยังไม่ปิด {undecided}',
    en: 'Possible matches of persons and plates: {confirmed} confirmed, {rejected} rejected, {unsaid} closed without saying which, {undecided} not closed.',
  },
  places: { th: 'จุดที่เกิดเหตุมากที่สุด', en: 'Most incidents of people and vehicles at' },
  responses: { th: 'เวลาตอบสนอง', en: 'Response times' },
  responsesNote: {
    th: 'นับจากเวลาที่เกิดเหตุ ค่ากลาง: ครึ่งหนึ่งไม่เกินนี้ 9 ใน 10: เก้าในสิบไม่เกินนี้',
    en: 'Counted from when it happened. Median: half took at most this. 9 in 10: nine in ten took at most this.',
  },
  presses: { th: 'ปุ่มฉุกเฉิน', en: 'Calls for help' },
  matchCases: { th: 'บุคคลและรถเฝ้าระวัง', en: 'Possible matches' },
  drillCases: { th: 'การซ้อมกดปุ่ม', en: 'Drills of presses' },
  told: { th: 'ถึงข้อความแรก', en: 'to the first message' },
  taken: { th: 'ถึงมีผู้รับเหตุ', en: 'to a person’s answer' },
  done: { th: 'ถึงเสร็จสิ้น', en: 'to resolved' },
  cases: { th: 'เหตุ', en: 'Cases' },
  median: { th: 'ค่ากลาง', en: 'Median' },
  p90: { th: '9 ใน 10', en: '9 in 10' },
  uptime: { th: 'ความพร้อมของกล้องและเสา SOS', en: 'Cameras and SOS poles' },
  camerasByDay: { th: 'กล้อง รายวัน', en: 'Cameras by day' },
  polesByDay: { th: 'เสา SOS รายวัน', en: 'SOS poles by day' },
  worst: { th: 'แสดง {shown} จาก {count} ที่พร้อมน้อยที่สุด', en: 'the {shown} of {count} that worked least' },
  device: { th: 'อุปกรณ์', en: 'Device' },
  worked: { th: 'ใช้งานได้', en: 'Worked' },
  cameras: { th: 'กล้อง', en: 'Cameras' },
  poles: { th: 'เสา SOS', en: 'SOS poles' },
  measured: { th: 'จำนวนที่วัดได้', en: 'Measured' },
  outages: { th: 'ครั้งที่ใช้ไม่ได้', en: 'Outages' },
  lasted: { th: 'นานเท่าใด (ค่ากลาง)', en: 'Lasted (median)' },
  dayAll: { th: 'ทั้งวัน', en: 'all day' },
  dayPart: { th: 'เกือบทั้งวัน (≥ 99 %)', en: 'nearly all day (≥ 99 %)' },
  dayHalf: { th: 'บางส่วน (≥ 90 %)', en: 'most of it (≥ 90 %)' },
  dayBad: { th: 'น้อยกว่า 90 %', en: 'less than 90 %' },
  dayNone: { th: 'ไม่มีข้อมูล', en: 'no data' },
  alerts: { th: 'การแจ้งเตือน', en: 'Alerts' },
  sent: { th: 'ส่งแล้ว', en: 'Sent' },
  held: { th: 'พักไว้รวมส่ง', en: 'Held for a joint message' },
  stopped: { th: 'ไม่ส่ง (มีเหตุผลบันทึกไว้)', en: 'Not sent, with a reason on record' },
  smsDelivered: { th: 'SMS ถึงผู้รับ', en: 'SMS that arrived' },
  smsFailed: { th: 'SMS ไม่ถึง', en: 'SMS that failed' },
  cost: { th: 'ค่าใช้จ่ายเทียบกับงบ', en: 'Cost against budget' },
  calls: { th: 'การค้นหาใบหน้าที่เสียเงิน', en: 'Paid face searches' },
  callsByDay: { th: 'การค้นหาใบหน้าที่เสียเงิน รายวัน', en: 'Paid face searches by day' },
  dailyBudget: { th: 'งบต่อวัน {count}', en: 'daily budget {count}' },
  spent: { th: 'ใช้ไป (ประมาณ)', en: 'Spent, estimated' },
  budget: { th: 'งบ', en: 'Budget' },
  noCalls: {
    th: 'ไม่มีบันทึกการใช้จ่ายของเดือนนี้แล้ว',
    en: 'What was paid for in this month is not remembered any more.',
  },
  forecast: { th: 'ทั้งระบบ คาดการณ์ต่อเดือน, USD', en: 'All of AWS, forecast of a month, USD' },
  forecastNote: {
    th: 'คาดการณ์ของเขตตามที่ตั้งไว้ในขณะจัดทำรายงาน ({thb} บาท) ก่อนภาษี ที่มาของแต่ละรายการ: zone cost',
    en: 'The forecast is of the zone as it was set when this report was made (THB {thb}), before tax; zone cost explains each line.',
  },
  poll: { th: 'เสียงของประชาชน', en: 'What people say' },
  pollNote: {
    th: 'ค่าเฉลี่ยของคำตอบแต่ละรอบ การเปลี่ยนแปลงจากรอบแรกถึงรอบล่าสุดพร้อมช่วงความเชื่อมั่น 95 % ตัวหนาคือช่วงที่ไม่รวมศูนย์ คำถามที่ตอบน้อยเกินไปไม่แสดง',
    en: 'The mean of the answers of each round; the change from the first to the latest with its 95 % interval, bold where the interval holds no zero. What too few answered is not shown.',
  },
  question: { th: 'คำถาม', en: 'Question' },
  answers: { th: '{count} คำตอบ', en: '{count} answers' },
  change: { th: 'เปลี่ยนแปลง', en: 'Change' },
  scale: { th: '1 = {low} {points} = {high}', en: '1 = {low}, {points} = {high}' },
  how: { th: 'ตัวเลขเหล่านี้ได้มาอย่างไร และอะไรที่ไม่ทราบ', en: 'How these numbers are made, and what is not known' },
} as const satisfies Readonly<Record<string, Bilingual>>;
export type ReportWord = keyof typeof reportWords;

/** Incidents by kind, in words that say more than an operator's board needs. */
export const kindNames: Readonly<Record<AlertKind, Bilingual>> = {
  sos: { th: 'ปุ่มฉุกเฉิน (SOS)', en: 'Calls for help (SOS)' },
  person: { th: 'บุคคลเฝ้าระวัง', en: 'Persons on the watchlist' },
  plate: { th: 'รถเฝ้าระวัง', en: 'Plates on the watchlist' },
  device: { th: 'อุปกรณ์ขัดข้อง', en: 'Device faults' },
  crowd: { th: 'คนหนาแน่น', en: 'Crowds' },
  loitering: { th: 'อยู่นานผิดปกติ', en: 'Loitering' },
};

/** What stands at the end of every report. */
export const methodNotes: readonly Bilingual[] = [
  {
    th: 'เดือนเริ่มและสิ้นสุดตามเวลาของเขต ({zone}) เหตุนับในเดือนที่ระบบเปิดเหตุ',
    en: 'The month begins and ends on the zone’s clock ({zone}). An incident counts in the month in which it was opened.',
  },
  {
    th: 'มีผู้รับเหตุ หมายถึงเจ้าหน้าที่รับทราบ เริ่มดำเนินการ หรือปิดเหตุ แล้วแต่อย่างใดเกิดก่อน',
    en: 'A person’s answer is whichever came first: acknowledged, responding, or closed by a person.',
  },
  {
    th: 'กล้องใช้ไม่ได้เมื่อไม่มีภาพ ภาพมืด ค้าง หรือถูกบัง เสาใช้ไม่ได้เมื่อไม่ตอบสนอง ปุ่มค้าง หรือทดสอบไม่ผ่าน นับจากเหตุอุปกรณ์ขัดข้องที่ระบบเปิด ไม่รวมเหตุผิดพลาด การขัดข้องสั้นกว่าเวลาที่ระบบรอก่อนแจ้ง (กล้อง 5–10 นาที) ไม่นับ',
    en: 'A camera does not work while it is silent, dark, frozen or covered; a pole while it is silent, its button is stuck or its self-test failed: by the incidents of such faults, without false alarms. Faults shorter than the zone waits before it tells of them (cameras: 5 to 10 minutes) are not counted.',
  },
  {
    th: 'การพบที่นับว่ายืนยัน คือเจ้าหน้าที่กดยืนยัน นับว่าไม่ใช่ คือกดว่าไม่ใช่หรือปิดเป็นเหตุผิดพลาด',
    en: 'A match is confirmed when somebody said so, rejected when somebody said “not this” or closed it as a false alarm.',
  },
  {
    th: 'อีเมลไม่มีรายงานการส่งถึง จึงนับได้เฉพาะ SMS ส่วนข้อความที่เครือข่ายไม่รายงานผลไม่อยู่ในทั้งสองช่อง',
    en: 'Nothing comes back of e-mails, so SMS alone are counted; an SMS of which the carrier says nothing is in neither number.',
  },
  {
    th: 'ค่าจดจำใบหน้าประมาณจากราคาต่อครั้งในสิงคโปร์ ({price} ดอลลาร์สหรัฐ ราคา ณ {asOf}) ไม่รวมภาษี เทียบกับงบที่ตั้งไว้ในขณะจัดทำรายงาน ยอดจริงอยู่ใน AWS Billing',
    en: 'Face recognition is estimated by the price of one call in Singapore (USD {price}, as of {asOf}) without taxes, against the budget set when this report was made. The AWS bill says what all of it cost.',
  },
  {
    th: 'รายงานนี้ไม่มีชื่อ ทะเบียนรถ หมายเลขโทรศัพท์ ความเห็น หรือข้อมูลอื่นที่ระบุตัวบุคคล',
    en: 'This report holds no names, plates, phone numbers or comments, nor anything else that tells who somebody is.',
  },
];

/** Said only where it is so. */
export const gapNotes = {
  unmeasured: {
    th: 'อุปกรณ์ {count} ชิ้นไม่ได้นับ เพราะยังไม่เคยทำงานหรือไม่ทราบวันเริ่มใช้งาน',
    en: '{count} devices are not counted: they have never worked, or nobody knows since when they do.',
  },
  assumedEnds: {
    th: 'การขัดข้อง {count} ครั้ง เจ้าหน้าที่ปิดเหตุก่อนระบบเห็นว่ากลับมาใช้งานได้ จึงถือเวลาปิดเหตุเป็นเวลาสิ้นสุด',
    en: 'Of {count} outages the end is taken to be when an operator closed the incident: nobody saw the fault end.',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** Fills `{name}`s in. Throws for one that nobody fills: a report must not show it. */
export function filled(text: string, values: Readonly<Record<string, string>> = {}): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`nothing to fill in for {${name}} in "${text}"`);
    return value;
  });
}
