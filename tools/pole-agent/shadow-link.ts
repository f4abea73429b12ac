import { z } from 'zod';
import {
  changedAt,
  type PoleSetting,
  parseJson,
  parseShadowDocument,
  readWanted,
  shadowTopic,
} from '../../lambdas/poles/pole-shadow.ts';
import { reasonOf, type Tell } from './agent-event.ts';
import type { Controls } from './controls.ts';
import { type Uplink, UplinkError } from './uplink.ts';

export interface ShadowLinkParams {
  readonly poleId: string;
  readonly uplink: Uplink;
  readonly controls: Controls;
  readonly tell: Tell;
}

/** The pole's end of its shadow over one connection. */
export interface ShadowLink {
  /** Says how the pole is set, and takes back the wish for what has ended by itself. */
  report(ended?: readonly PoleSetting[]): Promise<void>;
}

/** What the broker wants changed, with the time (epoch seconds) at which each wish came to be. */
const delta = z.object({
  state: z.unknown(),
  metadata: z.unknown(),
  version: z.int(),
  timestamp: z.number(),
});

/** Asks for what is wanted of the pole, does it, and says so; from here on whenever it changes. Throws UplinkError. */
export async function openShadowLink(params: ShadowLinkParams): Promise<ShadowLink> {
  const { poleId, uplink } = params;
  const topic = (path: string) => shadowTopic(poleId, path);
  const link = new Link(params);
  const on = (path: string, payload: Buffer) => {
    if (path === topic('get/accepted')) link.takeDocument(payload);
    if (path === topic('get/rejected')) link.takeAbsence();
    if (path === topic('update/delta')) link.takeDelta(payload);
  };
  await uplink.subscribe(['get/accepted', 'get/rejected', 'update/delta'].map(topic), on);
  await uplink.publish(topic('get'), '{}');
  return link;
}

class Link implements ShadowLink {
  readonly #params: ShadowLinkParams;
  #version = -1;
  #reported = '';

  constructor(params: ShadowLinkParams) {
    this.#params = params;
  }

  takeDocument(payload: Buffer): void {
    const document = parseShadowDocument(payload);
    if (document === undefined) return;
    const { state, metadata = {}, timestamp, version } = document;
    this.#params.controls.recall(readWanted(state.reported).wanted.speaker);
    this.#take({ state: state.desired ?? {}, metadata: metadata.desired ?? {}, timestamp, version });
  }

  /** No shadow yet: the report makes it. */
  takeAbsence(): void {
    this.#reportOrMiss([]);
  }

  takeDelta(payload: Buffer): void {
    const parsed = delta.safeParse(parseJson(payload));
    if (parsed.success) this.#take(parsed.data);
  }

  async report(ended: readonly PoleSetting[] = []): Promise<void> {
    const { poleId, uplink, controls } = this.#params;
    const desired = Object.fromEntries(ended.map((setting) => [setting, null]));
    this.#reported = JSON.stringify(controls.now);
    const state = { reported: controls.now, ...(ended.length > 0 && { desired }) };
    await uplink.publish(shadowTopic(poleId, 'update'), JSON.stringify({ state }));
  }

  /** Messages may come late: what an older one wants was overtaken. */
  #take({ state, metadata, timestamp, version }: z.infer<typeof delta>): void {
    if (version <= this.#version) return;
    this.#version = version;
    const { controls, tell } = this.#params;
    const { wanted, problems } = readWanted(state);
    for (const { field, problem } of problems) {
      tell({ event: 'setting-refused', reason: `${field}: ${problem}` });
    }
    const wantedAt = z.record(z.string(), z.unknown()).catch({}).parse(metadata);
    const ageOf = (setting: PoleSetting) =>
      Math.max(0, timestamp * 1000 - (changedAt(wantedAt[setting]) ?? timestamp * 1000));
    this.#reportOrMiss(controls.apply(wanted, ageOf));
  }

  /**
   * A report that does not get through is made up for by the next connection. One that says nothing new is not sent:
   * the broker answers each with what is still wanted, such as a setting that this pole refuses.
   */
  #reportOrMiss(ended: readonly PoleSetting[]): void {
    if (ended.length === 0 && JSON.stringify(this.#params.controls.now) === this.#reported) return;
    this.report(ended).catch((error: unknown) => {
      if (!(error instanceof UplinkError)) throw error;
      this.#params.tell({ event: 'setting-refused', reason: reasonOf(error) });
    });
  }
}
