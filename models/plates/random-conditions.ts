import type { PhotoConditions } from './photograph-plate.ts';
import { between, type Random } from './seeded-random.ts';
import { clearDay } from './weather.ts';

/** Draws the conditions of one photograph. Ranges are such that a person can still read the plate. */
export type DrawConditions = (random: Random) => PhotoConditions;

const sign = (random: Random) => (random() < 0.5 ? -1 : 1);

/** A camera on a mast by a street, most days of the year. */
export const everyday: DrawConditions = (random) => ({
  ...clearDay,
  yawDegrees: sign(random) * between(0, 25, random),
  pitchDegrees: between(0, 15, random),
  rollDegrees: between(-4, 4, random),
  widthPixels: Math.round(between(90, 200, random)),
  motionPixels: random() < 0.2 ? between(1, 3, random) : 0,
  blurPixels: between(0, 0.8, random),
  lowContrast: random() < 0.3 ? between(0, 0.5, random) : 0,
  noise: between(0, 6, random),
  dirt: random() < 0.3 ? between(0, 0.25, random) : 0,
  jpegQuality: Math.round(between(50, 92, random)),
  margin: between(0.02, 0.12, random),
});

/** 30 to 45 degrees away from straight on. */
export const oblique: DrawConditions = (random) => {
  const pitchDegrees = between(0, 20, random);
  const cosine =
    Math.cos((between(30, 45, random) * Math.PI) / 180) / Math.cos((pitchDegrees * Math.PI) / 180);
  return {
    ...everyday(random),
    yawDegrees: (sign(random) * Math.acos(cosine) * 180) / Math.PI,
    pitchDegrees,
    rollDegrees: between(-8, 8, random),
    widthPixels: Math.round(between(90, 180, random)),
  };
};

/** Infrared or lamps, more noise, a slower shutter, and sometimes headlights into the lens. */
export const night: DrawConditions = (random) => {
  const widthPixels = Math.round(between(90, 200, random));
  return {
    ...everyday(random),
    widthPixels,
    light: 'night',
    isInfrared: random() < 0.5,
    glare: random() < 0.35 ? between(0.1, 0.5, random) : 0,
    motionPixels: random() < 0.4 ? between(1, 1 + widthPixels * 0.02, random) : 0,
    lowContrast: 0,
    noise: between(5, 16, random),
  };
};

/** Far away: 45 to 70 pixels. */
export const small: DrawConditions = (random) => ({
  ...everyday(random),
  widthPixels: Math.round(between(45, 70, random)),
  motionPixels: 0,
  blurPixels: between(0, 0.5, random),
});

export const rainAndDirt: DrawConditions = (random) => ({
  ...everyday(random),
  rain: between(0.3, 1, random),
  dirt: between(0.2, 0.7, random),
  blurPixels: between(0.3, 1, random),
});
