import { drawLine } from './plate-lettering.ts';
import { between, pick, type Random } from './seeded-random.ts';

export const streetSize = { width: 1280, height: 720 } as const;

const walls = ['#c9b79c', '#b59f86', '#8d97a5', '#d8d2c4', '#9c6f5a', '#a8b0a0', '#6f7c86'];
const names = [
  'ตลาดสด',
  'ร้านยา',
  '7 วัน',
  'กาแฟ',
  'ขายส่ง',
  'ถนน 212',
  'ซ่อมรถ',
  'ลด 50',
  'หนองคาย',
  'OPEN 24',
  'BANK',
  'โทร 042',
];

/** A street without vehicles: houses with signs (which a reader must not take for plates), trees, road and marks. */
export function drawBackdrop(random: Random): string {
  const horizon = between(120, 250, random);
  const houses = Array.from({ length: 7 }, (_, i) =>
    house(i * 190 - 60 + between(-30, 30, random), horizon, random),
  );
  const trees = Array.from({ length: 5 }, () =>
    tree(random() * 1280, horizon + between(0, 50, random), random),
  );
  const sky = pick(
    [
      ['#7fb0d6', '#e9f1f2'],
      ['#b9c3c9', '#dfe3e4'],
      ['#e0b98c', '#f2e3cc'],
    ],
    random,
  );
  const road = pick(['#6f7276', '#7f8286', '#5a5d61', '#8a8378'], random);
  return `<linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${sky[0]}"/><stop offset="1" stop-color="${sky[1]}"/></linearGradient>
<rect width="1280" height="720" fill="url(#sky)"/>${houses.join('')}<rect y="${horizon}" width="1280" height="720" fill="#a39a88"/>
<path d="M${between(300, 520, random)} ${horizon}H${between(760, 980, random)}L1700 720H-420Z" fill="${road}"/>${marks(horizon, random)}${trees.join('')}${grain(random)}`;
}

function house(x: number, ground: number, random: Random): string {
  const [width, height] = [between(120, 240, random), between(90, 240, random)];
  const top = ground - height;
  const windows = Array.from({ length: Math.floor(width / 45) }, (_, i) => {
    return `<rect x="${x + 12 + i * 45}" y="${top + 20}" width="26" height="${height * 0.3}" fill="#39464f"/>`;
  });
  return `<rect x="${x}" y="${top}" width="${width}" height="${height + 4}" fill="${pick(walls, random)}"/>${windows.join('')}${sign(x + width * 0.2, ground - height * 0.4, width * 0.6, random)}`;
}

/** White or colored boards with large letters, as wide as plates come. */
function sign(x: number, y: number, width: number, random: Random): string {
  const height = width * between(0.25, 0.5, random);
  const [board, ink] = pick(
    [
      ['#f4f4f0', '#16161a'],
      ['#f2c81e', '#1a1a1a'],
      ['#c8201f', '#fff'],
      ['#1d4f9e', '#fff'],
      ['#f4f4f0', '#1d7a3c'],
    ],
    random,
  );
  const box = { x: x + 6, y: y + height * 0.28, width: width - 12, height: height * 0.45 };
  const face = { family: 'sarabun', weight: 700 } as const;
  const letters = drawLine({ text: pick(names, random), face, box, squeeze: 0.8 });
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${board}"/><path d="${letters.map(({ path }) => path).join('')}" fill="${ink}"/>`;
}

function tree(x: number, ground: number, random: Random): string {
  const size = between(30, 80, random);
  const crown = Array.from({ length: 6 }, () => {
    const [dx, dy] = [between(-0.6, 0.6, random) * size, between(-2.4, -1.3, random) * size];
    return `<circle cx="${(x + dx).toFixed(0)}" cy="${(ground + dy).toFixed(0)}" r="${(size * between(0.4, 0.7, random)).toFixed(0)}" fill="hsl(${between(80, 130, random).toFixed(0)} 30% ${between(22, 40, random).toFixed(0)}%)"/>`;
  });
  return `<rect x="${x - size * 0.08}" y="${ground - size * 1.5}" width="${size * 0.16}" height="${size * 1.5}" fill="#5b4632"/>${crown.join('')}`;
}

function marks(horizon: number, random: Random): string {
  const middle = between(520, 760, random);
  return Array.from({ length: 7 }, (_, i) => {
    const y = horizon + 10 + (i / 7) ** 1.6 * (720 - horizon);
    const size = 2 + i * 3;
    return `<rect x="${middle - size / 2}" y="${y}" width="${size}" height="${size * 4}" fill="#e8e4d6" opacity=".8"/>`;
  }).join('');
}

/** Stains and patches on the ground. */
const grain = (random: Random) =>
  Array.from({ length: 40 }, () => {
    const [x, y] = [random() * 1280, between(280, 720, random)];
    return `<ellipse cx="${x.toFixed(0)}" cy="${y.toFixed(0)}" rx="${between(10, 120, random).toFixed(0)}" ry="${between(2, 14, random).toFixed(0)}" opacity="${between(0.03, 0.15, random).toFixed(2)}"/>`;
  }).join('');
