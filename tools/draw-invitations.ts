import type { PollFile } from '../lambdas/zone/poll-file.ts';
import { qrPath } from './draw-qr.ts';
import { type TextLine, textPath } from './lettering.ts';
import { textLines } from './text-lines.ts';

export interface Invitation {
  readonly code: string;
  readonly url: string;
}

/** Millimeters: A4, two columns of five slips. */
const sheet = { width: 210, height: 297, columns: 2, rows: 5 };
const ink = '#101a22';

/** Sheets of slips to cut along the lines, as SVG. */
export function drawInvitations(
  invitations: readonly Invitation[],
  questionnaire: PollFile,
): readonly string[] {
  const perSheet = sheet.columns * sheet.rows;
  return Array.from({ length: Math.ceil(invitations.length / perSheet) }, (_, i) => {
    const slips = invitations
      .slice(i * perSheet, (i + 1) * perSheet)
      .map((invitation, k) => slip(invitation, k, questionnaire));
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${sheet.width} ${sheet.height}"><rect width="100%" height="100%" fill="#fff"/>${slips.join('')}</svg>`;
  });
}

function slip({ code, url }: Invitation, index: number, { title, notice }: PollFile): string {
  const width = sheet.width / sheet.columns;
  const height = sheet.height / sheet.rows;
  const [x, y] = [(index % sheet.columns) * width, Math.floor(index / sheet.columns) * height];
  const left = x + 44;
  const heading = textLines({ text: title.th, width: width - 50, size: 5, weight: 700 }).slice(0, 2);
  const foot = textLines({ text: notice.controller.th, width: width - 50, size: 2.8 }).slice(0, 2);
  return [
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="none" stroke="#8a98a3" stroke-width=".2" stroke-dasharray="1.5 1.5"/>`,
    `<path d="${qrPath(url, { x: x + 3, y: y + 8, size: 40 })}" fill="#000"/>`,
    ...heading.map((text, i) => letters({ text, x: left, y: y + 13 + 6.5 * i, size: 5, weight: 700 })),
    letters({ text: 'รหัสเชิญ · Invitation code', x: left, y: y + 30, size: 3 }),
    letters({ text: code, x: left, y: y + 37, size: 6.2, weight: 700 }),
    letters({ text: 'หนึ่งรหัส หนึ่งคำตอบ · One code, one answer', x: left, y: y + 43, size: 2.8 }),
    ...foot.map((text, i) => letters({ text, x: left, y: y + 49 + 3.8 * i, size: 2.8 })),
  ].join('');
}

const letters = (line: TextLine): string => `<path d="${textPath(line)}" fill="${ink}"/>`;
