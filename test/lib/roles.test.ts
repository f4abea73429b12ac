import { describe, expect, it } from 'vitest';
import { roleNames } from '../../lib/console/roles.ts';
import { asText, isAllowed, type PolicyRequest, type Statement } from './evaluate-policy.ts';
import { makeStack } from './make-stack.ts';

const { template } = makeStack();
const made = Object.entries(template.findResources('AWS::IAM::ManagedPolicy'));
const policies = made
  .filter(([id]) => id.startsWith('Roles'))
  .map(([, { Properties }]) => ({
    name: String(Properties.ManagedPolicyName).replace('SafetyZone-nongkhai-', ''),
    document: Properties.PolicyDocument as { readonly Statement: readonly Statement[] },
  }));
const may = (role: string, request: PolicyRequest) =>
  isAllowed(policies.find(({ name }) => name === role)?.document.Statement ?? [], request);

/** ARN of the resource of the template whose logical id begins so. */
const arnOf = (type: string, id: string) => {
  const [found] = Object.keys(template.findResources(type)).filter((one) => one.startsWith(id));
  if (found === undefined) throw new Error(`no ${type} ${id}`);
  return `\${${found}.Arn}`;
};
const aws = `arn:\${AWS::Partition}`;
const here = (service: string, resource: string) =>
  `${aws}:${service}:ap-southeast-1:\${AWS::AccountId}:${resource}`;
const widget = (name: string): PolicyRequest => ({
  action: 'lambda:InvokeFunction',
  resource: here('lambda', `function:customWidget${name}-nongkhai`),
});
const start = (name: string): PolicyRequest => ({
  action: 'ssm:StartAutomationExecution',
  resource: here('ssm', `automation-definition/SafetyZone-nongkhai-${name}:1`),
});
const on = (
  action: string,
  resource: string,
  context: Readonly<Record<string, string>> = {},
): PolicyRequest => ({
  ...{ action, resource, context },
});
const board = (name: string) => {
  const [found] = Object.keys(template.findResources('AWS::CloudWatch::Dashboard')).filter((id) =>
    id.startsWith(`Dashboards${name}`),
  );
  return `${aws}:cloudwatch::\${AWS::AccountId}:dashboard/\${${found}}`;
};
const pictures = arnOf('AWS::S3::Bucket', 'EvidenceBucket');
const evidence = arnOf('AWS::S3::Bucket', 'IncidentEvidenceBucket');
const audit = arnOf('AWS::DynamoDB::Table', 'RecordsAudit');
const watchlist = arnOf('AWS::DynamoDB::Table', 'RecordsWatchlist');

type Letter = 'o' | 'i' | 'w' | 'a' | 'e';
const letters: Readonly<Record<Letter, string>> = {
  ...{ o: 'operator', i: 'investigator', w: 'watchlist-keeper', a: 'auditor', e: 'engineer' },
};

