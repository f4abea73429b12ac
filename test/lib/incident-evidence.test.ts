import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import type { ZoneSettings } from '../../lambdas/zone/zone-file.ts';
import { Evidence } from '../../lib/evidence.ts';
import { IncidentEvidence } from '../../lib/incident-evidence.ts';
import { Records } from '../../lib/records.ts';

const retentionOfZone = { videoHours: 24, sightingDays: 30, evidenceDays: 90, incidentDays: 365 };

function templateWith(settings: Partial<ZoneSettings['retention']> = {}): Template {
  const retention = { ...retentionOfZone, ...settings };
  const stack = new Stack(new App({ context: { 'aws:cdk:bundling-stacks': [] } }), 'Test');
  const evidence = new Evidence(stack, 'Evidence', retention);
  new IncidentEvidence(stack, 'IncidentEvidence', {
    records: new Records(stack, 'Records'),
    evidence,
    retention,
  });
  return Template.fromStack(stack);
}

const versioned = { VersioningConfiguration: { Status: 'Enabled' } };

describe('IncidentEvidence', () => {
  it('keeps every version, and ends what nobody holds with evidenceDays', () => {
    templateWith().hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      Properties: {
        ...versioned,
        ObjectLockEnabled: Match.absent(),
        LifecycleConfiguration: {
          Rules: [
            {
              Prefix: 'evidence/',
              TagFilters: [{ Key: 'held', Value: 'no' }],
              ExpirationInDays: 90,
              NoncurrentVersionExpiration: { NoncurrentDays: 1 },
            },
          ],
        },
      },
    });
  });

  it.each([
    ['governance', 'GOVERNANCE'],
    ['compliance', 'COMPLIANCE'],
  ] as const)('locks every object for evidenceDays where the zone file says %s', (evidenceLock, Mode) => {
    templateWith({ evidenceLock }).hasResourceProperties('AWS::S3::Bucket', {
      ...versioned,
      ObjectLockEnabled: true,
      ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode, Days: 90 } } },
    });
  });

  it('lets gather-evidence delete nothing, and write nothing but new objects and steps', () => {
    const policies = JSON.stringify(templateWith().findResources('AWS::IAM::Policy'));

    expect(policies).toContain('s3:PutObject');
    expect(policies).not.toMatch(
      /s3:Delete|s3:\*|PutObjectLegalHold|PutObjectRetention|Bypass|dynamodb:(Update|Delete)/,
    );
  });
});
