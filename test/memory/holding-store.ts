import { type AlertKey, alertKeyOf } from '../../lambdas/alerts/alert-store.ts';
import type { DigestQueue } from '../../lambdas/alerts/digest-queue.ts';
import type { HoldingStore, LastTold } from '../../lambdas/alerts/holding-store.ts';
import type { RaiseAlertMessage, TellDigestMessage } from '../../lambdas/zone/messages.ts';

interface OpenDigest {
  readonly first: RaiseAlertMessage;
  readonly members: Map<string, AlertKey>;
  readonly sites: Set<string>;
  latestId: string;
  closed: boolean;
}

export function memoryHoldingStore(): HoldingStore {
  const told = new Map<string, LastTold>();
  const counts = new Map<string, Set<string>>();
  const mutes = new Map<string, number>();
  const digests = new Map<string, OpenDigest>();
  return {
    lastTold: async (incidentId) => told.get(incidentId),
    keepLastTold: async (incidentId, last) => {
      if ((told.get(incidentId)?.at ?? -1) < last.at) told.set(incidentId, last);
    },
    count: async (group, minute, key) => {
      const id = `${group} ${minute}`;
      const counted = (counts.get(id) ?? new Set()).add(JSON.stringify(key));
      counts.set(id, counted);
      return counted.size;
    },
    isBegun: async (digestId) => digests.has(digestId),
    hold: async (digestId, alert) => {
      const digest = digests.get(digestId) ?? {
        first: alert,
        members: new Map<string, AlertKey>(),
        sites: new Set<string>(),
        latestId: '',
        closed: false,
      };
      if (digest.closed) return 'closed';
      const key = alertKeyOf(alert);
      digest.members.set(JSON.stringify(key), key);
      digest.sites.add(alert.place.siteId);
      digest.latestId = alert.incidentId;
      digests.set(digestId, digest);
      return 'held';
    },
    close: async (digestId) => {
      const digest = digests.get(digestId);
      if (digest === undefined) return undefined;
      digest.closed = true;
      const { first, latestId, members, sites } = digest;
      const siteIds = [...sites].toSorted();
      return { digestId, first, latestId, members: [...members.values()], siteIds };
    },
    mutedUntil: async (cameraId) => mutes.get(cameraId),
    mute: async (cameraId, until) => void mutes.set(cameraId, until),
  };
}

export interface MemoryDigestQueue extends DigestQueue {
  readonly asked: readonly { readonly message: TellDigestMessage; readonly delaySeconds: number }[];
}

export function memoryDigestQueue(): MemoryDigestQueue {
  const asked: MemoryDigestQueue['asked'][number][] = [];
  return { asked, tellLater: async (message, delaySeconds) => void asked.push({ message, delaySeconds }) };
}