/** What is asked, and who may: everybody else may not. */
const matrix: readonly (readonly [string, PolicyRequest, string])[] = [
  ['look at the zone', widget('Zone'), 'oiwae'],
  ['work on incidents', widget('Operate'), 'o'],
  ['search', widget('Search'), 'i'],
  ['keep the watchlist', widget('Watchlist'), 'w'],
  [
    'call the function behind the runbooks',
    on('lambda:InvokeFunction', arnOf('AWS::Lambda::Function', 'RunbooksOperateZone')),
    '',
  ],
  ['acknowledge by runbook', start('AcknowledgeIncident'), 'o'],
  ['respond by runbook', start('RespondToIncident'), 'o'],
  ['resolve by runbook', start('ResolveIncident'), 'o'],
  ['drill a pole', start('DrillPole'), 'oe'],
  ['mute a camera', start('MuteCamera'), 'oe'],
  ['export evidence', start('ExportEvidence'), 'i'],
  ['add a plate', start('AddWatchlistPlate'), 'w'],
  ['remove a plate', start('RemoveWatchlistPlate'), 'w'],
  ['enroll a person', start('EnrollWatchlistPerson'), 'w'],
  ['remove a person', start('RemoveWatchlistPerson'), 'w'],
  ['erase a data subject', start('EraseDataSubject'), 'w'],
  ['re-drive a queue', start('RedriveDeadLetters'), 'e'],
  ['rotate a certificate', start('RotatePoleCertificate'), 'e'],
  ['retire a certificate', start('RetirePoleCertificate'), 'e'],
  [
    "start another owner's runbook",
    on(
      'ssm:StartAutomationExecution',
      `${aws}:ssm:ap-southeast-1::automation-definition/AWS-RunShellScript:1`,
    ),
    '',
  ],
  ['change a runbook', on('ssm:UpdateDocument', here('ssm', 'document/SafetyZone-nongkhai-DrillPole')), ''],
  [
    'see what a runbook did',
    on('ssm:GetAutomationExecution', here('ssm', 'automation-execution/6f0c')),
    'oiwae',
  ],
  ['see the operator’s board', on('cloudwatch:GetDashboard', board('Operator')), 'oiwae'],
  ['see the investigator’s board', on('cloudwatch:GetDashboard', board('Investigator')), 'i'],
  ['see the watchlist keeper’s board', on('cloudwatch:GetDashboard', board('Watchlist')), 'w'],
  ['see the engineer’s board', on('cloudwatch:GetDashboard', board('Engineer')), 'ae'],
  ['see alarms', on('cloudwatch:DescribeAlarms', here('cloudwatch', 'alarm:x')), 'oiwae'],
  ['silence an alarm', on('cloudwatch:DisableAlarmActions', here('cloudwatch', 'alarm:x')), ''],
  ['change a dashboard', on('cloudwatch:PutDashboard', board('Operator')), ''],
  ['read logs', on('logs:StartQuery', here('logs', 'log-group:SafetyZone-PolesLogs-AB12')), 'ae'],
  ["read another stack's logs", on('logs:StartQuery', here('logs', 'log-group:payroll')), ''],
  ['read the audit log', on('dynamodb:Query', audit), 'a'],
  ['write the audit log', on('dynamodb:PutItem', audit), ''],
  ['read the watchlist by hand', on('dynamodb:Query', watchlist), ''],
  ['write the watchlist by hand', on('dynamodb:PutItem', watchlist), ''],
  ['read what AWS wrote down', on('cloudtrail:LookupEvents', '*'), 'a'],
  ['upload enrollment photos', on('s3:PutObject', `${pictures}/enrollment/nk-1/front.jpg`), 'w'],
  ['list the enrollment folders', on('s3:ListBucket', pictures, { 's3:prefix': 'enrollment/' }), 'w'],
  ['list the exports', on('s3:ListBucket', pictures, { 's3:prefix': 'exports/' }), 'i'],
  ['list the crops', on('s3:ListBucket', pictures, { 's3:prefix': 'sightings/' }), ''],
  ['list the whole bucket', on('s3:ListBucket', pictures), ''],
  ['fetch an export', on('s3:GetObject', `${pictures}/exports/SOS-1/x/README.txt`), 'i'],
  ['fetch a crop', on('s3:GetObject', `${pictures}/sightings/a.jpg`), ''],
  ['fetch evidence itself', on('s3:GetObject', `${evidence}/evidence/SOS-1/a.jpg`), ''],
  ['delete evidence', on('s3:DeleteObject', `${evidence}/evidence/SOS-1/a.jpg`), ''],
  ['delete old versions of evidence', on('s3:DeleteObjectVersion', `${evidence}/evidence/SOS-1/a.jpg`), ''],
  ['lift a lock', on('s3:BypassGovernanceRetention', `${evidence}/evidence/SOS-1/a.jpg`), ''],
  ['read messages of a queue', on('sqs:ReceiveMessage', here('sqs', 'SafetyZone-PolesPressQueue-AB')), ''],
  [
    're-drive past the runbook',
    on('sqs:StartMessageMoveTask', here('sqs', 'SafetyZone-PolesPressQueue-AB')),
    '',
  ],
  [
    'count messages of a queue',
    on('sqs:GetQueueAttributes', here('sqs', 'SafetyZone-PolesPressQueue-AB')),
    'e',
  ],
  ['read a secret', on('secretsmanager:GetSecretValue', here('secretsmanager', 'secret:x')), ''],
  ['read a parameter', on('ssm:GetParameter', here('ssm', 'parameter/x')), ''],
  ['issue a certificate by hand', on('iot:CreateCertificateFromCsr', '*'), ''],
  [
    'search faces by hand',
    on('rekognition:SearchUsersByImage', here('rekognition', 'collection/safety-zone-nongkhai')),
    '',
  ],
  ['give themselves rights', on('iam:AttachUserPolicy', `${aws}:iam::\${AWS::AccountId}:user/me`), ''],
];
const cells = matrix.flatMap(([what, request, who]) =>
  (Object.keys(letters) as Letter[]).map((letter) => ({
    ...{ role: letters[letter], what, request, verdict: who.includes(letter) ? 'may' : 'may not' },
  })),
);

describe('the roles', () => {
  it('are these', () => {
    expect(policies.map(({ name }) => name).sort()).toEqual([...roleNames].sort());
  });

  it.each(cells)('$role $verdict $what', ({ role, request, verdict }) => {
    expect(may(role, request)).toBe(verdict === 'may');
  });

  it('hand on the role of a runbook that they may start, to SSM alone', () => {
    const roleArn = (id: string) => arnOf('AWS::IAM::Role', `Runbooks${id}`);
    const pass = (id: string, service: string) =>
      on('iam:PassRole', roleArn(id), { 'iam:PassedToService': service });

    expect(may('operator', pass('OperateRole', 'ssm.amazonaws.com'))).toBe(true);
    expect(may('operator', pass('OperateRole', 'lambda.amazonaws.com'))).toBe(false);
    expect(may('operator', pass('RedriveRole', 'ssm.amazonaws.com'))).toBe(false);
    expect(may('engineer', pass('RedriveRole', 'ssm.amazonaws.com'))).toBe(true);
    expect(may('auditor', pass('OperateRole', 'ssm.amazonaws.com'))).toBe(false);
  });

  it('allow every action by its whole name', () => {
    const actions = policies.flatMap(({ document }) => document.Statement.flatMap(({ Action }) => Action));

    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  it.each(policies)('$name fits into a managed policy of 6144 characters', ({ document }) => {
    const written = JSON.stringify(document, (_, value: unknown) =>
      typeof value === 'object' && value !== null && /^(Fn::|Ref$)/.test(Object.keys(value)[0] ?? '')
        ? asText(value)
        : value,
    );

    expect(written.length).toBeLessThan(6144);
  });

  it('of the auditor only read', () => {
    const auditor = policies.find(({ name }) => name === 'auditor')?.document.Statement ?? [];
    const writing = auditor
      .flatMap(({ Action }) => Action)
      .filter(
        (action) => !/:(Get|List|Describe|Query|Scan|Lookup|Filter|StartQuery|InvokeFunction)/.test(action),
      );

    expect(writing).toEqual([]);
  });
});
