import type { ZoneFile } from '../../lambdas/zone/zone-file.ts';
import { watcherGigabytes } from './camera-lines.ts';
import { type EstimateParams, estimate } from './estimate.ts';
import { type PriceFile, usdFor } from './prices.ts';
import { scaleZone } from './scale-zone.ts';
import { monthSeconds } from './usage.ts';

export interface Scaled {
  readonly cameras: number;
  readonly poles: number;
  readonly usd: number;
  readonly thb: number;
  readonly usdPerCamera: number;
}

/** The same mixture for other numbers of cameras. */
export function scaled({ zone, ...params }: EstimateParams, counts: readonly number[]): readonly Scaled[] {
  return counts.map((cameras) => {
    const larger = scaleZone(zone, { cameras });
    const { usd, thb } = estimate({ zone: larger, ...params });
    return { cameras, poles: larger.poles.length, usd, thb, usdPerCamera: usd / cameras };
  });
}

/** Another way to watch cameras, and what it costs by the camera and month. */
export interface Alternative {
  readonly name: string;
  readonly usdPerCamera: number;
  /** What the figure is made of, or who says so. */
  readonly basis: string;
}

const framesPerSecondOfCameras = 25;

/** One paid call for each frame, as the first sample in every tutorial does; video and functions not counted. */
function naive({ cameras, zone }: ZoneFile, { prices }: PriceFile): readonly Alternative[] {
  const own = cameras.map(({ sampling }) => (sampling ?? zone.sampling).framesPerSecond);
  const sampled = own.reduce((sum, rate) => sum + rate, 0);
  const perCamera = (framesPerSecond: number) =>
    usdFor(prices.rekognitionSearches, framesPerSecond * monthSeconds) / Math.max(1, cameras.length);
  return [
    {
      name: 'one paid call a second',
      usdPerCamera: perCamera(cameras.length),
      basis: 'a search for each camera and second, at the steps of the price file',
    },
    {
      name: 'one paid call for each sampled frame',
      usdPerCamera: perCamera(sampled),
      basis: 'a search for each frame that this zone samples',
    },
    {
      name: 'one paid call for each frame of the camera',
      usdPerCamera: perCamera(framesPerSecondOfCameras * cameras.length),
      basis: `a search for each of ${framesPerSecondOfCameras} frames a second`,
    },
  ];
}

/** As their makers or buyers published them; none was run here. */
const published: readonly Alternative[] = [
  {
    name: 'AWS’s guidance for video analytics',
    usdPerCamera: 50,
    basis: 'cost table of its README, US East: 1 Mbit/s, 3,600 events a day, 7 days; it recognizes nobody',
  },
  {
    name: 'Flock Safety',
    usdPerCamera: 3_000 / 12,
    basis:
      'USD 2,500–3,500 a camera and year, camera and plates included: consumerrights.wiki; contract of Arcadia, California (laserfiche.arcadiaca.gov 852291)',
  },
];

const decodeMilliseconds = 4;

/** The same zone, if its functions fetched the video and took the frames out of it themselves. */
function decoding(params: EstimateParams): Alternative {
  const { lines, usd, use } = estimate(params);
  const { prices } = params.prices;
  const of = (item: string) => lines.find((line) => line.item === item);
  const frames = use.cameras * framesPerSecondOfCameras * monthSeconds;
  const work = (frames * decodeMilliseconds * watcherGigabytes) / 1000;
  const all =
    usd -
    (of('frames')?.usd ?? 0) +
    usdFor(prices.kinesisVideoConsume, of('video in')?.quantity ?? 0) +
    usdFor(prices.lambdaX86Compute, work);
  return {
    name: 'this zone, were it to take frames out of the video itself',
    usdPerCamera: all / Math.max(1, use.cameras),
    basis: `not built: video fetched instead of frames, ${decodeMilliseconds} ms assumed to decode each of ${framesPerSecondOfCameras} frames a second`,
  };
}

export const alternatives = (params: EstimateParams): readonly Alternative[] => [
  ...naive(params.zone, params.prices),
  ...published,
  decoding(params),
];
