// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub writes its names this way
import { describe, expect, it } from 'vitest';
import {
  CloudAssemblyError,
  creationOrder,
  parseTemplate,
  readCloudAssembly,
} from '../../sandbox/template.ts';
import { addPresses, makeCloudAssembly } from './make-cloud-assembly.ts';

const place = { region: 'ap-southeast-1', accountId: '000000000000' };
const resource = (properties: object, rest: object = {}) => ({
  Type: 'AWS::SQS::Queue',
  Properties: properties,
  ...rest,
});

describe('cloud assembly', () => {
  it('gives the stack, its template and the folders of its functions', () => {
    const assembly = readCloudAssembly(makeCloudAssembly(addPresses), place);

    const code = assembly.assets.find(({ packaging }) => packaging === 'zip');
    expect(assembly.stackName).toBe('Subject');
    expect(code?.bucket).toBe('cdk-hnb659fds-assets-000000000000-ap-southeast-1');
    expect(JSON.stringify(assembly.template)).toContain(code?.key);
  });

  it('refuses an assembly without a stack', () => {
    expect(() =>
      readCloudAssembly(makeCloudAssembly(() => undefined).replace(/[^/]+$/, ''), place),
    ).toThrow();
  });

  it('orders resources after all they refer to', () => {
    const template = parseTemplate({
      Resources: {
        Last: resource({ name: { 'Fn::Sub': '${Middle}' } }),
        Middle: resource({ arn: { 'Fn::GetAtt': ['First', 'Arn'] } }),
        First: resource({}),
        Waiting: resource({}, { DependsOn: 'Last' }),
      },
    });

    expect(creationOrder(template)).toEqual(['First', 'Middle', 'Last', 'Waiting']);
  });

  it('refuses resources that need each other', () => {
    const template = parseTemplate({
      Resources: { A: resource({ b: { Ref: 'B' } }), B: resource({ a: { Ref: 'A' } }) },
    });

    expect(() => creationOrder(template)).toThrow(CloudAssemblyError);
  });
});
