// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub writes its names this way
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  holds,
  IntrinsicError,
  type Json,
  references,
  resolve,
  type Scope,
} from '../../sandbox/intrinsics.ts';

const scope: Scope = {
  ref: (name) => ({ Queue: 'http://queue', 'AWS::Region': 'ap-southeast-1' })[name],
  attribute: (id, name) => `${id}/${name}`,
  condition: () => ({ 'Fn::Equals': ['a', 'a'] }),
  mapping: () => ({ 'ap-southeast-1': { size: 'small' } }),
};

describe('intrinsic functions', () => {
  it.each<[string, Json, Json]>([
    ['Ref', { Ref: 'Queue' }, 'http://queue'],
    ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Queue', 'Arn'] }, 'Queue/Arn'],
    ['Fn::GetAtt as text', { 'Fn::GetAtt': 'Queue.Endpoint.Port' }, 'Queue/Endpoint.Port'],
    ['Fn::Join', { 'Fn::Join': [':', ['arn', { Ref: 'AWS::Region' }]] }, 'arn:ap-southeast-1'],
    [
      'Fn::Sub',
      { 'Fn::Sub': 'a-${AWS::Region}-${Queue.Arn}-${!Literal}' },
      'a-ap-southeast-1-Queue/Arn-${Literal}',
    ],
    [
      'Fn::Sub with variables',
      { 'Fn::Sub': ['${x}-${Queue}', { x: { Ref: 'Queue' } }] },
      'http://queue-http://queue',
    ],
    ['Fn::Select of Fn::Split', { 'Fn::Select': ['1', { 'Fn::Split': ['-', 'a-b'] }] }, 'b'],
    ['Fn::If', { 'Fn::If': ['IsThai', 'yes', 'no'] }, 'yes'],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'size'] }, 'small'],
    ['Fn::Base64', { 'Fn::Base64': 'zone' }, 'em9uZQ=='],
  ])('resolves %s', (_, value, expected) => {
    expect(resolve(value, scope)).toEqual(expected);
  });

  it('leaves out properties and items without a value', () => {
    const noValue = { Ref: 'AWS::NoValue' };

    expect(resolve({ kept: 1, gone: noValue, list: [noValue, 2] }, scope)).toEqual({ kept: 1, list: [2] });
  });

  it('refuses a function it does not know', () => {
    expect(() => resolve({ 'Fn::ImportValue': 'other' }, scope)).toThrow(IntrinsicError);
  });

  it.each<[Json, boolean]>([
    [{ 'Fn::Not': [{ 'Fn::Equals': ['a', 'b'] }] }, true],
    [{ 'Fn::And': [{ Condition: 'X' }, { 'Fn::Equals': ['a', 'b'] }] }, false],
    [{ 'Fn::Or': [{ Condition: 'X' }, { 'Fn::Equals': ['a', 'b'] }] }, true],
  ])('judges condition %j as %s', (condition, expected) => {
    expect(holds(condition, scope)).toBe(expected);
  });

  it('finds every name that a value refers to', () => {
    const value = {
      a: [{ Ref: 'A' }],
      b: { 'Fn::Sub': ['${B.Arn}', { x: { Ref: 'C' } }] },
      d: { 'Fn::GetAtt': ['D', 'Arn'] },
    };

    expect(references(value)).toEqual(['A', 'B', 'C', 'D']);
  });

  it('leaves data without intrinsic functions as it is', () => {
    const plain = fc.jsonValue({ maxDepth: 4 }).filter((value) => !/"(Ref|Fn::)/.test(JSON.stringify(value)));

    fc.assert(
      fc.property(plain, (value) => {
        expect(resolve(value as Json, scope)).toEqual(value);
      }),
    );
  });
});
