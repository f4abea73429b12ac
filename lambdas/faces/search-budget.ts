import type { FaceSighting } from '../sightings/sighting.ts';
import type { IdentifyFaceMessage } from '../zone/messages.ts';

export type CameraPriority = NonNullable<IdentifyFaceMessage['priority']>;
/** How much of the day's paid calls is gone, in a word. */
export type SavingStep = 'none' | NonNullable<FaceSighting['savingStep']>;

/** What is paid for at a step, for cameras of one priority. */
interface Service {
  /** Every so many passes are searched; 0: none. */
  readonly everyPasses: number;
  /** Which candidates a second shot has to confirm: all, or those that would alert; the others stay unconfirmed. */
  readonly confirms: 'all' | 'alerts';
  readonly analyzes: boolean;
}

const full: Service = { everyPasses: 1, confirms: 'all', analyzes: true };
const half: Service = { ...full, everyPasses: 2 };
const lean: Service = { everyPasses: 1, confirms: 'alerts', analyzes: false };
const leanHalf: Service = { ...lean, everyPasses: 2 };
const off: Service = { ...lean, everyPasses: 0 };

interface SavingRule extends Readonly<Record<CameraPriority, Service>> {
  readonly step: SavingStep;
  /** Of the budget, from which on the step holds. */
  readonly fromPercent: number;
}

/** What is saved as the day's budget runs down, low-priority cameras first (docs/adr/0010). The last that holds counts. */
export const savingRules: readonly [SavingRule, ...SavingRule[]] = [
  { step: 'none', fromPercent: 0, low: full, normal: full, high: full },
  { step: 'sample-low', fromPercent: 70, low: half, normal: full, high: full },
  { step: 'tight', fromPercent: 85, low: off, normal: leanHalf, high: full },
  { step: 'high-only', fromPercent: 100, low: off, normal: off, high: lean },
  { step: 'stop', fromPercent: 120, low: off, normal: off, high: off },
];

/** Paid calls of a day, made or allowed. */
export interface PaidCalls {
  readonly zone: number;
  readonly camera: number;
}

export interface BudgetQuestion {
  readonly passId: string;
  readonly priority: CameraPriority;
  /** Made so far today. */
  readonly spent: PaidCalls;
  /** Allowed today; a camera without a limit of its own has none. */
  readonly allowed: { readonly zone: number; readonly camera?: number | undefined };
}

/** What a pass may cost, and why. */
export interface SearchPlan {
  readonly step: SavingStep;
  /** Whose budget decides. */
  readonly limit: 'zone' | 'camera';
  /** Whole percent of that budget. */
  readonly spentPercent: number;
  readonly searches: boolean;
  readonly confirms: Service['confirms'];
  readonly analyzes: boolean;
}

/** The camera's own limit is a hard one: reached, it stops the camera whatever its priority. */
export function planSearch({ passId, priority, spent, allowed }: BudgetQuestion): SearchPlan {
  const ofZone = percentOf(spent.zone, allowed.zone);
  const ofCamera = allowed.camera === undefined ? 0 : percentOf(spent.camera, allowed.camera);
  const zoneRule = ruleAt(ofZone);
  const cameraRule = ofCamera >= 100 ? ruleAt(Number.POSITIVE_INFINITY) : ruleAt(ofCamera);
  const byCamera = cameraRule.fromPercent > zoneRule.fromPercent;
  const rule = byCamera ? cameraRule : zoneRule;
  const { everyPasses, confirms, analyzes } = rule[priority];
  return {
    step: rule.step,
    limit: byCamera ? 'camera' : 'zone',
    spentPercent: byCamera ? ofCamera : ofZone,
    searches: isSampled(passId, everyPasses),
    confirms,
    analyzes,
  };
}

/** The day in the zone's own time zone, e.g. `2026-11-23`. */
export function dayIn(timeZone: string, at: number): string {
  // Sweden writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at);
}

const mostPercent = 999;

function percentOf(spent: number, allowed: number): number {
  return allowed === 0 ? mostPercent : Math.min(mostPercent, Math.floor((100 * spent) / allowed));
}

function ruleAt(percent: number): SavingRule {
  const [first, ...others] = savingRules;
  return others.reduce((rule, next) => (percent >= next.fromPercent ? next : rule), first);
}

/** A pass id is a hash already, so its signs alone choose evenly; a repeated delivery is chosen as the first was. */
function isSampled(passId: string, everyPasses: number): boolean {
  const sum = Array.from(passId, (sign) => sign.charCodeAt(0)).reduce((total, code) => total + code, 0);
  return everyPasses > 0 && sum % everyPasses === 0;
}
