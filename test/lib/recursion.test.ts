import { describe, expect, it } from 'vitest';
import { makeStack } from './make-stack.ts';

const { template } = makeStack();

/** Ids of the template's resources, each with those that it reaches in one step. */
type Steps = ReadonlyMap<string, readonly string[]>;

const all = (type: string) => Object.entries(template.findResources(type));
const idsIn = (value: unknown): readonly string[] =>
  Array.from(JSON.stringify(value ?? '').matchAll(/"(?:Ref|Fn::GetAtt)":\[?"([^"]+)"/g), ([, id = '']) => id);

/** Functions to the queues and topics that they may send to, topics to queues, queues to the functions they feed. */
function readSteps(): Steps {
  const functionOfRole = new Map(
    all('AWS::Lambda::Function').map(([id, { Properties }]) => [idsIn(Properties.Role)[0] ?? '', id]),
  );
  const sends = all('AWS::IAM::Policy').flatMap(([, { Properties }]) =>
    Properties.PolicyDocument.Statement.filter(({ Action }: { readonly Action: unknown }) =>
      /"(sqs:SendMessage|sns:Publish)"/.test(JSON.stringify(Action)),
    ).map(({ Resource }: { readonly Resource: unknown }): [string, readonly string[]] => [
      functionOfRole.get(idsIn(Properties.Roles)[0] ?? '') ?? '',
      idsIn(Resource),
    ]),
  );
  const tells = all('AWS::SNS::Subscription').map(([, { Properties }]): [string, readonly string[]] => [
    idsIn(Properties.TopicArn)[0] ?? '',
    idsIn(Properties.Endpoint),
  ]);
  const feeds = all('AWS::Lambda::EventSourceMapping').map(
    ([, { Properties }]): [string, readonly string[]] => [
      idsIn(Properties.EventSourceArn)[0] ?? '',
      idsIn(Properties.FunctionName),
    ],
  );
  const steps = new Map<string, readonly string[]>();
  for (const [from, to] of [...sends, ...tells, ...feeds])
    steps.set(from, [...(steps.get(from) ?? []), ...to]);
  return steps;
}

function reaches(from: string, to: string, steps: Steps, seen = new Set<string>()): boolean {
  return (steps.get(from) ?? []).some((next) => {
    if (next === to) return true;
    if (seen.has(next)) return false;
    seen.add(next);
    return reaches(next, to, steps, seen);
  });
}

describe('functions that feed themselves', () => {
  const steps = readSteps();
  const functions = all('AWS::Lambda::Function');
  const looping = functions.filter(([id]) => reaches(id, id, steps)).map(([id]) => id);

  it('are the four that mean to', () => {
    const names = ['RaiseAlert', 'EscalateIncident', 'CatchUpCamera', 'GatherEvidence'];

    expect(looping).toHaveLength(names.length);
    for (const name of names) expect(looping.some((id) => id.includes(name))).toBe(true);
  });

  it('may do so more than 16 times in a row, and no other function may', () => {
    const allowed = functions.filter(([, { Properties }]) => Properties.RecursiveLoop === 'Allow');

    expect(allowed.map(([id]) => id).toSorted()).toEqual(looping.toSorted());
  });
});
