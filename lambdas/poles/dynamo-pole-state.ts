import { z } from 'zod';
import { poleConnection } from './pole-connection.ts';
import { type ReportedFault, reportedFaults } from './pole-fault.ts';
import { newPoleHealth, poleHealth } from './pole-health.ts';
import type { PoleState } from './pole-state.ts';

const time = z.number();

// Each attribute stands alone: what an older or newer version wrote differently is missing, and the rest is read.
const poleStateItem = z.object({
  heartbeat: z
    .object({
      sentAt: z.string().optional(),
      batteryPercent: z.number().optional(),
      mainsPower: z.boolean().optional(),
      firmware: z.string().optional(),
      reportingSeconds: z.number().optional(),
    })
    .optional()
    .catch(undefined),
  heartbeatAt: time.optional().catch(undefined),
  firstHeartbeatAt: time.optional().catch(undefined),
  selfTest: z.object({ testId: z.string(), passed: z.boolean() }).optional().catch(undefined),
  selfTestAt: time.optional().catch(undefined),
  presses: z
    .array(z.object({ pressId: z.string(), at: time }))
    .default([])
    .catch([]),
  connection: poleConnection.optional().catch(undefined),
});

const revised = z.object({ health: z.object({ revision: z.int().min(0) }) });

const report = z.object({ faultId: z.string(), isOver: z.boolean() });

/** Name of the attribute that holds the last report of a fault; its time stands beside it under the same name + `At`. */
export const reportAttribute = (fault: ReportedFault): string => `report-${fault}`;

/** A pole's state from its registry item (`pole-state`); a pole that was never heard has none. */
export function poleStateOfItem(item: Readonly<Record<string, unknown>> | undefined): PoleState {
  const read = poleStateItem.parse(item ?? {});
  const { heartbeat, heartbeatAt, firstHeartbeatAt, selfTest, selfTestAt, presses, connection } = read;
  return {
    ...(heartbeat && heartbeatAt !== undefined && { heartbeat: { told: heartbeat, at: heartbeatAt } }),
    ...(firstHeartbeatAt !== undefined && { firstHeartbeatAt }),
    ...(selfTest && selfTestAt !== undefined && { selfTest: { told: selfTest, at: selfTestAt } }),
    reports: reportsOf(item ?? {}),
    presses,
    ...(connection && { connection }),
    health: healthOf(item ?? {}),
  };
}

/** One that cannot be read is begun anew, but counts on: a lower revision could never be kept. */
function healthOf(item: Readonly<Record<string, unknown>>): PoleState['health'] {
  const read = poleHealth.safeParse(item.health);
  if (read.success) return read.data;
  const kept = revised.safeParse(item);
  return { ...newPoleHealth, revision: kept.success ? kept.data.health.revision : 0 };
}

function reportsOf(item: Readonly<Record<string, unknown>>): PoleState['reports'] {
  const found = reportedFaults.flatMap((fault) => {
    const name = reportAttribute(fault);
    const told = report.safeParse(item[name]);
    const at = time.safeParse(item[`${name}At`]);
    return told.success && at.success ? [[fault, { ...told.data, at: at.data }] as const] : [];
  });
  return Object.fromEntries(found);
}
