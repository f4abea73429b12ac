import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { makeStack } from './make-stack.ts';

const { template, zone } = makeStack();
const byName = (type: string, name: string) =>
  Object.entries(template.findResources(type)).find(([id]) => id.includes(name));

describe('the page of acknowledge links', () => {
  it('has, beside the poll, the only address that anybody may call', () => {
    const urls = Object.entries(template.findResources('AWS::Lambda::Url'));

    expect(urls.map(([id]) => id).sort()).toEqual([
      expect.stringContaining('AcknowledgeIncident'),
      expect.stringContaining('ServePoll'),
    ]);
    for (const [, url] of urls) expect(url).toMatchObject({ Properties: { AuthType: 'NONE' } });
  });

  it('may take little of the concurrency that presses need', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      ReservedConcurrentExecutions: 5,
      Environment: { Variables: Match.objectLike({ STANDING_INSTRUCTIONS: Match.anyValue() }) },
    });
  });

  it('is told to raise-alert, and raise-alert alone', () => {
    const knowing = Object.entries(template.findResources('AWS::Lambda::Function')).filter(
      ([, { Properties }]) => JSON.stringify(Properties.Environment).includes('FunctionUrl'),
    );

    expect(knowing.map(([id]) => id)).toEqual([expect.stringMatching(/^AlertsRaiseAlert/)]);
    expect(knowing[0]?.[1].Properties.Environment.Variables.ACKNOWLEDGE_URL).toHaveProperty('Fn::GetAtt');
  });

  it('may read and write incidents, and read frames of their evidence: nothing else', () => {
    const [, policy] = byName('AWS::IAM::Policy', 'AcknowledgeIncident') ?? [];
    const statements: { Action: unknown; Resource: unknown }[] = policy?.Properties.PolicyDocument.Statement;
    const allowed = statements.flatMap(({ Action, Resource }) =>
      [Action]
        .flat()
        .map(
          (action) =>
            `${action} ${JSON.stringify(Resource).match(/Records\w+?(?=[0-9A-F]{8})|IncidentEvidence\w*?(?=Bucket)/)?.[0] ?? ''}`,
        ),
    );

    expect(allowed.filter((one) => /dynamodb|s3/.test(one)).sort()).toEqual([
      'dynamodb:GetItem RecordsIncidents',
      'dynamodb:PutItem RecordsIncidents',
      'dynamodb:Query RecordsIncidents',
      'dynamodb:UpdateItem RecordsIncidents',
      's3:GetObject IncidentEvidence',
      's3:ListBucket IncidentEvidence',
    ]);
    expect(allowed.filter((one) => !/dynamodb|s3|logs|xray/.test(one))).toEqual([]);
  });

  it('is not there where the zone file wants no public address', () => {
    const { template: closed } = makeStack(undefined, { alerts: { ...zone.zone.alerts, link: 'off' } });

    const urls = Object.keys(closed.findResources('AWS::Lambda::Url'));
    expect(urls.filter((id) => id.includes('Acknowledge'))).toEqual([]);
    closed.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ ACKNOWLEDGE_URL: '' }) },
    });
  });
});
