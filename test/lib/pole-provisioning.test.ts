import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { poleTemplate } from '../../lambdas/zone/names.ts';
import { makeStack } from './make-stack.ts';

const { template } = makeStack();

const statement = z.looseObject({ Action: z.union([z.string(), z.array(z.string())]) });
const policy = z.looseObject({
  Properties: z.looseObject({
    PolicyDocument: z.object({ Version: z.string(), Statement: z.array(statement) }),
  }),
});

const statementsOf = (type: string, prefix: string) =>
  Object.entries(template.findResources(type))
    .filter(([id]) => id.startsWith(prefix))
    .flatMap(([, each]) => policy.parse(each).Properties.PolicyDocument.Statement);
const templateArn = Match.objectLike({
  'Fn::Join': ['', Match.arrayWith([Match.stringLikeRegexp(`:provisioningtemplate/${poleTemplate}$`)])],
});

describe('PoleProvisioning', () => {
  it('asks its hook before anything is registered, and no other template may call the hook', () => {
    const hook = { 'Fn::GetAtt': [Match.stringLikeRegexp('^PolesProvisioningAdmitPole'), 'Arn'] };
    template.hasResourceProperties('AWS::IoT::ProvisioningTemplate', {
      TemplateName: poleTemplate,
      TemplateType: 'FLEET_PROVISIONING',
      Enabled: true,
      PreProvisioningHook: { PayloadVersion: '2020-04-01', TargetArn: hook },
    });
    template.hasResourceProperties('AWS::Lambda::Permission', {
      FunctionName: hook,
      Principal: 'iot.amazonaws.com',
      SourceAccount: { Ref: 'AWS::AccountId' },
      SourceArn: templateArn,
    });
  });

  it('gives the pole the policy of poles and leaves its thing as it is', () => {
    const [found] = Object.values(template.findResources('AWS::IoT::ProvisioningTemplate'));
    const body = JSON.stringify(found?.Properties.TemplateBody);

    expect(body).toContain('PolesDevicePolicy');
    expect(body).not.toContain('PolicyDocument');
    expect(body).toContain('\\"AttributePayload\\":\\"DO_NOTHING\\"');
  });

  it('lets the hook answer within the five seconds that IoT Core waits', () => {
    template.hasResourceProperties('AWS::Lambda::Function', {
      Timeout: 5,
      Role: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PolesProvisioningAdmitPoleRole'), 'Arn'] },
    });
  });

  it('lets the hook read, and write nothing but that a claim was used', () => {
    const statements = statementsOf('AWS::IAM::Policy', 'PolesProvisioningAdmitPole');
    const actions = statements.flatMap(({ Action }) => Action);

    expect(actions.filter((action) => /^(iot|dynamodb):/.test(action)).sort()).toEqual([
      'dynamodb:GetItem',
      'dynamodb:UpdateItem',
      'iot:DescribeCertificate',
      'iot:ListThingPrincipals',
    ]);
    expect(statements.filter(({ Action }) => Action === 'dynamodb:UpdateItem')).toMatchObject([
      { Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['pole-claim'] } } },
    ]);
  });

  it('lets IoT Core alone, for this template and account, take the role that registers', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: Match.objectLike({
        Statement: [
          Match.objectLike({
            Principal: { Service: 'iot.amazonaws.com' },
            Condition: {
              StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
              ArnLike: { 'aws:SourceArn': templateArn },
            },
          }),
        ],
      }),
    });
  });

  it('has a policy for installers, who make claims and can change nothing else', () => {
    const statements = statementsOf('AWS::IAM::ManagedPolicy', 'PolesProvisioningInstaller');
    const writes = statements
      .flatMap(({ Action }) => Action)
      .filter((action) => !/:(Describe|List|Get)/.test(action));

    expect(writes).toEqual(['iot:CreateProvisioningClaim', 'dynamodb:PutItem']);
    expect(JSON.stringify(statements.find(({ Action }) => Action === 'dynamodb:PutItem'))).toContain(
      '"dynamodb:LeadingKeys":["pole-claim"]',
    );
  });
});
