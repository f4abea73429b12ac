import { minuteMilliseconds } from './count-people.ts';
import type { Crowd, UnfinishedMinute } from './people-state.ts';

/** As the zone file has it: more than `people` at a time, over all of `minutes` minutes. */
export interface CrowdRule {
  readonly people: number;
  readonly minutes: number;
}

/** A crowd that thins out for a minute is the same one; it has dissolved after as long as it took to alarm. */
const leastCalmMinutes = 2;

/**
 * Follows a crowd over finished minutes, in order. A minute is crowded when most of its frames show too many people.
 * `alarms`: each crowd that has just lasted long enough; it is told once, until it has dissolved.
 */
export function followCrowd(
  before: Crowd | undefined,
  minutes: readonly UnfinishedMinute[],
  rule: CrowdRule | undefined,
): { readonly next: Crowd | undefined; readonly alarms: readonly Crowd[] } {
  if (rule === undefined) return { next: undefined, alarms: [] };
  const alarms: Crowd[] = [];
  let crowd = before;
  for (const minute of minutes) {
    crowd = isCrowded(minute) ? grow(crowd, minute, rule) : rest(crowd, minute, rule);
    if (crowd === undefined || crowd.told || lengthOf(crowd) < rule.minutes * minuteMilliseconds) continue;
    crowd = { ...crowd, told: true };
    alarms.push(crowd);
  }
  return { next: crowd, alarms };
}

function isCrowded({ frames, crowdedFrames }: UnfinishedMinute): boolean {
  return crowdedFrames * 2 > frames;
}

function grow(crowd: Crowd | undefined, { at, atOnce }: UnfinishedMinute, rule: CrowdRule): Crowd {
  if (crowd === undefined || at - crowd.until > patience(crowd, rule))
    return { since: at, until: at, most: atOnce, told: false };
  return { ...crowd, until: at, most: Math.max(crowd.most, atOnce) };
}

function rest(crowd: Crowd | undefined, { at }: UnfinishedMinute, rule: CrowdRule): Crowd | undefined {
  if (crowd === undefined || !crowd.told) return undefined;
  return at - crowd.until >= patience(crowd, rule) ? undefined : crowd;
}

/** How far its next crowded minute may be from its last one. */
function patience({ told }: Crowd, { minutes }: CrowdRule): number {
  return (told ? Math.max(leastCalmMinutes, minutes) : 1) * minuteMilliseconds;
}

function lengthOf({ since, until }: Crowd): number {
  return until + minuteMilliseconds - since;
}
