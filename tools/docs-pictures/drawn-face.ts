import type { Box } from '../../lambdas/zone/picture.ts';

/** How much of a head lies around its face box, in shares of the box: a drawing of this size hides all of it. */
const around = { side: 0.34, above: 0.42, below: 0.2 } as const;

const looks = [
  { skin: '#e2b48c', hair: '#2a211d', brow: '#2a211d' },
  { skin: '#cf9c74', hair: '#1f1a18', brow: '#1f1a18' },
  { skin: '#edc6a2', hair: '#3a2a20', brow: '#33241b' },
] as const;

export interface DrawnFace {
  readonly svg: string;
  readonly left: number;
  readonly top: number;
}

/** A face that is nobody's, over a face box and the head around it; equal boxes get equal looks. Pixels. */
export function drawFace(box: Box): DrawnFace {
  const left = Math.round(box.x - box.width * around.side);
  const top = Math.round(box.y - box.height * around.above);
  const width = Math.max(1, Math.round(box.width * (1 + 2 * around.side)));
  const height = Math.max(1, Math.round(box.height * (1 + around.above + around.below)));
  const { skin, hair, brow } = looks[Math.round(box.width) % looks.length] ?? looks[0];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 160 190" preserveAspectRatio="none">
<path d="M80 4C30 4 8 44 10 94q2 54 18 78q52 10 104 0q16-24 18-78q2-50-70-90z" fill="${hair}"/>
<path d="M52 140h56v46q-28 12-56 0z" fill="${skin}"/><path d="M52 160q28 22 56 0v14q-28 18-56 0z" fill="#000" opacity=".14"/>
<ellipse cx="26" cy="112" rx="10" ry="16" fill="${skin}"/><ellipse cx="134" cy="112" rx="10" ry="16" fill="${skin}"/>
<path d="M28 92q0-46 52-46t52 46q0 88-52 92q-52-4-52-92z" fill="${skin}"/>
<path d="M26 96q2-44 34-54q40 16 74 54q-2-62-54-62t-54 62z" fill="${hair}"/>
<path d="M42 92q14-9 28-1M90 91q14-8 28 1" fill="none" stroke="${brow}" stroke-width="5" stroke-linecap="round"/>
<ellipse cx="56" cy="106" rx="9" ry="6" fill="#fff"/><ellipse cx="104" cy="106" rx="9" ry="6" fill="#fff"/>
<circle cx="56" cy="106" r="5" fill="#241c18"/><circle cx="104" cy="106" r="5" fill="#241c18"/>
<path d="M80 108q-7 22-2 26h8" fill="none" stroke="#000" stroke-opacity=".35" stroke-width="4" stroke-linecap="round"/>
<path d="M62 152q18 10 36 0" fill="none" stroke="#9c4a3c" stroke-width="6" stroke-linecap="round"/></svg>`;
  return { svg, left, top };
}
