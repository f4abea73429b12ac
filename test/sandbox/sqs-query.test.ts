import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toXml } from '../../sandbox/aws-query.ts';
import { toQueryResult, toSqsInput } from '../../sandbox/sqs-query.ts';

describe('query protocol of SQS', () => {
  it('becomes the JSON that newer clients send', () => {
    const form = new URLSearchParams(
      'Action=ReceiveMessage&Version=2012-11-05&QueueUrl=u&MaxNumberOfMessages=5&AttributeName.1=All&AttributeName.2=X',
    );

    expect(toSqsInput(form)).toEqual({ QueueUrl: 'u', MaxNumberOfMessages: 5, AttributeNames: ['All', 'X'] });
  });

  it('keeps message attributes', () => {
    const form = new URLSearchParams({
      Action: 'SendMessage',
      'MessageAttribute.1.Name': 'kind',
      'MessageAttribute.1.Value.DataType': 'String',
      'MessageAttribute.1.Value.StringValue': 'press',
    });

    expect(toSqsInput(form)).toEqual({
      MessageAttributes: { kind: { DataType: 'String', StringValue: 'press' } },
    });
  });

  it('repeats an element for each item of a list', () => {
    expect(toXml(toQueryResult({ QueueUrls: ['a', 'b'] }))).toBe(
      '<QueueUrl>a</QueueUrl><QueueUrl>b</QueueUrl>',
    );
  });

  it('writes any text so that it stays one text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(toXml(text)).not.toMatch(/[<>]/);
      }),
    );
  });
});
