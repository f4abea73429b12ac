import type { AcknowledgeLink } from '../../lambdas/alerts/acknowledge-link.ts';
import type { LinkStore } from '../../lambdas/alerts/link-store.ts';

export interface MemoryLinkStore extends LinkStore {
  /** By the hash of their tokens. */
  readonly kept: ReadonlyMap<string, AcknowledgeLink>;
}

export function memoryLinkStore(): MemoryLinkStore {
  const kept = new Map<string, AcknowledgeLink>();
  const find = (incidentId: string, tokenHash: string) => {
    const link = kept.get(tokenHash);
    return link?.incidentId === incidentId ? link : undefined;
  };
  return {
    kept,
    keep: async (link) => void kept.set(link.tokenHash, link),
    find: async (incidentId, tokenHash) => find(incidentId, tokenHash),
    use: async (incidentId, tokenHash, { by, at }) => {
      const link = find(incidentId, tokenHash);
      if (link === undefined) return undefined;
      const { usedBy, usedAt } = link;
      if (usedBy !== undefined && usedAt !== undefined) return { by: usedBy, at: usedAt };
      if (link.validUntil <= at) return undefined;
      kept.set(tokenHash, { ...link, usedBy: by, usedAt: at });
      return { by, at };
    },
  };
}
