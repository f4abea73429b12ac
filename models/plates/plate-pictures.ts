import { between, pick, type Random } from './seeded-random.ts';

/** SVG fragments of 340 × 150 units that lie under (or, holders, over) the signs of a plate. */

const number = (low: number, high: number, random: Random) => between(low, high, random).toFixed(0);

const color = (random: Random, light: readonly [number, number] = [35, 80]) =>
  `hsl(${number(0, 360, random)} ${number(35, 95, random)}% ${number(...light, random)}%)`;

const several = (low: number, high: number, random: Random, draw: () => string) =>
  Array.from({ length: Math.round(between(low, high, random)) }, draw).join('');

/** The weak line of waves that private plates have over the province. */
export function wavePattern(random: Random): string {
  const y = between(92, 108, random);
  const [length, height] = [between(6, 26, random), between(1, 4, random)];
  const waves = Array.from({ length: 58 }, (_, i) => `T${((i + 1) * length).toFixed(1)} ${y.toFixed(1)}`);
  const start = `M0 ${y.toFixed(1)}Q${(length / 2).toFixed(1)} ${(y - height * 2).toFixed(1)} ${length.toFixed(1)} ${y.toFixed(1)}`;
  return `<path d="${start}${waves.slice(1).join('')}" fill="none" stroke="${color(random, [55, 80])}" stroke-width="${between(0.6, 1.8, random).toFixed(1)}" opacity="${between(0.25, 0.7, random).toFixed(2)}"/>`;
}

/** The colored picture of an auctioned plate: sky, land, and something of the province before it. */
export function picturePattern(random: Random): string {
  const strength = between(0.45, 1, random).toFixed(2);
  const parts = several(1, 4, random, () => pick(motifs, random)(random));
  return `${background(random)}<g opacity="${strength}">${parts}</g>${random() < 0.35 ? border(random) : ''}${random() < 0.5 ? veil(random) : ''}`;
}

function background(random: Random): string {
  const turn = pick(
    ['x1="0" y1="0" x2="0" y2="1"', 'x1="0" y1="0" x2="1" y2="0"', 'x1="0" y1="0" x2="1" y2="1"'],
    random,
  );
  const stops = [0, between(0.3, 0.7, random), 1].map(
    (at) => `<stop offset="${at.toFixed(2)}" stop-color="${color(random, [62, 94])}"/>`,
  );
  return `<linearGradient id="picture" ${turn}>${stops.join('')}</linearGradient><rect width="340" height="172" fill="url(#picture)"/>`;
}

/** A light sheet under the number, as makers add so that it stays readable. */
const veil = (random: Random) =>
  `<rect width="340" height="172" fill="#fff" opacity="${between(0.1, 0.45, random).toFixed(2)}"/>`;

type Motif = (random: Random) => string;

const hills: Motif = (random) => {
  const y = between(50, 120, random);
  const top = () => number(y - 45, y + 25, random);
  return `<path d="M0 ${number(y - 20, y + 20, random)}Q60 ${top()} 110 ${top()}T220 ${top()}T340 ${top()}V172H0Z" fill="${color(random)}"/>`;
};

const sea: Motif = (random) => {
  const y = between(70, 125, random);
  const line = () =>
    `<path d="M0 ${number(y, 150, random)}q20-9 40 0t40 0 40 0 40 0 40 0 40 0 40 0 40 0 40 0" fill="none" stroke="#fff" stroke-width="${number(1, 4, random)}" opacity=".6"/>`;
  return `<rect y="${y.toFixed(0)}" width="340" height="110" fill="hsl(${number(180, 230, random)} 70% ${number(45, 75, random)}%)"/>${several(1, 4, random, line)}`;
};

const sun: Motif = (random) =>
  `<circle cx="${number(0, 340, random)}" cy="${number(0, 110, random)}" r="${number(12, 50, random)}" fill="hsl(${number(5, 60, random)} 95% ${number(55, 80, random)}%)"/>`;

/** A stupa or the tiers of a temple's roof. */
const temple: Motif = (random) => {
  const [x, size] = [number(10, 330, random), between(0.6, 1.6, random).toFixed(2)];
  const shape = pick(
    [
      'M-26 0L-22-16H22L26 0ZM-18-16Q-16-44-4-52L0-90L4-52Q16-44 18-16Z',
      'M-48 0L-40-6-30-30-50-26-14-52-26-50 0-84 26-50 14-52 50-26 30-30 40-6 48 0Z',
      'M-40 0V-30L-46-34 0-70 46-34 40-30V0ZM-20-62L0-92 20-62Z',
    ],
    random,
  );
  return `<path transform="translate(${x} ${number(105, 150, random)}) scale(${size})" d="${shape}" fill="${color(random, [30, 72])}"/>`;
};

