import type { AlertRules, QuietHours } from '../zone/alert-file.ts';
import type { AlertKind, RaiseAlertMessage, TellDigestMessage } from '../zone/messages.ts';
import { digestIdOf } from '../zone/names.ts';
import { minuteOfDay, minuteOfWeek, minutesBetween, minutesPerDay } from '../zone/week.ts';
import { alertKeyOf } from './alert-store.ts';
import type { HoldingStore, LastTold } from './holding-store.ts';

/** What may keep an alert from being sent by itself. */
export type Gate = 'cooldown' | HoldingGate;
export type HoldingGate = TellDigestMessage['gate'];

/** What becomes of an alert. */
export type Verdict =
  | { readonly what: 'send' }
  | Hold
  | { readonly what: 'stop'; readonly gate: Gate; readonly why: string };

export interface Hold {
  readonly what: 'hold';
  readonly gate: HoldingGate;
  readonly why: string;
  /** The message in which the alert will be told, and when (epoch ms). */
  readonly digestId: string;
  readonly dueAt: number;
}

const msPerMinute = 60_000;

export interface GateParams {
  readonly rules: AlertRules;
  readonly holding: HoldingStore;
  readonly timeZone: string;
  readonly now: number;
}

/** Decides whether an alert is sent by itself now. A call for help always is, before anything is even read. */
export async function judgeAlert(alert: RaiseAlertMessage, params: GateParams): Promise<Verdict> {
  if (alert.kind === 'sos') return { what: 'send' };
  const { rules, holding, timeZone, now } = params;
  if (alert.joinedBy !== undefined) {
    const why = cooldownOf(alert, await holding.lastTold(alert.incidentId), rules);
    if (why !== undefined) return { what: 'stop', gate: 'cooldown', why };
  }
  const { deviceId, happenedAt, joinedBy } = alert;
  const told = { deviceId, at: happenedAt, ...(joinedBy === undefined ? {} : { joinedBy }) };
  if (alert.tier === 1) await holding.keepLastTold(alert.incidentId, told);
  const group = groupOf(alert);
  const muted = await mutedHold(alert, group, params);
  if (muted !== undefined) return muted;
  const quietUntil = quietEnd(alert, rules.quietHours, now, timeZone);
  if (quietUntil !== undefined) {
    const digestId = digestIdOf('quiet', group, String(quietUntil));
    return {
      what: 'hold',
      gate: 'quiet-hours',
      why: `until ${rules.quietHours?.to}`,
      digestId,
      dueAt: quietUntil,
    };
  }
  const minute = Math.floor(now / msPerMinute);
  const count = await holding.count(group, minute, alertKeyOf(alert));
  if (count <= rules.storm.alertsPerMinute) return { what: 'send' };
  const why = `number ${count} of its kind in a minute`;
  const digestId = digestIdOf('storm', group, String(minute));
  return { what: 'hold', gate: 'storm', why, digestId, dueAt: (minute + 1) * msPerMinute };
}

/** Of these a camera under repair tells what is not so. Who is looked for is told by a muted camera too. */
const mutedKinds: readonly AlertKind[] = ['device', 'crowd', 'loitering'];

/** Only cameras are ever muted: of a pole there is no such record. */
async function mutedHold(
  { kind, deviceId }: RaiseAlertMessage,
  group: string,
  { holding, now }: GateParams,
): Promise<Hold | undefined> {
  if (!mutedKinds.includes(kind)) return undefined;
  const dueAt = await holding.mutedUntil(deviceId);
  if (dueAt === undefined || dueAt <= now) return undefined;
  const why = `${deviceId} is muted until ${new Date(dueAt).toISOString()}`;
  const digestId = digestIdOf('muted', group, deviceId, String(dueAt));
  return { what: 'hold', gate: 'muted', why, digestId, dueAt };
}

/** Alerts that the same people receive, and that one sentence can tell. */
function groupOf({ kind, tier, drill, recoveredAt, visibleTo = [] }: RaiseAlertMessage): string {
  return JSON.stringify([kind, tier, drill, recoveredAt !== undefined, [...visibleTo].toSorted()]);
}

/** Why an alert about what joined an incident is not sent; `undefined`: it is. */
export function cooldownOf(
  { deviceId, happenedAt, joinedBy }: RaiseAlertMessage,
  last: LastTold | undefined,
  { cooldown }: AlertRules,
): string | undefined {
  // The incident's first alert is still on its way, and will be the newer news.
  if (last === undefined) return 'its incident is being told';
  // A delivery before this one came this far.
  if (last.joinedBy === joinedBy) return undefined;
  const isHere = last.deviceId === deviceId;
  const minutes = isHere ? cooldown.sameDeviceMinutes : cooldown.elsewhereMinutes;
  const passed = happenedAt - last.at;
  if (passed >= minutes * msPerMinute) return undefined;
  return `${isHere ? 'told of the same device' : 'told of another device'} less than ${minutes} min before`;
}

/** When the quiet hours end in which the alert falls (epoch ms); `undefined`: it falls in none. */
export function quietEnd(
  { kind }: Pick<RaiseAlertMessage, 'kind'>,
  quietHours: QuietHours | undefined,
  now: number,
  timeZone: string,
): number | undefined {
  if (kind === 'sos' || !quietHours?.kinds.includes(kind)) return undefined;
  const { from, to } = quietHours;
  const minute = minuteOfWeek(now, timeZone) % minutesPerDay;
  const into = (minute - minuteOfDay(from) + minutesPerDay) % minutesPerDay;
  const length = minutesBetween(from, to);
  if (into >= length) return undefined;
  return (Math.floor(now / msPerMinute) + length - into) * msPerMinute;
}
