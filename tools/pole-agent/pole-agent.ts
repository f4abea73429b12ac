import { poleTopic } from '../../lambdas/zone/names.ts';
import { reasonOf, type Tell } from './agent-event.ts';
import type { ButtonEvent, Buttons } from './buttons.ts';
import { Controls } from './controls.ts';
import { carryMessages } from './courier.ts';
import type { Outbox, OutboxEntry } from './outbox.ts';
import type { Outputs } from './outputs.ts';
import type { Power } from './power.ts';
import { openShadowLink, type ShadowLink } from './shadow-link.ts';
import type { Uplink } from './uplink.ts';

export interface PoleAgentParams {
  readonly poleId: string;
  /** At most 64 characters. */
  readonly firmware: string;
  readonly outbox: Outbox;
  readonly buttons: Pick<Buttons, 'isWorking'>;
  readonly outputs: Outputs;
  readonly readPower: () => Power;
  /** Epoch ms. */
  readonly now: () => number;
  /** Whether `now` may date a press. */
  readonly isClockSet: () => boolean;
  /** A clock that only runs forward, in ms. */
  readonly uptime: () => number;
  /** A new id: 8–64 of `A–Z a–z 0–9 _ -`. */
  readonly newId: () => string;
  readonly tell: Tell;
}

const selfTestMilliseconds = 24 * 3_600_000;
/** How long the lamp says that the call was heard. */
const heardMilliseconds = 30_000;

/** What a pole does: keeps what happens, says that it is alive, and obeys its shadow. Who calls `tick` gives it its time. */
export class PoleAgent {
  readonly #params: PoleAgentParams;
  readonly #controls: Controls;
  #uplink: Uplink | undefined;
  #shadow: ShadowLink | undefined;
  #isShadowRefused = false;
  #lastPressId: string | undefined;
  #heartbeatAt = Number.NEGATIVE_INFINITY;
  #mainsPower: boolean | undefined;
  #toldInterval: number | undefined;
  #selfTestAt = Number.NEGATIVE_INFINITY;
  #heardAt: number | undefined;

  constructor(params: PoleAgentParams) {
    this.#params = params;
    this.#controls = new Controls(params);
    this.#isLampWorking();
  }

  /** A touch of the button; a press is on disk when this returns. */
  onButton(event: Exclude<ButtonEvent, 'quit'>): void {
    if (event === 'press') this.#press();
    if (event === 'cancel' || event === 'safe') this.#answer(event);
    if (event === 'stuck' || event === 'free')
      this.#fault(event === 'stuck' ? 'stuck-button' : 'stuck-button-cleared');
  }

  /** Works with a connection until it ends. */
  async use(uplink: Uplink): Promise<void> {
    const { poleId, outbox } = this.#params;
    this.#uplink = uplink;
    this.#heartbeatAt = Number.NEGATIVE_INFINITY;
    const carrying = carryMessages({ poleId, outbox, uplink, onTaken: (entry) => this.#onTaken(entry) });
    // Calls for help are on their way already: the shadow may take its time.
    await this.#openShadow(uplink);
    await carrying;
    this.#uplink = undefined;
    this.#shadow = undefined;
  }

  /** Does what is due. To be called about once a second. */
  tick(): void {
    const at = this.#params.uptime();
    this.#sayAlive(at);
    if (at - this.#selfTestAt >= selfTestMilliseconds) this.#testItself(at);
    const ended = this.#controls.tick();
    if (ended.length > 0) this.#shadow?.report(ended).catch(() => undefined);
    if (this.#heardAt !== undefined && at - this.#heardAt >= heardMilliseconds) {
      this.#heardAt = undefined;
      this.#lamp('ready');
    }
  }

  /** A broker may end a connection that asks for what it may not have; the next one then does without the shadow. */
  async #openShadow(uplink: Uplink): Promise<void> {
    const { poleId, tell } = this.#params;
    const isRefused = this.#isShadowRefused;
    this.#isShadowRefused = false;
    if (isRefused) return;
    try {
      this.#shadow = await openShadowLink({ poleId, uplink, controls: this.#controls, tell });
    } catch (error) {
      this.#isShadowRefused = true;
      tell({ event: 'setting-refused', reason: reasonOf(error) });
    }
  }

  #press(): void {
    const { newId, outbox, tell, now, isClockSet } = this.#params;
    const id = newId();
    const drill = this.#controls.now.testMode;
    const pressedAt = isClockSet() ? { pressedAt: new Date(now()).toISOString() } : {};
    outbox.put({ messageType: 'press', id, body: { version: 1, pressId: id, ...pressedAt, drill } });
    this.#lastPressId = id;
    this.#heardAt = undefined;
    tell({ event: 'pressed', id, drill });
    this.#lamp('calling');
  }

  #answer(messageType: 'cancel' | 'safe'): void {
    const { newId, outbox, tell } = this.#params;
    const id = newId();
    const drill = this.#controls.now.testMode;
    const pressId = this.#lastPressId === undefined ? {} : { pressId: this.#lastPressId };
    const idKey = messageType === 'cancel' ? 'cancelId' : 'safeId';
    outbox.put({ messageType, id, body: { version: 1, [idKey]: id, ...pressId, drill } });
    tell({ event: messageType === 'cancel' ? 'canceled' : 'safe', id, drill });
  }