const dolphin: Motif = (random) => {
  const flip = random() < 0.5 ? -1 : 1;
  const size = between(0.6, 1.8, random);
  return `<path transform="translate(${number(30, 310, random)} ${number(40, 130, random)}) scale(${(flip * size).toFixed(2)} ${size.toFixed(2)}) rotate(${number(-30, 20, random)})" d="M-46 14Q-20-24 20-14L52-6Q30 0 24 4L18 16 10 6Q-16 4-34 18L-52 30-50 18-62 10Z" fill="${color(random, [35, 65])}"/>`;
};

const flower: Motif = (random) => {
  const petals = Math.round(between(5, 8, random));
  const fill = color(random, [50, 85]);
  const petal = (_: unknown, i: number) =>
    `<ellipse cy="-14" rx="7" ry="14" fill="${fill}" transform="rotate(${((360 / petals) * i).toFixed(0)})"/>`;
  return `<g transform="translate(${number(0, 340, random)} ${number(0, 150, random)}) scale(${between(0.5, 2, random).toFixed(2)})">${Array.from({ length: petals }, petal).join('')}<circle r="6" fill="${color(random, [55, 80])}"/></g>`;
};

const clouds: Motif = (random) =>
  several(2, 5, random, () => {
    const [x, y] = [number(0, 340, random), number(5, 80, random)];
    return `<ellipse cx="${x}" cy="${y}" rx="${number(15, 55, random)}" ry="${number(5, 14, random)}" fill="#fff" opacity=".75"/>`;
  });

const ribbons: Motif = (random) =>
  several(2, 7, random, () => {
    const point = () => `${number(0, 340, random)} ${number(0, 150, random)}`;
    return `<path d="M0 ${number(0, 150, random)}Q${point()} ${point()}T340 ${number(0, 150, random)}" fill="none" stroke="${color(random)}" stroke-width="${number(2, 12, random)}" opacity="${between(0.3, 0.8, random).toFixed(2)}"/>`;
  });

const bridge: Motif = (random) => {
  const y = between(70, 120, random);
  const posts = Array.from({ length: 9 }, (_, i) => `M${20 + i * 38} ${y}v60`).join('');
  return `<path d="M0 ${y}H340${posts}M0 ${y}Q85 ${y - 60} 170 ${y}T340 ${y}" fill="none" stroke="${color(random, [30, 60])}" stroke-width="${number(3, 8, random)}"/>`;
};

const motifs: readonly Motif[] = [
  hills,
  hills,
  sea,
  sun,
  temple,
  temple,
  dolphin,
  flower,
  clouds,
  ribbons,
  bridge,
];

/** Ornaments down both sides. */
function border(random: Random): string {
  const [fill, mark, width] = [color(random), color(random), between(8, 20, random)];
  const marks = Array.from(
    { length: 8 },
    (_, i) => `<circle cx="${width / 2}" cy="${10 + i * 20}" r="${width / 3}"/>`,
  );
  const side = `<rect width="${width}" height="172" fill="${fill}"/><g fill="${mark}">${marks.join('')}</g>`;
  return `${side}<g transform="translate(${340 - width} 0)">${side}</g>`;
}

/** The edge of a plastic or chrome holder, which often hides the lower edge of the province. */
export function randomHolder(
  random: Random,
  size: { readonly width: number; readonly height: number },
): string {
  const fill = pick(
    ['#141416', '#1c1d20', '#2b2c30', '#55585c', '#9a9da1', '#c9ccd0', color(random)],
    random,
  );
  const [side, top] = [between(2, 7, random), between(1, 6, random)];
  const bottom = random() < 0.7 ? between(2, 9, random) : between(9, 15, random);
  const [right, low] = [size.width - side, size.height - bottom];
  return `<path fill-rule="evenodd" fill="${fill}" d="M0 0H${size.width}V${size.height}H0ZM${side.toFixed(1)} ${top.toFixed(1)}V${low.toFixed(1)}H${right.toFixed(1)}V${top.toFixed(1)}Z"/>`;
}
