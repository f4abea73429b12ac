import type { Box, Picture } from '../../lambdas/zone/picture.ts';
import { type StreetFrame, view } from './busy-street.ts';
import type { Rgb, Worn } from './street-clothes.ts';

const ground: Rgb = [120, 116, 108];
/** Left of it lies the shade of a house. */
const shadeEnds = 420;
const shadeGain = 0.5;
/** Of the face's box: the chest, to the belt. */
const [shoulders, neck, belt] = [2.2, 0.15, 3];
/** Of the face's height. */
const stripe = 0.25;

const empty = new Uint8Array(view.width * view.height * 3);
fill({ ...view, data: empty }, { x: 0, y: 0, ...view }, ground);

/** Faces and chests of everybody in the frame, the farthest first, in the light where they are. */
export function paintPeople({ takenAt, things }: StreetFrame): Picture {
  const picture = { ...view, data: empty.slice() };
  for (const { box, wears } of things.toReversed()) {
    if (wears !== undefined) paintPerson(picture, box, lit(wears, box, takenAt));
  }
  return picture;
}

function paintPerson(picture: Picture, face: Box, { skin, cloth, stripes }: Worn): void {
  const { x, y, width, height } = face;
  const [left, top] = [x + (width * (1 - shoulders)) / 2, y + height * (1 + neck)];
  const chest = { x: left, y: top, width: width * shoulders, height: height * (belt - 1 - neck) };
  fill(picture, chest, cloth);
  for (let from = stripe; stripes && from < belt - 1 - neck; from += 2 * stripe)
    fill(picture, { ...chest, y: top + from * height, height: stripe * height }, stripes);
  fill(picture, { ...face, height: height * (1 + neck) }, skin);
}

/** Sun and shade, and how somebody happens to be turned: more or less light, a little warmer or colder. */
function lit(worn: Worn, { x, width }: Box, takenAt: number): Worn {
  const place = x + width / 2 < shadeEnds ? shadeGain : 1;
  // Swings that repeat neither with the frames nor with the places.
  const swing = (period: number) => Math.sin(takenAt / period + x / 37);
  const all = place * Math.exp(0.12 * swing(900));
  const chest = Math.exp(0.15 * swing(1_300));
  const warm = Math.exp(0.05 * swing(1_700));
  const shine = ([red, green, blue]: Rgb, gain: number): Rgb => [
    red * gain * warm,
    green * gain,
    (blue * gain) / warm,
  ];
  const { skin, cloth, stripes } = worn;
  return {
    skin: shine(skin, all),
    cloth: shine(cloth, all * chest),
    ...(stripes && { stripes: shine(stripes, all * chest) }),
  };
}

function fill({ width, height, data }: Picture, box: Box, color: Rgb): void {
  const [left, right] = [box.x, box.x + box.width].map((at) => Math.min(width, Math.max(0, Math.round(at))));
  const [top, bottom] = [box.y, box.y + box.height].map((at) =>
    Math.min(height, Math.max(0, Math.round(at))),
  );
  if (left === undefined || right === undefined || top === undefined || bottom === undefined) return;
  if (left >= right || top >= bottom) return;
  const first = (top * width + left) * 3;
  const row = data.subarray(first, first + (right - left) * 3);
  row.set(color.map((part) => Math.min(255, part)));
  // What is filled already is copied behind itself, twice as much each time.
  for (let filled = 3; filled < row.length; filled *= 2) row.copyWithin(filled, 0, filled);
  for (let y = top + 1; y < bottom; y++) data.copyWithin((y * width + left) * 3, first, first + row.length);
}
