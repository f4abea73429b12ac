import { Topic } from 'aws-cdk-lib/aws-sns';
import { describe, expect, it } from 'vitest';
import type { AlertKind } from '../../lambdas/zone/messages.ts';
import { topicOf } from '../../lib/alert-filter.ts';
import { makeStack } from './make-stack.ts';

interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DeletionPolicy?: string;
}

const { template, recipients, zone } = makeStack();
const resources = Object.entries(template.toJSON().Resources as Record<string, Resource>);
const ofType = (type: string) => resources.filter(([, resource]) => resource.Type === type);
const property = ([, resource]: readonly [string, Resource], name: string) => resource.Properties[name];
/** Those that carry alerts to people; the probe's own are no alerts. */
const subscriptionsOfPeople = () =>
  ofType('AWS::SNS::Subscription').filter(
    (subscription) =>
      property(subscription, 'Protocol') !== 'sqs' && !subscription[0].startsWith('ProbeEngineer'),
  );

describe('SafetyZoneStack', () => {
  it('has no cdk-nag finding without a written reason: synth refuses a planted topic without TLS', () => {
    expect(() => makeStack((stack) => new Topic(stack, 'Planted'))).toThrow('AwsSolutions-SNS3');
    expect(() => makeStack()).not.toThrow();
  });

  it('gives every queue that a function reads a dead-letter queue with an alarm', () => {
    // What the probe does not read in time may go.
    const queues = ofType('AWS::SQS::Queue').filter(([id]) => !/DeadLetters|ProbeInbox/.test(id));
    const alarms = JSON.stringify(ofType('AWS::CloudWatch::Alarm'));

    for (const queue of queues) {
      expect(property(queue, 'RedrivePolicy'), queue[0]).toBeDefined();
      expect(alarms).toContain(String(deadLettersOf(queue)));
    }
  });

  it('lets every batch report the failing record alone', () => {
    for (const source of ofType('AWS::Lambda::EventSourceMapping')) {
      expect(property(source, 'FunctionResponseTypes')).toEqual(['ReportBatchItemFailures']);
    }
  });

  it('takes a burst of presses by tens, and a lone press without waiting for others', () => {
    const sources = ofType('AWS::Lambda::EventSourceMapping').filter((source) =>
      /PolesPressQueue|AlertsSosQueue/.test(JSON.stringify(property(source, 'EventSourceArn'))),
    );

    expect(sources).toHaveLength(2);
    for (const source of sources) {
      expect(property(source, 'BatchSize')).toBe(10);
      expect(property(source, 'MaximumBatchingWindowInSeconds')).toBeUndefined();
      expect(property(source, 'ScalingConfig')).toBeUndefined();
    }
  });

  it('gives every topic rule an error action', () => {
    const payloads = ofType('AWS::IoT::TopicRule').map((rule) => property(rule, 'TopicRulePayload'));

    expect(payloads).toHaveLength(3);
    for (const payload of payloads) expect(payload).toHaveProperty('ErrorAction.Sqs');
  });

  it('allows no action on every resource, but for tracing, looks at a picture and settings of the account', () => {
    const statements = ofType('AWS::IAM::Policy').flatMap(
      (policy) =>
        (property(policy, 'PolicyDocument') as { Statement: { Action: unknown; Resource: unknown }[] })
          .Statement,
    );
    const unbound = statements.filter((statement) => statement.Resource === '*').map((s) => s.Action);

    expect(unbound.length).toBeGreaterThan(0);
    expect(new Set(unbound.map(String))).toEqual(
      new Set([
        'xray:PutTraceSegments,xray:PutTelemetryRecords',
        'sns:GetSMSAttributes,sns:GetSMSSandboxAccountStatus',
        'sns:SetSMSAttributes',
        'rekognition:DetectFaces',
        'rekognition:DetectFaces,rekognition:CompareFaces',
        'iot:CreateCertificateFromCsr,iot:ListPrincipalThings',
      ]),
    );
  });

  it('lets identify-face write nothing to the registry but its pace and the budget', () => {
    const [policy] = ofType('AWS::IAM::Policy').filter(([id]) => id.startsWith('FacesIdentifyFace'));
    const { Statement } = (policy && property(policy, 'PolicyDocument')) as { Statement: unknown[] };
    const updates = Statement.filter((each) =>
      /dynamodb:UpdateItem.*RecordsRegistry/.test(JSON.stringify(each)),
    );

    expect(updates).toMatchObject([
      { Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['pace', 'budget'] } } },
    ]);
  });

  it('hands a face pass out until an hour of a busy service is outlived', () => {
    const [queue] = ofType('AWS::SQS::Queue').filter(([id]) => /^FacesQueue(?!DeadLetters)/.test(id));
    const { maxReceiveCount } = (queue && property(queue, 'RedrivePolicy')) as { maxReceiveCount: number };
    const seconds = maxReceiveCount * Number(queue && property(queue, 'VisibilityTimeout'));

    expect(seconds).toBeGreaterThan(3_600);
  });

  it('lets a pole publish, subscribe and receive on topics of its own name alone', () => {
    const [policy] = ofType('AWS::IoT::Policy').filter(([id]) => id.startsWith('Poles'));
    const { Statement } = (policy && property(policy, 'PolicyDocument')) as {
      Statement: { Action: string; Resource: unknown }[];
    };
    const thing = '$' + '{iot:Connection.Thing.ThingName}';
    const topicsOf = (action: string) =>
      Statement.filter(({ Action }) => Action === action)
        .flatMap(({ Resource }) => Resource)
        .map((resource) => /:(topic(?:filter)?\/.*?)"/.exec(JSON.stringify(resource))?.[1]);

    expect(Statement.map(({ Action }) => Action)).toEqual([
      'iot:Connect',
      'iot:Publish',
      'iot:Subscribe',
      'iot:Receive',
    ]);
    expect(topicsOf('iot:Publish').sort()).toEqual([
      `topic/$aws/rules/safety_zone_press/poles/${thing}/*`,
      `topic/$aws/rules/safety_zone_status/poles/${thing}/*`,
      `topic/$aws/things/${thing}/shadow/get`,
      `topic/$aws/things/${thing}/shadow/update`,
    ]);
    for (const action of ['iot:Subscribe', 'iot:Receive']) {
      expect(topicsOf(action)).toHaveLength(5);
      for (const topic of topicsOf(action)) {
        expect(
          topic?.startsWith(
            `${action === 'iot:Receive' ? 'topic' : 'topicfilter'}/$aws/things/${thing}/shadow/`,
          ),
        ).toBe(true);
        expect(topic).not.toMatch(/[*#+]/);
      }
    }
  });

  it('keeps every table through a stack deletion, restorable, protected and with an end to its items', () => {
    for (const table of ofType('AWS::DynamoDB::Table')) {
      expect(table[1]).toMatchObject({
        DeletionPolicy: 'Retain',
        Properties: {
          DeletionProtectionEnabled: true,
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        },
      });
    }
  });

  it('finds sightings by camera, and plates by digits and by day, from indexes', () => {
    const [table] = ofType('AWS::DynamoDB::Table').filter(([id]) => id.startsWith('RecordsSightings'));
    const indexes = (table && property(table, 'GlobalSecondaryIndexes')) as {
      IndexName: string;
      KeySchema: { AttributeName: string }[];
    }[];

    expect(
      Object.fromEntries(
        indexes.map(({ IndexName, KeySchema }) => [IndexName, KeySchema.map((key) => key.AttributeName)]),
      ),
    ).toEqual({
      'by-camera-and-time': ['cameraId', 'lastSeenAt'],
      'by-digits-and-time': ['plateDigits', 'lastSeenAt'],
      'by-second-digits-and-time': ['plateDigits2', 'lastSeenAt'],
      'by-third-digits-and-time': ['plateDigits3', 'lastSeenAt'],
      'by-day-and-time': ['plateDay', 'lastSeenAt'],
    });
  });

  it('lets no function search the sightings, but for the evidence of an incident and for people who say why', () => {
    const others = ofType('AWS::IAM::Policy').filter(
      ([id]) => !/^(IncidentEvidenceGather|WidgetsSearchZone)/.test(id),
    );
    const policies = JSON.stringify(others);

    expect(policies).toContain('RecordsSightings');
    expect(policies).not.toMatch(/RecordsSightings\w+","Arn"\]\},"\/index\//);
  });

  it('ends the life of every picture, and of crops that wait for a search within a day', () => {
    const [bucket] = ofType('AWS::S3::Bucket').filter(([id]) => id.startsWith('EvidenceBucket'));

    expect(bucket && property(bucket, 'LifecycleConfiguration')).toMatchObject({
      Rules: [
        { Prefix: 'pending-faces/', ExpirationInDays: 1 },
        { Prefix: 'latest/', ExpirationInDays: 1 },
        { Prefix: 'enrollment/', ExpirationInDays: 7 },
        { Prefix: 'exports/', ExpirationInDays: 7 },
        { Prefix: 'sightings/', ExpirationInDays: 30 },
      ],
    });
  });

  it('works off old video in a function of its own, as many cameras at a time as the zone has', () => {
    const sources = ofType('AWS::Lambda::EventSourceMapping').filter(([id]) => id.startsWith('Cameras'));
    const [catchUp, live] = ['CatchUp', 'WatchCamera'].map((name) =>
      sources.find(([id]) => id.startsWith(`Cameras${name}`)),
    );

    expect(sources).toHaveLength(2);
    expect(catchUp && property(catchUp, 'ScalingConfig')).toEqual({
      MaximumConcurrency: zone.cameras.length,
    });
    expect(live && property(live, 'ScalingConfig')).toBeUndefined();
  });

  it('searches the faces of old video from a queue of their own', () => {
    const queues = ofType('AWS::Lambda::EventSourceMapping')
      .filter(([id]) => id.startsWith('FacesIdentifyFace'))
      .map((source) => JSON.stringify(property(source, 'EventSourceArn')));
    const urlOf = (name: string) =>
      JSON.stringify(
        ofType('AWS::Lambda::Function')
          .filter(([id]) => id.startsWith(`Cameras${name}`))
          .map((lambda) => property(lambda, 'Environment')),
      );

    expect(queues).toHaveLength(2);
    expect(urlOf('CatchUp')).toMatch(/"FACE_QUEUE_URL":\{"Ref":"FacesBacklogQueue/);
    expect(urlOf('WatchCamera')).toMatch(/"FACE_QUEUE_URL":\{"Ref":"FacesQueue/);
  });

  it('runs on Node.js 24 and arm64, but for the functions with native modules', () => {
    for (const lambda of ofType('AWS::Lambda::Function')) {
      const architecture = /^Cameras(WatchCamera|CatchUp)|^IncidentEvidenceGather/.test(lambda[0])
        ? 'x86_64'
        : 'arm64';

      expect(property(lambda, 'Runtime')).toBe('nodejs24.x');
      expect(property(lambda, 'Architectures'), lambda[0]).toEqual([architecture]);
    }
  });

  it('sends presses to their own topic and drills only to those who drill', () => {
    const sos = subscriptionsOfPeople().filter((s) =>
      JSON.stringify(property(s, 'TopicArn')).includes('SosTopic'),
    );
    const drills = sos.filter((s) => JSON.stringify(property(s, 'FilterPolicy')).includes('"drill-1"'));

    expect(sos).toHaveLength(
      recipients
        .filter((r) => r.receives.kinds.includes('sos'))
        .flatMap((r) => [r.sms, r.email].filter(Boolean)).length,
    );
    expect(drills.map((s) => property(s, 'Endpoint'))).toEqual(['drills@police.example']);
  });

  it('leaves room for the subscriptions of at least 24 recipients: a stack holds 500 resources', () => {
    const others = Object.keys(template.toJSON().Resources).length - subscriptionsOfPeople().length;

    // SMS and e-mail of three topics each.
    expect(500 - others).toBeGreaterThanOrEqual(24 * 6);
  });

  it('has each topic tell which alert it took, on a queue of its own', () => {
    const told = ofType('AWS::SNS::Subscription').filter((subscription) =>
      JSON.stringify(property(subscription, 'Endpoint')).includes('AlertsTakenQueue'),
    );

    const topics = told.map((subscription) => JSON.stringify(property(subscription, 'TopicArn')));
    for (const name of ['SosTopic', 'MatchTopic', 'DeviceTopic'])
      expect(topics.filter((topic) => topic.includes(name))).toHaveLength(1);
    for (const subscription of told)
      expect(property(subscription, 'FilterPolicy')).toEqual({ alert: [{ exists: true }] });
  });

  it('filters by at most five attributes, as SNS allows, and by shift and quiet hours of those who have them', () => {
    const filters = ofType('AWS::SNS::Subscription').flatMap((s) => {
      const filter = property(s, 'FilterPolicy');
      return filter === undefined ? [] : [filter as object];
    });

    for (const filter of filters) expect(Object.keys(filter).length).toBeLessThanOrEqual(5);
    expect(filters).toContainEqual(expect.objectContaining({ audience: ['tier-2'], shift: ['night'] }));
    const topicsOf = (kinds: readonly AlertKind[]) => new Set(kinds.map((kind) => topicOf[kind]));
    // Quiet hours filter every topic but that of calls for help.
    const filtered = recipients.flatMap(({ shifts, quietHours, receives: { kinds } }) =>
      [...topicsOf(kinds)].filter((topic) => shifts !== undefined || (quietHours && topic !== 'sos')),
    );
    expect(filters.filter((filter) => 'shift' in filter)).toHaveLength(filtered.length);
    const quiet = filters.filter((filter) => JSON.stringify(filter).includes('~2200-0600'));
    expect(quiet).toEqual([expect.objectContaining({ kind: ['person', 'plate', 'crowd'] })]);
  });

  it('escalates presses on a queue of their own, that nothing holds back', () => {
    const sources = ofType('AWS::Lambda::EventSourceMapping').filter(([id]) =>
      id.startsWith('AlertsEscalation'),
    );

    expect(sources.map((source) => property(source, 'ScalingConfig'))).toEqual(
      expect.arrayContaining([undefined, { MaximumConcurrency: 5 }]),
    );
    const receive = ofType('AWS::Lambda::Function').find(([id]) => id.startsWith('PolesReceivePoleMessage'));
    const { Variables } = (receive && property(receive, 'Environment')) as {
      Variables: Record<string, unknown>;
    };
    expect(JSON.stringify(Variables.SOS_ESCALATION_QUEUE_URL)).toContain('AlertsEscalationSosQueue');
  });

  it('tells an agency of matches that it or everybody may see, and filters presses by no agency', () => {
    const filters = subscriptionsOfPeople().map((subscription) => ({
      topic: JSON.stringify(property(subscription, 'TopicArn')),
      agency: (property(subscription, 'FilterPolicy') as { agency?: string[] }).agency,
    }));

    const ofMatches = filters.filter(({ topic }) => topic.includes('MatchTopic'));
    expect(ofMatches.map(({ agency }) => agency)).toContainEqual(['Mueang Nong Khai Police Station', 'all']);
    expect(ofMatches.every(({ agency }) => agency?.includes('all'))).toBe(true);
    expect(filters.filter(({ topic }) => topic.includes('SosTopic')).map(({ agency }) => agency)).toEqual(
      filters.filter(({ topic }) => topic.includes('SosTopic')).map(() => undefined),
    );
  });

  it('tells of crowds and loitering where matches are told, to those who ask for them', () => {
    const kinds = ofType('AWS::SNS::Subscription')
      .filter(([, subscription]) => JSON.stringify(subscription).includes('MatchTopic'))
      .map((s) => (property(s, 'FilterPolicy') as { kind?: string[] }).kind);

    expect(kinds).toContainEqual(['person', 'plate', 'crowd', 'loitering']);
    expect(kinds).toContainEqual(['person', 'plate', 'crowd']);
  });

  it('lets a press of an unknown pole through the filter of a recipient with sites', () => {
    const filters = subscriptionsOfPeople().map((s) => property(s, 'FilterPolicy') as { site?: string[] });

    expect(filters.flatMap((filter) => filter.site ?? [])).toEqual(['railway-station', 'unknown']);
  });

  it('keeps the logical ids of what holds data: a changed id would replace it', () => {
    const stateful = ['AWS::DynamoDB::Table', 'AWS::S3::Bucket']
      .flatMap(ofType)
      .map(([id]) => id)
      .sort();

    expect(stateful).toMatchInlineSnapshot(`
      [
        "EvidenceAccessLogs6F1E67A5",
        "EvidenceBucketC67FF768",
        "IncidentEvidenceBucket77E4045A",
        "RecordsAudit830C325F",
        "RecordsIncidentsF21E1A44",
        "RecordsPollFFF0900A",
        "RecordsRegistryB382A1CA",
        "RecordsSightings65C08FCD",
        "RecordsWatchlist1FB1734D",
      ]
    `);
  });
});

function deadLettersOf(queue: readonly [string, Resource]): string {
  const policy = property(queue, 'RedrivePolicy') as {
    deadLetterTargetArn: { 'Fn::GetAtt': [string, string] };
  };
  return policy.deadLetterTargetArn['Fn::GetAtt'][0];
}
