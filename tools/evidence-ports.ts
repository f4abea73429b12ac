import {
  GetObjectLockConfigurationCommand,
  PutObjectLegalHoldCommand,
  PutObjectTaggingCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { EvidenceStore } from '../lambdas/evidence/evidence-store.ts';
import { s3EvidenceStore } from '../lambdas/evidence/s3-evidence-store.ts';
import type { IncidentStore } from '../lambdas/incidents/incident-store.ts';
import { evidencePrefix, heldTag } from '../lambdas/zone/names.ts';
import { openZoneTables } from './zone-tables.ts';

/** Keeps evidence beyond its time, or lets it go again. */
export interface EvidenceHolds {
  /** Whether the bucket locks objects, so that a hold binds everybody. */
  isLocked(): Promise<boolean>;
  set(
    incidentId: string,
    file: string,
    hold: { readonly isOn: boolean; readonly isLocked: boolean },
  ): Promise<void>;
}

export interface EvidencePorts {
  readonly store: EvidenceStore;
  readonly holds: EvidenceHolds;
  readonly incidents: Pick<IncidentStore, 'find' | 'timeline' | 'addStep'>;
}

/** The evidence of the deployed zone, in AWS or wherever AWS_ENDPOINT_URL points. Throws StackMissingError. */
export async function openEvidencePorts(stackName?: string): Promise<EvidencePorts> {
  const tables = await openZoneTables(stackName);
  const bucketName = tables.output('IncidentEvidenceBucket');
  const client = new S3Client();
  return {
    store: s3EvidenceStore({ client, bucketName }),
    holds: s3Holds(client, bucketName),
    incidents: tables.incidents(),
  };
}

export function s3Holds(client: S3Client, Bucket: string): EvidenceHolds {
  return {
    isLocked: async () => {
      try {
        await client.send(new GetObjectLockConfigurationCommand({ Bucket }));
        return true;
      } catch (error) {
        if (error instanceof Error && error.name === 'ObjectLockConfigurationNotFoundError') return false;
        throw error;
      }
    },
    set: async (incidentId, file, { isOn, isLocked }) => {
      const Key = `${evidencePrefix.incidents}${incidentId}/${file}`;
      // The tag keeps the lifecycle rule away, the legal hold everybody.
      const TagSet = [{ Key: heldTag.key, Value: isOn ? heldTag.yes : heldTag.no }];
      await client.send(new PutObjectTaggingCommand({ Bucket, Key, Tagging: { TagSet } }));
      if (!isLocked) return;
      const LegalHold = { Status: isOn ? 'ON' : 'OFF' } as const;
      await client.send(new PutObjectLegalHoldCommand({ Bucket, Key, LegalHold }));
    },
  };
}
