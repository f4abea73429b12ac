import type { PollArea, PollFile } from '../lambdas/zone/poll-file.ts';
import { qrPath } from './draw-qr.ts';
import { textPath } from './lettering.ts';
import { type LinesParams, textLines } from './text-lines.ts';

export interface PosterParams {
  readonly questionnaire: Pick<PollFile, 'title' | 'notice'>;
  readonly area: PollArea;
  /** What the QR code leads to. */
  readonly url: string;
  readonly isCoded: boolean;
}

/** Millimeters of A4. */
const sheet = { width: 210, height: 297, margin: 18 };
const ink = { dark: '#0b2b40', text: '#101a22', quiet: '#43525e', accent: '#0a5480', paper: '#ffffff' };

/** A poster of an area as SVG, its letters as outlines: it prints alike everywhere. */
export function drawPoster({ questionnaire, area, url, isCoded }: PosterParams): string {
  const { title, notice } = questionnaire;
  const how = isCoded
    ? {
        th: 'สแกนด้วยกล้องโทรศัพท์ แล้วใส่รหัสบนบัตรเชิญของท่าน',
        en: 'Scan with your phone, then type the code of your invitation.',
      }
    : {
        th: 'สแกนด้วยกล้องโทรศัพท์ ใช้เวลาประมาณ 3 นาที',
        en: 'Scan with the camera of your phone. It takes about 3 minutes.',
      };
  const privacy = {
    th: 'ไม่ถามชื่อ ไม่เก็บหมายเลขโทรศัพท์',
    en: 'No name is asked, no phone number is kept.',
  };
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${sheet.width} ${sheet.height}" width="${sheet.width}mm" height="${sheet.height}mm">
<rect width="${sheet.width}" height="${sheet.height}" fill="${ink.paper}"/>
<rect width="${sheet.width}" height="96" fill="${ink.dark}"/>
${block({ text: title.th, y: 36, size: 17, weight: 700, fill: ink.paper, most: 2 })}
${block({ text: title.en, y: 78, size: 9, weight: 500, fill: ink.paper, most: 1 })}
${block({ text: area.name.th, y: 112, size: 9, weight: 700, fill: ink.accent, most: 1 })}
${block({ text: area.name.en, y: 121, size: 5.5, weight: 500, fill: ink.accent, most: 1 })}
<path d="${qrPath(url, { x: 53, y: 124, size: 104 })}" fill="#000000"/>
${block({ text: how.th, y: 238, size: 7.5, weight: 700, fill: ink.text, most: 2 })}
${block({ text: how.en, y: 256, size: 5.2, weight: 500, fill: ink.text, most: 1 })}
${block({ text: url, y: 265, size: 3.6, weight: 500, fill: ink.quiet, most: 2 })}
${block({ text: `${privacy.th} · ${privacy.en}`, y: 276, size: 4, weight: 500, fill: ink.quiet, most: 1 })}
${block({ text: notice.controller.th, y: 283, size: 4, weight: 500, fill: ink.quiet, most: 1 })}
${block({ text: notice.controller.en, y: 288.5, size: 4, weight: 500, fill: ink.quiet, most: 1 })}
</svg>
`;
}

interface Block {
  readonly text: string;
  /** Of the first line. */
  readonly y: number;
  readonly size: number;
  readonly weight: 500 | 700;
  readonly fill: string;
  /** Lines. */
  readonly most: number;
}

/** Lines in the middle; made smaller until they are few enough. */
function block({ text, y, size, weight, fill, most }: Block): string {
  const width = sheet.width - 2 * sheet.margin;
  let fitting = size;
  let lines = textLines({ text, width, size: fitting, weight });
  while (lines.length > most && fitting > size / 3) {
    fitting *= 0.95;
    lines = textLines({ text, width, size: fitting, weight });
  }
  lines = balanced(lines, { text, width, size: fitting, weight });
  const paths = lines.map((line, i) =>
    textPath({
      text: line,
      x: sheet.width / 2,
      y: y + i * fitting * 1.35,
      size: fitting,
      anchor: 'middle',
      weight,
    }),
  );
  return `<path d="${paths.join('')}" fill="${fill}"/>`;
}

/** In as many lines, none of which is a lonely word: the narrowest width that does not need one more. */
function balanced(lines: readonly string[], params: LinesParams): readonly string[] {
  let best = lines;
  for (let width = params.width * 0.95; width > params.width / 2; width *= 0.95) {
    const narrower = textLines({ ...params, width });
    if (narrower.length > lines.length) break;
    best = narrower;
  }
  return best;
}