  #fault(fault: string): void {
    const { newId, outbox, tell } = this.#params;
    const id = newId();
    outbox.put({ messageType: 'fault', id, body: { version: 1, faultId: id, fault } });
    tell({ event: 'fault', fault });
  }

  #onTaken({ messageType, id }: OutboxEntry): void {
    const { outbox, tell, uptime } = this.#params;
    tell({ event: 'taken', message: messageType, id });
    if (messageType !== 'press' || outbox.next('press') !== undefined) return;
    this.#heardAt = uptime();
    this.#lamp('heard');
  }

  /** A heartbeat is not kept for later: only that the pole is alive now says anything. */
  #sayAlive(at: number): void {
    const uplink = this.#uplink;
    if (uplink === undefined) return;
    const { poleId, firmware, readPower, now, isClockSet, tell } = this.#params;
    const power = readPower();
    const { reportingSeconds } = this.#controls.now;
    const isDue = at - this.#heartbeatAt >= reportingSeconds * 1000;
    // The zone must know a new interval before it waits for the next heartbeat.
    const isNews = power.mainsPower !== this.#mainsPower || reportingSeconds !== this.#toldInterval;
    if (!isDue && !isNews) return;
    this.#heartbeatAt = at;
    this.#mainsPower = power.mainsPower;
    this.#toldInterval = reportingSeconds;
    const sentAt = isClockSet() ? { sentAt: new Date(now()).toISOString() } : {};
    const body = { version: 1, ...sentAt, ...power, firmware, reportingSeconds };
    uplink.publish(poleTopic(poleId, 'heartbeat'), JSON.stringify(body)).then(
      () => tell({ event: 'heartbeat' }),
      () => undefined,
    );
  }

  /** Without noise: whether a press would be noticed, kept and shown. That it also arrives, this message shows. */
  #testItself(at: number): void {
    this.#selfTestAt = at;
    const { newId, outbox, buttons, tell } = this.#params;
    const checks = {
      button: () => buttons.isWorking(),
      lamp: () => this.#isLampWorking(),
      disk: () => outbox.isDurable(),
    };
    const failed = Object.entries(checks).flatMap(([name, check]) => (check() ? [] : [name]));
    const id = newId();
    const passed = failed.length === 0;
    outbox.put({ messageType: 'self-test', id, body: { version: 1, testId: id, passed } });
    tell({ event: 'self-test', passed, failed });
  }

  #isLampWorking(): boolean {
    return this.#lamp(this.#params.outbox.next('press') === undefined ? 'ready' : 'calling');
  }

  /** A broken lamp must not cost the call for help that it shows. */
  #lamp(state: Parameters<Outputs['lamp']>[0]): boolean {
    try {
      this.#params.outputs.lamp(state);
      return true;
    } catch (error) {
      this.#params.tell({ event: 'output-failed', output: 'lamp', reason: reasonOf(error) });
      return false;
    }
  }
}
