import { describe, expect, it } from 'vitest';
import { operation } from '../../lambdas/zone/operations.ts';
import { makeStack } from './make-stack.ts';

interface Parameter {
  readonly type: string;
  readonly description: string;
  readonly allowedValues?: readonly unknown[];
  readonly allowedPattern?: string;
  readonly default?: string;
}
interface Step {
  readonly name: string;
  readonly action: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}
interface Content {
  readonly description: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly mainSteps: readonly Step[];
}

const { template, zone } = makeStack();
const documents = Object.values(template.findResources('AWS::SSM::Document')).map(({ Properties }) => ({
  name: String(Properties.Name).replace('SafetyZone-nongkhai-', ''),
  properties: Properties,
  content: Properties.Content as Content,
}));
const contentOf = (name: string) => {
  const found = documents.find((document) => document.name === name);
  if (found === undefined) throw new Error(`no runbook ${name}`);
  return found.content;
};

describe('the runbooks', () => {
  it('are these', () => {
    expect(documents.map(({ name }) => name).sort()).toEqual([
      'AcknowledgeIncident',
      'AddWatchlistPlate',
      'DrillPole',
      'EnrollWatchlistPerson',
      'EraseDataSubject',
      'ExportEvidence',
      'MuteCamera',
      'RedriveDeadLetters',
      'RemoveWatchlistPerson',
      'RemoveWatchlistPlate',
      'ResolveIncident',
      'RespondToIncident',
      'RetirePoleCertificate',
      'RotatePoleCertificate',
    ]);
  });

  it.each(documents)(
    '$name says what it does and what each parameter is, in Thai and English',
    ({ content }) => {
      const texts = [content.description, ...Object.values(content.parameters).map((one) => one.description)];

      for (const text of texts) expect(text).toMatch(/[\u0e00-\u0e7f].* – .*[a-z]/);
    },
  );

  it.each(documents)('$name takes no parameter that could be anything', ({ content }) => {
    for (const [name, { allowedValues, allowedPattern }] of Object.entries(content.parameters))
      expect(allowedValues ?? allowedPattern, name).toBeDefined();
  });

  it.each(documents)('$name uses every parameter, and asks who it is and AWS who it was', ({ content }) => {
    const steps = JSON.stringify(content.mainSteps);

    for (const name of Object.keys(content.parameters).filter((one) => !isConfirmed(content, one)))
      expect(steps).toContain(`{{ ${name} }}`);
    expect(content.mainSteps.map(({ name }) => name).slice(0, 2)).toEqual(['who', 'operate']);
  });

  it.each(documents)('$name asks operate-zone for an operation that there is', ({ content }) => {
    const payload = content.mainSteps[1]?.inputs.InputPayload as Record<string, string>;

    const parsed = operation.safeParse(filled(payload, content.parameters));

    expect(parsed.error?.issues).toBeUndefined();
  });

  it.each(['RemoveWatchlistPlate', 'RemoveWatchlistPerson', 'EraseDataSubject', 'RetirePoleCertificate'])(
    '%s cannot be undone, so it asks for a word that has no default',
    (name) => {
      const { Confirmation, Reason } = contentOf(name).parameters;

      expect(Confirmation).toMatchObject({ allowedValues: ['CONFIRM'] });
      expect([Confirmation?.default, Reason?.default]).toEqual([undefined, undefined]);
    },
  );

  it('never mute a pole', () => {
    const { allowedValues } = contentOf('MuteCamera').parameters.CameraId ?? {};

    expect(allowedValues).toEqual(zone.cameras.map(({ id }) => id));
  });

  it('let no text end the JSON that it stands in', () => {
    const patterns = documents.flatMap(({ content }) =>
      Object.values(content.parameters).flatMap(({ allowedPattern }) => allowedPattern ?? []),
    );

    for (const hostile of ['a", "operation": "erase-subject', '{{ who.ExecutedBy }}', 'a\\', 'a\nb', '"'])
      for (const pattern of patterns) expect(new RegExp(pattern).test(hostile), pattern).toBe(false);
  });

  it('can re-drive every dead-letter queue of the stack', () => {
    const queues = Object.keys(template.findResources('AWS::SQS::Queue')).filter((id) =>
      /DeadLetters/.test(id),
    );

    const { allowedValues = [] } = contentOf('RedriveDeadLetters').parameters.Queue ?? {};

    expect(queues.length).toBeGreaterThan(8);
    for (const queue of queues) expect(JSON.stringify(allowedValues)).toContain(`"${queue}"`);
  });

  it('work with roles that only SSM of this account assumes, each with the rights of its own steps', () => {
    const policies = Object.entries(template.findResources('AWS::IAM::Policy'));
    const actionsOf = (role: string) => {
      const [, policy] = policies.find(([id]) => id.startsWith(`Runbooks${role}`)) ?? [];
      const statements: { Action: string | string[] }[] = policy?.Properties.PolicyDocument.Statement;
      return statements.flatMap(({ Action }) => Action).sort();
    };
    const common = ['lambda:InvokeFunction', 'ssm:GetAutomationExecution'];

    expect(actionsOf('OperateRole')).toEqual(common);
    expect(actionsOf('RedriveRole')).toEqual([
      ...common.slice(0, 1),
      'sqs:DeleteMessage',
      'sqs:GetQueueAttributes',
      'sqs:ReceiveMessage',
      'sqs:SendMessage',
      'sqs:StartMessageMoveTask',
      ...common.slice(1),
    ]);
    expect(actionsOf('CertificateRole').filter((action) => !action.startsWith('iot:'))).toEqual(common);
  });
});

/** Of those that AWS alone handles, SSM itself checks the word. */
const isConfirmed = (content: Content, name: string) =>
  name === 'Confirmation' && JSON.stringify(content.mainSteps[1]).includes('"note"');

const examples: Readonly<Record<string, string>> = {
  IncidentId: 'SOS-7KQ2MD9F',
  Plate: '1กข 1234 หนองคาย',
  PersonId: 'nk-2026-014',
  Subject: 'nk-2026-014',
  Expires: '',
  Comment: '',
};

/** The payload as SSM hands it on, with something that each parameter allows. */
function filled(payload: Readonly<Record<string, string>>, parameters: Content['parameters']) {
  const texts: Readonly<Record<string, string>> = {
    'who.ExecutedBy': 'arn:aws:iam::000000000000:user/a',
    'automation:EXECUTION_ID': '6f0c2a52-0b7e-4c57-9b5a-1a2b3c4d5e6f',
  };
  const wordFor = (name: string) =>
    texts[name] ?? examples[name] ?? String(parameters[name]?.allowedValues?.[0] ?? 'some words');
  return Object.fromEntries(
    Object.entries(payload).map(([field, text]) => [
      field,
      text.replace(/\{\{ (\S+) \}\}/g, (_, name: string) => wordFor(name)),
    ]),
  );
}
