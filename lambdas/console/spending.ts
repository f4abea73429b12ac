import { dayIn, planSearch, type SavingStep } from '../faces/search-budget.ts';
import type { SpendingStore } from '../faces/spending-store.ts';

/** Paid calls so far, and what the budget makes of them. */
export interface Spending {
  readonly today: number;
  readonly allowedToday: number;
  readonly month: number;
  /** As many as the budget allows in the whole month. */
  readonly allowedInMonth: number;
  /** At the end of the month, should it go on like this; absent in its first hours, which tell nothing. */
  readonly expectedInMonth?: number;
  readonly step: SavingStep;
  /** Each day of the month up to today, the first first. */
  readonly days: readonly { readonly day: string; readonly calls: number }[];
  /** Today's cameras, the most expensive first. */
  readonly cameras: readonly { readonly cameraId: string; readonly calls: number }[];
}

export interface SpendingSettings {
  readonly timeZone: string;
  readonly paidCallsPerDay: number;
  /** Epoch ms. */
  readonly now: number;
}

export async function readSpending(store: SpendingStore, settings: SpendingSettings): Promise<Spending> {
  const today = dayIn(settings.timeZone, settings.now);
  const days = daysUpTo(today);
  const [ofDays, ofCameras] = await Promise.all([store.ofDays(days), store.ofCameras(today)]);
  return spendingOf({ today, days, ofDays, ofCameras, settings });
}

/** The days of the month from its first to this one (`2026-11-23`). */
export function daysUpTo(day: string): readonly string[] {
  const [month, last] = [day.slice(0, 8), Number(day.slice(8))];
  return Array.from({ length: last }, (_, i) => `${month}${String(i + 1).padStart(2, '0')}`);
}

interface Counts {
  readonly today: string;
  readonly days: readonly string[];
  readonly ofDays: ReadonlyMap<string, number>;
  readonly ofCameras: ReadonlyMap<string, number>;
  readonly settings: SpendingSettings;
}

function spendingOf({ today, days, ofDays, ofCameras, settings }: Counts): Spending {
  const { paidCallsPerDay: allowed } = settings;
  const perDay = days.map((day) => ({ day, calls: ofDays.get(day) ?? 0 }));
  const month = perDay.reduce((sum, { calls }) => sum + calls, 0);
  const spent = ofDays.get(today) ?? 0;
  const monthDays = lastDayOf(today);
  const elapsed = days.length - 1 + shareOfDay(settings);
  return {
    ...{ today: spent, allowedToday: allowed, month, allowedInMonth: allowed * monthDays },
    ...(elapsed >= leastElapsedDays && { expectedInMonth: Math.round((month / elapsed) * monthDays) }),
    step: stepAt(spent, allowed),
    days: perDay,
    cameras: [...ofCameras]
      .map(([cameraId, calls]) => ({ cameraId, calls }))
      .toSorted((a, b) => b.calls - a.calls || (a.cameraId < b.cameraId ? -1 : 1)),
  };
}

const leastElapsedDays = 0.5;

/** The zone's own budget decides; what a camera may pay for itself stands elsewhere. */
function stepAt(zone: number, allowed: number): SavingStep {
  return planSearch({
    ...{ passId: '', priority: 'high' },
    ...{ spent: { zone, camera: 0 }, allowed: { zone: allowed } },
  }).step;
}

function lastDayOf(day: string): number {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** How much of today is over, on the zone's clock. */
function shareOfDay({ timeZone, now }: SpendingSettings): number {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' }).format(now);
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  return (hours * 3600 + minutes * 60 + seconds) / 86_400;
}
