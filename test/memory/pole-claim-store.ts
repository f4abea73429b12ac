import type { PoleClaim } from '../../lambdas/poles/pole-claim.ts';
import type { PoleClaimStore } from '../../lambdas/poles/pole-claim-store.ts';

export function memoryPoleClaimStore(): PoleClaimStore {
  const claims = new Map<string, PoleClaim & { readonly certificateId?: string }>();
  return {
    put: async (claim) => void claims.set(claim.poleId, claim),
    find: async (poleId) => {
      const found = claims.get(poleId);
      if (found === undefined) return undefined;
      const { certificateId: _, ...claim } = found;
      return claim;
    },
    take: async ({ poleId, claimCertificateId }, certificateId) => {
      const found = claims.get(poleId);
      if (found?.claimCertificateId !== claimCertificateId) return 'refused';
      if (found.certificateId !== undefined && found.certificateId !== certificateId) return 'refused';
      claims.set(poleId, { ...found, certificateId });
      return 'taken';
    },
  };
}
