import type { PlateLayout } from './plate-drawing.ts';
import { between, pick, type Random } from './seeded-random.ts';

export type VehicleBody = 'sedan' | 'pickup' | 'van' | 'truck' | 'motorcycle';

/** How far a vehicle reaches from the middle of its plate, in millimeters; the ground is at the bottom. */
export const reach: Readonly<
  Record<VehicleBody, { readonly side: number; readonly up: number; readonly down: number }>
> = {
  sedan: { side: 920, up: 900, down: 500 },
  pickup: { side: 940, up: 1120, down: 560 },
  van: { side: 920, up: 1350, down: 540 },
  truck: { side: 1260, up: 2500, down: 720 },
  motorcycle: { side: 420, up: 1050, down: 560 },
};

/** A vehicle that may carry a plate of this layout. */
export function bodyFor(layout: PlateLayout, random: Random): VehicleBody {
  if (layout === 'truck') return 'truck';
  if (layout === 'motorcycle' || layout === 'lao-motorcycle') return 'motorcycle';
  return pick(['sedan', 'sedan', 'pickup', 'pickup', 'van'], random);
}

const paints = [
  '#e8e8e6',
  '#d4d6d8',
  '#8f959a',
  '#3a3d41',
  '#17181a',
  '#8b1d22',
  '#24426b',
  '#2f5a48',
  '#c9b58c',
  '#d58a2a',
];

/** SVG of the vehicle from behind, in millimeters around its plate, which is drawn over it. By night its tail lamps shine. */
export function drawVehicle(body: VehicleBody, dark: number, random: Random): string {
  const paint = pick(paints, random);
  const { side, down } = reach[body];
  const shadow = `<ellipse cy="${down - 30}" rx="${side}" ry="55" fill="#000" opacity=".4"/>`;
  return `<linearGradient id="shine" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".3"/><stop offset=".5" stop-opacity="0"/><stop offset="1" stop-opacity=".45"/></linearGradient>
${darkened(shadow + bodies[body](paint, random), dark)}${lamps(body, dark > 0)}`;
}

/** A drawing with that share of its light gone, 0 to 1; what is transparent stays so. */
export function darkened(svg: string, dark: number): string {
  if (dark === 0) return svg;
  const rest = (1 - dark).toFixed(3);
  const matrix = `${rest} 0 0 0 0 0 ${rest} 0 0 0 0 0 ${rest} 0 0 0 0 0 1 0`;
  return `<filter id="dark" color-interpolation-filters="sRGB"><feColorMatrix values="${matrix}"/></filter><g filter="url(#dark)">${svg}</g>`;
}

const shape = (d: string, fill: string) =>
  `<path d="${d}" fill="${fill}"/><path d="${d}" fill="url(#shine)"/>`;
const wheels = (at: number, low: number, width: number) =>
  [-at, at]
    .map(
      (x) =>
        `<rect x="${x - width / 2}" y="${low - 330}" width="${width}" height="320" rx="40" fill="#17181a"/>`,
    )
    .join('');
const glass = (d: string) => `<path d="${d}" fill="#26323a"/><path d="${d}" fill="url(#shine)"/>`;
const recess = '<rect x="-230" y="-105" width="460" height="205" rx="22" fill="#1b1c1f" opacity=".75"/>';

const bodies: Readonly<Record<VehicleBody, (paint: string, random: Random) => string>> = {
  sedan: (paint, random) => {
    const roof = between(-880, -780, random);
    return `${wheels(700, 490, 220)}${shape(`M-800-330L-560 ${roof}H560L800-330Z`, paint)}${glass(`M-700-350L-510 ${roof + 60}H510L700-350Z`)}${shape('M-860-360H860Q915-100 890 250Q880 330 780 330H-780Q-880 330-890 250Q-915-100-860-360Z', paint)}<path d="M-880 170H880V260H-880Z" opacity=".25"/>${recess}`;
  },
  pickup: (paint, random) =>
    `${wheels(720, 550, 260)}${shape('M-720-440L-620-1080H620L720-440Z', paint)}${glass('M-610-480L-540-1000H540L610-480Z')}${shape('M-890-450H890V210H-890Z', paint)}<path d="M-800-380H800V-170H-800Z" opacity=".12"/><rect x="-880" y="200" width="1760" height="170" rx="20" fill="${pick(['#b9bcc0', '#2a2b2e', '#77797d'], random)}"/>${recess}`,
  van: (paint) =>
    `${wheels(700, 530, 220)}${shape('M-880 360V-1150Q-870-1320-700-1330H700Q870-1320 880-1150V360Z', paint)}${glass('M-740-420V-1080Q-730-1160-650-1165H650Q730-1160 740-1080V-420Z')}<path d="M0-400V330" stroke="#000" stroke-width="8" opacity=".4"/>${recess}`,
  truck: (paint, random) =>
    `${wheels(860, 710, 460)}<rect x="-1230" y="-2480" width="2460" height="2200" fill="${pick([paint, '#e4e2da', '#5b7a8c'], random)}"/><path d="M0-2480V-280M-600-2480V-280M600-2480V-280" stroke="#000" stroke-width="12" opacity=".35"/><rect x="-1200" y="-290" width="2400" height="180" fill="#2b2c2e"/><rect x="-1150" y="110" width="2300" height="120" fill="#d8d8d4"/>${Array.from({ length: 8 }, (_, i) => `<rect x="${-1150 + i * 290}" y="110" width="145" height="120" fill="#b8262a"/>`).join('')}${recess}`,
  motorcycle: (paint, random) => {
    const shirt = pick(paints, random);
    return `<rect x="-60" y="-40" width="120" height="580" rx="55" fill="#141416"/><rect x="-300" y="150" width="80" height="260" rx="30" fill="#6d7075"/>${shape('M-170-330Q0-420 170-330L140-120H-140Z', paint)}${shape('M-250-330Q-330-760-160-810H160Q330-760 250-330Q0-250-250-330Z', shirt)}<circle cy="-910" r="140" fill="${pick(paints, random)}"/><path d="M-330-560L-410-430M330-560L410-430" stroke="${shirt}" stroke-width="80"/><rect x="-135" y="-110" width="270" height="220" rx="12" fill="#1c1d20"/>`;
  },
};

/** Tail lamps; by night they shine. */
function lamps(body: VehicleBody, isLit: boolean): string {
  const { side } = reach[body];
  const [x, y] = body === 'motorcycle' ? [50, -200] : [side - 190, body === 'truck' ? -200 : -250];
  const color = isLit ? '#ff4a3a' : '#9a1c1c';
  return [-x, x]
    .map(
      (at) =>
        `<rect x="${at - 85}" y="${y - 60}" width="170" height="120" rx="26" fill="${color}"/>${isLit ? `<circle cx="${at}" cy="${y}" r="190" fill="#ff4a3a" opacity=".25"/>` : ''}`,
    )
    .join('');
}
