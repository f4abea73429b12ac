import sharp from 'sharp';
import { seededRandom } from '../../models/plates/seeded-random.ts';
import type { Canvas } from './sprite.ts';
import { type StreetPlace, videoSize } from './street-scene.ts';

/** The empty street of a place, drawn once per clip. */
export async function drawBackdrop(place: StreetPlace): Promise<Canvas> {
  const { width, height } = videoSize;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 1280 720">
${gradients}${sky}${views[place]()}<rect width="1280" height="720" fill="url(#corner)"/></svg>`;
  const data = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer();
  return { width, height, data };
}

const fade = (id: string, from: string, to: string) =>
  `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`;

const gradients = `<defs>${fade('sky', '#7fb0d6', '#e9f1f2')}${fade('river', '#a9b7a6', '#8b9a85')}${fade('road', '#83878a', '#5b5f63')}
${fade('paving', '#cfc4b2', '#a89a85')}${fade('grass', '#86a36b', '#5f8050')}${fade('wall', '#f0e3c8', '#dcc9a4')}
<radialGradient id="corner" cx=".5" cy=".45" r=".75"><stop offset=".6" stop-opacity="0"/><stop offset="1" stop-opacity=".28"/></radialGradient></defs>`;

const cloud = (x: number, y: number, size: number) =>
  `<g fill="#fff" opacity=".75" transform="translate(${x} ${y}) scale(${size})"><ellipse rx="60" ry="13"/><ellipse cx="-22" cy="-8" rx="26" ry="13"/><ellipse cx="18" cy="-11" rx="32" ry="16"/></g>`;

const sky = `<rect width="1280" height="190" fill="url(#sky)"/>${cloud(210, 48, 1)}${cloud(560, 28, 0.7)}${cloud(1010, 56, 1.15)}`;

/** The Lao bank: hills, a line of trees, some roofs. */
const farBank = `<path d="M0 128q120-26 250-14t270-8 260 8 260-10 240 12v34H0z" fill="#8fa8b4"/>
<path d="M0 142q160-14 320-6t330-4 320 4 310-2v24H0z" fill="#6f8f74"/>
${[90, 300, 470, 760, 930, 1120].map((x) => `<path d="M${x} 140l16-8 16 8v8h-32z" fill="#b98f72"/>`).join('')}`;

const river = `<rect y="150" width="1280" height="130" fill="url(#river)"/>
${ripples(11)}`;

function ripples(seed: number): string {
  const random = seededRandom(seed);
  return Array.from({ length: 60 }, () => {
    const y = 154 + random() * 90;
    return `<rect x="${(random() * 1280).toFixed(0)}" y="${y.toFixed(0)}" width="${(20 + random() * 70).toFixed(0)}" height="1.6" fill="#fff" opacity="${(0.1 + random() * 0.25).toFixed(2)}"/>`;
  }).join('');
}

/** A strip of ground that runs towards the vanishing point (640, 150); left and right in pixels at the lower edge. */
const strip = (left: number, right: number, fill: string, top = 158) => {
  const share = (top - 150) / 570;
  const at = (x: number) => (640 + (x - 640) * share).toFixed(0);
  return `<path d="M${at(left)} ${top}L${at(right)} ${top}L${right} 720L${left} 720z" fill="${fill}"/>`;
};

const tree = (x: number, y: number, size: number) =>
  `<g transform="translate(${x} ${y}) scale(${size})"><ellipse cy="2" rx="38" ry="6" opacity=".22"/><path d="M-5 0l2-60h6l2 60z" fill="#6b5138"/>
<circle cy="-84" r="38" fill="#55773f"/><circle cx="-22" cy="-68" r="25" fill="#64894a"/><circle cx="24" cy="-70" r="26" fill="#4b6b38"/><circle cx="-6" cy="-98" r="22" fill="#729a55"/></g>`;

const lamp = (x: number, y: number, size: number) =>
  `<g transform="translate(${x} ${y}) scale(${size})"><path d="M-3 0l1-190h4l1 190z" fill="#39434a"/><path d="M0-188q24-14 40 0" stroke="#39434a" stroke-width="4" fill="none"/><ellipse cx="42" cy="-184" rx="10" ry="5" fill="#f7edc8"/></g>`;

const stall = (x: number, y: number, size: number, first: string, second: string) => {
  const stripes = Array.from(
    { length: 8 },
    (_, i) => `<path d="M${i * 25} 0h25v26q-12.500 11-25 0z" fill="${i % 2 ? first : second}"/>`,
  );
  const goods = ['#d9803a', '#c7b23d', '#8d4a63', '#5d8a58', '#c2573f', '#3f7f8c', '#d3a04f'];
  return `<g transform="translate(${x} ${y}) scale(${size})"><rect x="6" y="16" width="188" height="120" fill="#5a4636"/><rect x="14" y="30" width="172" height="60" fill="#3c3029"/>
${goods.map((color, i) => `<rect x="${18 + i * 24}" y="40" width="18" height="42" rx="3" fill="${color}" opacity=".85"/>`).join('')}
<rect x="0" y="88" width="200" height="14" fill="#a98258"/><rect x="4" y="102" width="192" height="44" fill="#7c5c3d"/>
<rect x="4" y="10" width="5" height="136" fill="#4a3a2d"/><rect x="191" y="10" width="5" height="136" fill="#4a3a2d"/>${stripes.join('')}</g>`;
};

/** Lines of paving stones: across by depth, along towards the vanishing point. */
const joints = (color: string) =>
  `<g stroke="${color}" stroke-opacity=".35" fill="none">${[170, 182, 198, 220, 250, 290, 345, 420, 520, 640].map((y) => `<path d="M0 ${y}H1280" stroke-width="${(y / 320).toFixed(1)}"/>`).join('')}
${Array.from({ length: 17 }, (_, i) => `<path d="M640 150L${-1280 + i * 240} 720" stroke-width="1.3"/>`).join('')}</g>`;

const shopHouses = (x: number, y: number, size: number) =>
  `<g transform="translate(${x} ${y}) scale(${size})">${['#e8d8b4', '#d9b9a0', '#c9d3c4', '#e9e2d2']
    .map((wall, i) => {
      const windows = [0, 1, 2].map(
        (w) => `<rect x="${i * 90 + 10 + w * 26}" y="26" width="18" height="30" rx="9" fill="#5f7480"/>`,
      );
      return `<rect x="${i * 90}" width="90" height="140" fill="${wall}"/><path d="M${i * 90 - 4} 2h98l-8-16h-82z" fill="#a4553c"/>${windows.join('')}
<rect x="${i * 90}" y="70" width="90" height="8" fill="#000" opacity=".13"/><rect x="${i * 90 + 8}" y="84" width="74" height="56" fill="#4b4039"/><rect x="${i * 90 + 4}" y="78" width="82" height="10" fill="${['#2f7d6d', '#b7472a', '#34618e', '#c08a2d'][i]}"/>`;
    })
    .join('')}</g>`;

const views: Record<StreetPlace, () => string> = {
  market:
    () => `${farBank}${river}<path d="M0 262L560 158H1280V720H0z" fill="url(#paving)"/>${joints('#8c7d68')}
<path d="M0 246L548 157" stroke="#8d8f8c" stroke-width="7"/><path d="M0 216L548 153" stroke="#b9bbb6" stroke-width="4"/>
${Array.from({ length: 13 }, (_, i) => `<path d="M${i * 44} ${248 - i * 7.2}v${-30 + i * 2}" stroke="#9b9d99" stroke-width="4"/>`).join('')}
${shopHouses(760, 66, 0.75)}${lamp(470, 178, 0.6)}${lamp(250, 226, 0.95)}${tree(690, 176, 0.6)}
${stall(820, 172, 0.7, '#c8473d', '#f5ead6')}${stall(960, 196, 1.05, '#2e7a74', '#f5ead6')}${stall(1090, 240, 1.6, '#d39a33', '#f5ead6')}
<g transform="translate(60 330)"><rect width="110" height="10" y="40" fill="#7a5b3c"/><path d="M8 50v34M102 50v34" stroke="#5d442c" stroke-width="8"/><rect width="110" height="8" y="12" fill="#8b6945"/></g>`,
  bridge:
    () => `${farBank}${river}<g fill="#c9cdca"><path d="M0 116h1280v10H0z"/>${[60, 240, 420, 860, 1040, 1220].map((x) => `<path d="M${x - 16} 124h32l-7 42h-18z" fill="#b3b8b5"/>`).join('')}</g>
<path d="M0 104H1280" stroke="#dfe3e0" stroke-width="3"/><rect y="196" width="1280" height="524" fill="url(#grass)"/>
${strip(-900, 2180, '#b8b2a4')}${strip(-760, 2040, 'url(#road)')}
${strip(-745, -715, '#e8e4d6')}${strip(1995, 2025, '#e8e4d6')}${dashes()}
<path d="M150 156h14v-118h-14zM1116 156h14v-118h-14z" fill="#8f979c"/><rect x="150" y="32" width="980" height="22" fill="#7b848a"/><rect x="190" y="20" width="250" height="46" rx="4" fill="#1f5d9b"/><rect x="840" y="20" width="250" height="46" rx="4" fill="#1f5d9b"/>
<path d="M215 36h150M215 50h200M865 36h180M865 50h120" stroke="#eef3f7" stroke-width="6" opacity=".9"/>
${flags(470, 42)}${flags(760, 42)}${lamp(330, 262, 1)}<g transform="translate(950 262) scale(-1 1)">${lamp(0, 0, 1)}</g>${tree(90, 330, 1.3)}${tree(1200, 320, 1.25)}${tree(200, 250, 0.7)}${tree(1080, 246, 0.7)}`,
  station:
    () => `<rect y="120" width="1280" height="80" fill="#7f9a72"/>${tree(60, 190, 0.9)}${tree(1210, 192, 0.95)}
<rect y="186" width="1280" height="534" fill="url(#paving)"/>${joints('#8c7d68')}
<g transform="translate(250 60)"><rect y="40" width="780" height="92" fill="url(#wall)"/><path d="M-20 44L60-4H720L800 44z" fill="#a5422f"/><path d="M-20 44H800v8H-20z" fill="#7d2f21"/>
<path d="M320 40V8L390-34L460 8V40z" fill="url(#wall)"/><path d="M300 12L390-46L480 12L468 18L390-30L312 18z" fill="#8d3727"/><circle cx="390" cy="8" r="15" fill="#fbf8ef" stroke="#6d5637" stroke-width="3"/><path d="M390 8v-9M390 8h7" stroke="#333" stroke-width="2"/>
${Array.from({ length: 11 }, (_, i) => `<path d="M${24 + i * 68} 132v-50q0-18 22-18t22 18v50z" fill="${i === 5 ? '#4a3a2c' : '#6d8691'}"/>`).join('')}
<rect y="126" width="780" height="8" fill="#b79f75"/></g>
${strip(-1500, 420, 'url(#road)', 192)}${strip(395, 430, '#d9d4c6', 192)}${strip(-560, -530, '#e8e4d6', 192)}
${lamp(900, 240, 1)}${tree(1130, 300, 1.2)}<g transform="translate(1010 300)"><rect width="120" height="12" y="30" fill="#58636a"/><path d="M12 42v30M108 42v30" stroke="#3f484d" stroke-width="8"/></g>`,
};

function dashes(): string {
  return [172, 190, 216, 256, 316, 404, 530, 690]
    .map((y) => {
      const [w, h] = [((y - 150) / 570) * 13, (y - 150) * 0.22];
      return `<path d="M${640 - w} ${y}h${2 * w}l${w * 0.3} ${h}h${-2.6 * w}z" fill="#ece8da"/>`;
    })
    .join('');
}

/** Thai flags on the gantry. */
function flags(x: number, y: number): string {
  return [0, 1, 2]
    .map((i) => {
      const [left, top] = [x + i * 28, y - 34];
      return `<path d="M${left} ${y}V${top}" stroke="#667"/><path d="M${left} ${top}h22v14h-22z" fill="#c8202f"/><path d="M${left} ${top + 2.4}h22v9.200h-22z" fill="#f4f4f2"/><path d="M${left} ${top + 4.7}h22v4.600h-22z" fill="#2a2f5e"/>`;
    })
    .join('');
}
