import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IotError } from '../../sandbox/iot-core/iot-error.ts';
import { isAllowed, parsePolicy } from '../../sandbox/iot-core/iot-policy.ts';
import { isTopicWithinLimits, splitBasicIngest, topicMatches } from '../../sandbox/iot-core/mqtt-topic.ts';
import { variable } from './iot-fixture.ts';

interface Statement {
  readonly Effect?: 'Allow' | 'Deny';
  readonly Action?: string | string[];
  readonly Resource?: string | string[];
  readonly Condition?: object;
}

const parse = (...statements: Statement[]) =>
  parsePolicy(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: statements.map((it) => ({ Effect: 'Allow', Action: 'iot:Publish', Resource: '*', ...it })),
    }),
  );

const thing = new Map([
  ['iot:ClientId', 'sos-01'],
  ['iot:Connection.Thing.IsAttached', 'true'],
  ['iot:Connection.Thing.ThingName', 'sos-01'],
]);

const allows = (statements: Statement[], resource: string, variables = thing, action = 'iot:Publish') =>
  isAllowed([parse(...statements)], { action, resource, variables });

describe('isAllowed', () => {
  it.each([
    ['topic/a', 'topic/a', true],
    ['topic/a', 'topic/ab', false],
    ['topic/*', 'topic/a/b/c', true],
    ['topic/?', 'topic/a', true],
    ['topic/?', 'topic/ab', false],
    ['topic/a.b', 'topic/axb', false],
    // MQTT's own wildcards mean nothing in a policy.
    ['topicfilter/poles/+', 'topicfilter/poles/x', false],
    ['topicfilter/poles/+', 'topicfilter/poles/+', true],
    [`topic/${variable('iot:Connection.Thing.ThingName')}/*`, 'topic/sos-01/press', true],
    [`topic/${variable('iot:Connection.Thing.ThingName')}/*`, 'topic/sos-02/press', false],
    [`topic/${variable('*')}`, 'topic/*', true],
    [`topic/${variable('*')}`, 'topic/a', false],
    [`topic/${variable('')}`, 'topic/', false],
  ])('resource %s for %s: %s', (pattern, resource, expected) => {
    expect(allows([{ Resource: pattern }], resource)).toBe(expected);
  });

  it('allows nothing that no statement allows', () => {
    expect(isAllowed([], { action: 'iot:Connect', resource: 'client/a', variables: thing })).toBe(false);
    expect(allows([{ Action: 'iot:Connect' }], 'topic/a')).toBe(false);
  });

  it('lets one deny outweigh every allow', () => {
    expect(allows([{}, { Effect: 'Deny', Resource: 'topic/secret/*' }], 'topic/secret/a')).toBe(false);
    expect(allows([{}, { Effect: 'Deny', Resource: 'topic/secret/*' }], 'topic/open')).toBe(true);
  });

  it('does not apply a statement whose variable has no value', () => {
    const pattern = `topic/${variable('iot:Connection.Thing.ThingName')}`;

    expect(allows([{ Resource: pattern }], pattern, new Map())).toBe(false);
  });

  it('takes the value of a variable literally, whatever a client calls itself', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (clientId, other) => {
        const variables = new Map([['iot:ClientId', clientId]]);

        const isItself = allows(
          [{ Resource: `client/${variable('iot:ClientId')}` }],
          `client/${other}`,
          variables,
        );

        expect(isItself).toBe(clientId === other);
      }),
    );
  });

  it.each([
    [{ Bool: { 'iot:Connection.Thing.IsAttached': 'true' } }, true],
    [{ Bool: { 'iot:Connection.Thing.IsAttached': ['false'] } }, false],
    [{ Bool: { 'iot:Connection.Thing.IsAttached': true } }, true],
    [{ StringEquals: { 'iot:ClientId': ['a', 'sos-01'] } }, true],
    [{ StringEquals: { 'iot:ClientId': 'sos-*' } }, false],
    [{ StringLike: { 'iot:ClientId': 'sos-*' } }, true],
    [{ StringNotEquals: { 'iot:Connection.Thing.ThingName': variable('iot:ClientId') } }, false],
    [{ StringEquals: { 'iot:Absent': 'x' } }, false],
  ])('condition %j: %s', (Condition, expected) => {
    expect(allows([{ Condition }], 'topic/a')).toBe(expected);
  });

  it('matches action patterns in any case', () => {
    expect(allows([{ Action: 'iot:pub*' }], 'topic/a')).toBe(true);
    expect(allows([{ Action: ['iot:Receive', 'iot:*'] }], 'topic/a')).toBe(true);
  });
});

describe('parsePolicy', () => {
  it.each([
    ['no JSON', 'x', 'MalformedPolicyException'],
    ['another version', '{"Version":"2008-10-17","Statement":[]}', 'MalformedPolicyException'],
    [
      'an element that is not evaluated here',
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":"iot:*","Resource":"*"}]}',
      'MalformedPolicyException',
    ],
    ['more than 2048 characters', JSON.stringify({ a: 'x'.repeat(2048) }), 'InvalidRequestException'],
  ])('refuses %s', (_name, text, code) => {
    expect(() => parsePolicy(text)).toThrow(expect.objectContaining({ code }));
  });

  it('refuses a condition operator it cannot evaluate instead of ignoring it', () => {
    expect(() => parse({ Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } })).toThrow(/IpAddress/);
  });

  it('throws nothing but its own error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        try {
          parsePolicy(text);
        } catch (error) {
          expect(error).toBeInstanceOf(IotError);
        }
      }),
    );
  });
});

describe('topics', () => {
  it.each([
    ['poles/+/press', 'poles/a/press', true],
    ['poles/+/press', 'poles/a/b/press', false],
    ['poles/+', 'poles', false],
    ['poles/#', 'poles', true],
    ['poles/#', 'poles/a/b', true],
    ['#', 'a/b', true],
    ['#', '$aws/events/x', false],
    ['+/events/x', '$aws/events/x', false],
    ['$aws/events/#', '$aws/events/x', true],
    ['a', 'a/b', false],
  ])('filter %s, topic %s: %s', (filter, topic, expected) => {
    expect(topicMatches(filter, topic)).toBe(expected);
  });

  it('takes the Basic Ingest prefix off', () => {
    expect(splitBasicIngest('$aws/rules/press/poles/a/press')).toEqual({
      ruleName: 'press',
      topic: 'poles/a/press',
    });
    expect(splitBasicIngest('poles/a')).toEqual({ topic: 'poles/a' });
  });

  it('counts slashes and bytes without the Basic Ingest prefix', () => {
    expect(isTopicWithinLimits('a/'.repeat(7))).toBe(true);
    expect(isTopicWithinLimits('a/'.repeat(8))).toBe(false);
    expect(isTopicWithinLimits(`$aws/rules/press/${'a/'.repeat(7)}`)).toBe(true);
    expect(isTopicWithinLimits('ก'.repeat(86))).toBe(false);
  });
});
