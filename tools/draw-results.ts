import type { Effect } from '../lambdas/poll/compare-rounds.ts';
import type { RoundResult } from '../lambdas/poll/results.ts';
import type { Language } from '../lambdas/zone/page.ts';
import { type TextLine, textPath } from './lettering.ts';
import { changeText, linesOf, type ResultLine } from './poll-words.ts';
import { textLines } from './text-lines.ts';

const width = 1200;
const left = 40;
/** Where names end, the axis lies, and what changed is written. */
const columns = { names: 430, from: 460, to: 860, change: 890 };
const sizes = { title: 26, question: 17, small: 14 };
const rowHeight = 30;
const ink = { text: '#101a22', quiet: '#43525e', line: '#c3ced6', before: '#8a6a1f', after: '#0a5480' };

const words = {
  title: { th: 'เสียงประชาชน', en: 'What people said' },
  answers: { th: 'คำตอบ', en: 'answers' },
  change: { th: 'เปลี่ยนแปลง: คะแนน/จุดร้อยละ', en: 'Change: points, percentage points' },
  few: { th: 'มีผู้ตอบน้อยกว่า 5 คน', en: 'fewer than 5 answered' },
  weighted: {
    th: 'ถ่วงน้ำหนักตามประชากร เส้นคือช่วงความเชื่อมั่น 95%  * ช่วงไม่คร่อมศูนย์ (จาก 20 ข้อ อาจบังเอิญ 1 ข้อ)',
    en: 'Weighted to the population. Lines are 95 % intervals. * the interval of the change holds no zero; of twenty, one does so by chance.',
  },
  unweighted: {
    th: 'ไม่ถ่วงน้ำหนัก เส้นคือช่วงความเชื่อมั่น 95%  * ช่วงไม่คร่อมศูนย์ (จาก 20 ข้อ อาจบังเอิญ 1 ข้อ)',
    en: 'Not weighted. Lines are 95 % intervals. * the interval of the change holds no zero; of twenty, one does so by chance.',
  },
} as const;

/** One or two rounds as SVG: a dot with its interval for each scale and option, the earlier round above the later. */
export function drawResults(
  rounds: readonly RoundResult[],
  effects: readonly Effect[],
  language: Language,
): string {
  const parts: string[] = [];
  let y = head(rounds, language, parts);
  let asked = '';
  for (const line of linesOf(rounds, effects)) {
    if (line.question.id !== asked) y = questionHead(line, y, language, parts);
    asked = line.question.id;
    y = drawLine(line, y, language, parts);
  }
  const isWeighted = rounds.at(-1)?.isWeighted === true;
  const note = (isWeighted ? words.weighted : words.unweighted)[language];
  parts.push(letters({ text: note, x: left, y: y + 40, size: sizes.small }, ink.quiet));
  const height = y + 70;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><rect width="${width}" height="${height}" fill="#ffffff"/>${parts.join('\n')}</svg>\n`;
}

const colorOf = (index: number, count: number) => (index === count - 1 ? ink.after : ink.before);

function head(rounds: readonly RoundResult[], language: Language, parts: string[]): number {
  parts.push(letters({ text: words.title[language], x: left, y: 52, size: sizes.title, weight: 700 }));
  rounds.forEach(({ name, answerCount }, i) => {
    const y = 84 + i * 26;
    const text = `${name[language]} – ${answerCount} ${words.answers[language]}`;
    parts.push(`<circle cx="${left + 7}" cy="${y - 5}" r="7" fill="${colorOf(i, rounds.length)}"/>`);
    parts.push(letters({ text, x: left + 24, y, size: sizes.question }));
  });
  const y = 84 + rounds.length * 26;
  if (rounds.length > 1)
    parts.push(
      letters({ text: words.change[language], x: columns.change, y: y - 26, size: sizes.small }, ink.quiet),
    );
  return y;
}

function questionHead({ question }: ResultLine, from: number, language: Language, parts: string[]): number {
  const y = from + 26;
  parts.push(`<path d="M${left} ${y - 14}H${width - left}" stroke="${ink.line}"/>`);
  const isScale = question.type === 'scale';
  const lines = textLines({
    ...{ text: question.ask[language], size: sizes.question, weight: 700 },
    width: columns.names - left,
  });
  lines.forEach((text, i) => {
    parts.push(letters({ text, x: left, y: y + 12 + i * 23, size: sizes.question, weight: 700 }));
  });
  if (!isScale)
    for (const [text, x, anchor] of [
      ['0 %', columns.from, 'start'],
      ['100 %', columns.to, 'end'],
    ] as const)
      parts.push(letters({ text, x, y: y + 12, size: sizes.small, anchor }, ink.quiet));
  // A scale's dots stand beside its question.
  return isScale ? y + Math.max(0, (lines.length - 2) * 23) : y + lines.length * 23;
}

function drawLine(line: ResultLine, from: number, language: Language, parts: string[]): number {
  const { question, option, cells, effect } = line;
  const isScale = question.type === 'scale';
  const [least, most] = question.type === 'scale' ? [1, question.points] : [0, 1];
  const x = (value: number) =>
    columns.from + ((value - least) / (most - least)) * (columns.to - columns.from);
  const middle = from + rowHeight / 2 + (isScale ? 8 : 0);
  if (option !== undefined) {
    const [name = ''] = textLines({
      text: option.name[language],
      width: columns.names - left - 16,
      size: 15,
    });
    parts.push(letters({ text: name, x: left + 16, y: middle + 5, size: 15 }));
  }
  parts.push(`<path d="M${columns.from} ${middle}H${columns.to}" stroke="${ink.line}"/>`);
  for (const [text, at, anchor] of isScale
    ? ([
        [`${least} ${question.low[language]}`, columns.from, 'start'],
        [`${most} ${question.high[language]}`, columns.to, 'end'],
      ] as const)
    : [])
    parts.push(letters({ text, x: at, y: middle + 28, size: sizes.small, anchor }, ink.quiet));
  cells.forEach((cell, i) => {
    const y = middle + (i - (cells.length - 1) / 2) * 11;
    const color = colorOf(i, cells.length);
    if (cell === undefined) return;
    parts.push(
      `<path d="M${x(cell.low).toFixed(1)} ${y}H${x(cell.high).toFixed(1)}" stroke="${color}" stroke-width="3"/><circle cx="${x(cell.value).toFixed(1)}" cy="${y}" r="5" fill="${color}"/>`,
    );
  });
  const said =
    effect !== undefined
      ? changeText(effect)
      : cells.every((cell) => cell === undefined)
        ? words.few[language]
        : undefined;
  if (said !== undefined) {
    const isSure = effect?.difference.isSure === true;
    parts.push(
      letters(
        { text: said, x: columns.change, y: middle + 5, size: 15, weight: isSure ? 700 : 500 },
        isSure ? ink.text : ink.quiet,
      ),
    );
  }
  return from + rowHeight + (isScale ? 26 : 0);
}

const letters = (line: TextLine, color: string = ink.text): string =>
  `<path d="${textPath(line)}" fill="${color}"/>`;
