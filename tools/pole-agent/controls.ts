import type { PoleSetting, PoleSettings, PoleSettingsWanted } from '../../lambdas/poles/pole-shadow.ts';
import { reasonOf, type Tell } from './agent-event.ts';
import type { Outputs } from './outputs.ts';

export interface ControlsParams {
  readonly outputs: Outputs;
  readonly tell: Tell;
  /** A clock that only runs forward, in ms. */
  readonly uptime: () => number;
  /** Seconds between heartbeats until a shadow says otherwise. @default 60 */
  readonly reportingSeconds?: number;
}

/**
 * These end by themselves: a forgotten siren drives a street mad, and a pole left in test mode would pass a real call
 * for help off as a drill. Words older than this are not said any more.
 */
const mostMilliseconds: Readonly<Partial<Record<PoleSetting, number>>> = {
  siren: 10 * 60_000,
  testMode: 60 * 60_000,
  speaker: 10 * 60_000,
};

type SettingsNow = Omit<PoleSettings, 'speaker'> & Partial<Pick<PoleSettings, 'speaker'>>;

/** How long ago a setting was wanted, in ms, by the broker's clock. */
export type AgeOf = (setting: PoleSetting) => number;

/** The pole's settings as they are now. */
export class Controls {
  readonly #outputs: Outputs;
  readonly #tell: Tell;
  readonly #uptime: () => number;
  readonly #endsAt = new Map<'siren' | 'testMode', number>();
  #now: SettingsNow;

  constructor({ outputs, tell, uptime, reportingSeconds = 60 }: ControlsParams) {
    this.#outputs = outputs;
    this.#tell = tell;
    this.#uptime = uptime;
    this.#now = { siren: false, strobe: false, testMode: false, reportingSeconds };
  }

  get now(): SettingsNow {
    return this.#now;
  }

  /** What was said before a restart is not said again. */
  recall(speaker: PoleSettingsWanted['speaker']): void {
    if (this.#now.speaker === undefined && speaker !== undefined) this.#now = { ...this.#now, speaker };
  }

  /** Does what is wanted; gives back what could not be any more, or not be done. */
  apply(wanted: PoleSettingsWanted, ageOf: AgeOf): readonly PoleSetting[] {
    const undone: PoleSetting[] = [];
    for (const setting of Object.keys(wanted) as PoleSetting[]) {
      const isDone = this.#applyOne(setting, wanted, ageOf(setting));
      if (!isDone) undone.push(setting);
    }
    return undone;
  }

  /** Ends what has lasted long enough; gives back what that was. */
  tick(): readonly PoleSetting[] {
    const over = [...this.#endsAt].filter(([, at]) => this.#uptime() >= at).map(([setting]) => setting);
    for (const setting of over) this.#applyOne(setting, { [setting]: false }, 0);
    return over;
  }

  #applyOne(setting: PoleSetting, wanted: PoleSettingsWanted, age: number): boolean {
    const value = wanted[setting];
    if (isSame(setting, this.#now, wanted)) return true;
    const most = mostMilliseconds[setting] ?? Number.POSITIVE_INFINITY;
    if (value !== false && age >= most) return false;
    if (!this.#act(setting, wanted)) return false;
    if (setting === 'siren' || setting === 'testMode') {
      if (value === true) this.#endsAt.set(setting, this.#uptime() + most - age);
      else this.#endsAt.delete(setting);
    }
    this.#now = { ...this.#now, [setting]: value };
    this.#tell({ event: 'setting', setting, value });
    return true;
  }

  #act(setting: PoleSetting, wanted: PoleSettingsWanted): boolean {
    try {
      if (setting === 'siren') this.#outputs.siren(wanted.siren === true);
      if (setting === 'strobe') this.#outputs.strobe(wanted.strobe === true);
      if (setting === 'speaker' && wanted.speaker) this.#outputs.speak(wanted.speaker.text);
      return true;
    } catch (error) {
      this.#tell({ event: 'output-failed', output: setting, reason: reasonOf(error) });
      return false;
    }
  }
}

function isSame(setting: PoleSetting, now: SettingsNow, wanted: PoleSettingsWanted): boolean {
  if (setting === 'speaker') return now.speaker?.orderId === wanted.speaker?.orderId;
  return now[setting] === wanted[setting];
}
