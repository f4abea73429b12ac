import type { Bilingual, ZoneFile } from '../../lambdas/zone/zone-file.ts';
import type { Assumptions } from './assumptions.ts';
import { assumptionsFor, type EstimateParams, estimate } from './estimate.ts';
import type { PriceFile, PriceId } from './prices.ts';

/** What the bill would be with one input lower and higher, all others as they are. */
export interface Swing {
  readonly input: Bilingual;
  readonly low: { readonly label: string; readonly usd: number };
  readonly high: { readonly label: string; readonly usd: number };
}

type Change = (params: EstimateParams) => EstimateParams;

interface Input {
  readonly input: Bilingual;
  readonly low: readonly [label: string, change: Change];
  readonly high: readonly [label: string, change: Change];
}

const settings =
  (change: (zone: ZoneFile['zone']) => Partial<ZoneFile['zone']>): Change =>
  (params) => ({
    ...params,
    zone: { ...params.zone, zone: { ...params.zone.zone, ...change(params.zone.zone) } },
  });

const assuming =
  (changes: Partial<Assumptions>): Change =>
  (params) => ({ ...params, assumptions: { ...params.assumptions, ...changes } });

const sampling =
  (factor: number): Change =>
  ({ zone, ...params }) => {
    const rate = (own: ZoneFile['zone']['sampling']) => ({ framesPerSecond: own.framesPerSecond * factor });
    const cameras = zone.cameras.map(({ sampling: own, ...camera }) =>
      own === undefined ? camera : { ...camera, sampling: rate(own) },
    );
    return {
      ...params,
      zone: { ...zone, cameras, zone: { ...zone.zone, sampling: rate(zone.zone.sampling) } },
    };
  };

const priced =
  (id: PriceId, factor: number): Change =>
  ({ prices, ...params }) => ({
    ...params,
    prices: {
      ...prices,
      prices: { ...prices.prices, [id]: { ...prices.prices[id], usd: prices.prices[id].usd * factor } },
    } satisfies PriceFile,
  });

const passes =
  (factor: number): Change =>
  (params) => {
    const { passesPerDay } = assumptionsFor(params.zone, params.assumptions);
    return assuming({ passesPerDay: passesPerDay * factor })(params);
  };

const inputs: readonly Input[] = [
  {
    input: { th: 'จำนวนภาพต่อวินาที', en: 'Frames per second' },
    low: ['÷ 2', sampling(0.5)],
    high: ['× 2', sampling(2)],
  },
  {
    input: { th: 'ราคาต่อภาพของ KVS (ยังไม่ยืนยัน)', en: 'Price of a frame (unconfirmed)' },
    low: ['÷ 2', priced('kinesisVideoImages', 0.5)],
    high: ['× 2', priced('kinesisVideoImages', 2)],
  },
  {
    input: { th: 'ความยาวช่วงเวลา', en: 'Seconds a slot' },
    low: ['60 s', settings(() => ({ slotSeconds: 60 }))],
    high: ['5 s', settings(() => ({ slotSeconds: 5 }))],
  },
  {
    input: { th: 'คนและรถที่ผ่านต่อวัน', en: 'Passes a day' },
    low: ['÷ 3', passes(1 / 3)],
    high: ['× 3', passes(3)],
  },
  {
    input: { th: 'เวลารอภาพจาก KVS', en: 'Wait for frames' },
    low: ['0.5 s', assuming({ imagesWaitMilliseconds: 500 })],
    high: ['2 s', assuming({ imagesWaitMilliseconds: 2_000 })],
  },
  {
    input: { th: 'อัตราบิตของวิดีโอ', en: 'Bit rate of the video' },
    low: ['0.5 Mbit/s', assuming({ videoMegabits: 0.5 })],
    high: ['4 Mbit/s', assuming({ videoMegabits: 4 })],
  },
  {
    input: { th: 'สัดส่วนภาพที่เคลื่อนไหว', en: 'Frames that move' },
    low: ['5 %', assuming({ movingShare: 0.05 })],
    high: ['60 %', assuming({ movingShare: 0.6 })],
  },
  {
    input: { th: 'เก็บวิดีโอ', en: 'Video kept' },
    low: ['6 h', settings(({ retention }) => ({ retention: { ...retention, videoHours: 6 } }))],
    high: ['30 d', settings(({ retention }) => ({ retention: { ...retention, videoHours: 720 } }))],
  },
  {
    input: { th: 'ราคา SMS (ยังไม่ยืนยัน)', en: 'Price of an SMS (unconfirmed)' },
    low: ['÷ 3', priced('smsParts', 1 / 3)],
    high: ['× 3', priced('smsParts', 3)],
  },
];

/** The widest swing first. */
export function sensitivity(params: EstimateParams): readonly Swing[] {
  const swing = ([label, change]: Input['low']) => ({ label, usd: estimate(change(params)).usd });
  return inputs
    .map(({ input, low, high }) => ({ input, low: swing(low), high: swing(high) }))
    .toSorted((a, b) => Math.abs(b.high.usd - b.low.usd) - Math.abs(a.high.usd - a.low.usd));
}
