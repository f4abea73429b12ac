import { Duration, Stack, Validations } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnProvisioningTemplate } from 'aws-cdk-lib/aws-iot';
import { Construct } from 'constructs';
import { admitPoleEnvironment } from '../lambdas/poles/admit-pole.env.ts';
import { poleParameter, poleTemplate } from '../lambdas/zone/names.ts';
import type { Records } from './records.ts';
import { acceptWildcard, ZoneFunction } from './zone-function.ts';

export interface PoleProvisioningProps {
  readonly records: Records;
  readonly thingTypeName: string;
  /** What the pole may do once it has its certificate. */
  readonly policyName: string;
}

/**
 * A pole gets its own certificate from a trusted installer: his claim lives five minutes, and admit-pole is asked
 * before IoT Core registers anything (docs/adr/0026).
 */
export class PoleProvisioning extends Construct {
  readonly #templateArn: string;

  constructor(scope: Construct, id: string, props: PoleProvisioningProps) {
    super(scope, id);
    this.#templateArn = Stack.of(this).formatArn({
      service: 'iot',
      resource: 'provisioningtemplate',
      resourceName: poleTemplate,
    });
    const admitPole = this.#hook(props.records);
    const template = new CfnProvisioningTemplate(this, 'Template', {
      templateName: poleTemplate,
      description: 'Gives an SOS pole its certificate',
      enabled: true,
      templateType: 'FLEET_PROVISIONING',
      provisioningRoleArn: this.#registrationRole().roleArn,
      preProvisioningHook: { payloadVersion: '2020-04-01', targetArn: admitPole.functionArn },
      templateBody: Stack.of(this).toJsonString(templateBody(props)),
    });
    template.node.addDependency(admitPole);
    this.#installer(props.records);
  }

  #hook({ registry }: Records): ZoneFunction<typeof admitPoleEnvironment> {
    const admitPole = new ZoneFunction(this, 'AdmitPole', {
      handler: 'lambdas/poles/admit-pole.handler.ts',
      schema: admitPoleEnvironment,
      // IoT Core waits no longer. More memory is more speed: a cold start must fit in as well.
      timeout: Duration.seconds(5),
      memoryMegabytes: 512,
      environment: { REGISTRY_TABLE: registry.tableName },
    });
    admitPole.addPermission('IotCore', {
      principal: new ServicePrincipal('iot.amazonaws.com'),
      sourceArn: this.#templateArn,
      sourceAccount: Stack.of(this).account,
    });
    admitPole.allow(['dynamodb:GetItem'], [registry.tableArn]);
    admitPole.addToRolePolicy(onClaims('dynamodb:UpdateItem', registry.tableArn));
    const reason =
      'poles come with the zone file, their certificates by this very function; it only looks at them';
    const iotArn = (resource: string) =>
      Stack.of(this).formatArn({ service: 'iot', resource, resourceName: '*' });
    admitPole.allowAny(['iot:ListThingPrincipals'], iotArn('thing'), reason);
    admitPole.allowAny(['iot:DescribeCertificate'], iotArn('cert'), reason);
    return admitPole;
  }

  #registrationRole(): Role {
    const { account } = Stack.of(this);
    const role = new Role(this, 'RegistrationRole', {
      assumedBy: new ServicePrincipal('iot.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: { 'aws:SourceArn': this.#templateArn },
        },
      }),
      managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSIoTThingsRegistration')],
    });
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSIoTThingsRegistration]',
      reason:
        'AWS names this policy for the role and not the calls behind it; IoT Core alone, for this template, may take it',
    });
    return role;
  }

  /** What a person needs who makes claims: attach it to an installer's role or group. */
  #installer({ registry }: Records): void {
    const { stackId } = Stack.of(this);
    const any = { service: 'iot', resource: 'thing', resourceName: '*' };
    const thingArn = Stack.of(this).formatArn(any);
    const certificateArn = Stack.of(this).formatArn({ ...any, resource: 'cert' });
    const allow = (actions: string[], resources: string[]) => new PolicyStatement({ actions, resources });
    const installer = new ManagedPolicy(this, 'Installer', {
      description: 'Makes claims with which SOS poles of the zone file get their certificates',
      statements: [
        allow(['iot:CreateProvisioningClaim'], [this.#templateArn]),
        onClaims('dynamodb:PutItem', registry.tableArn),
        allow(['cloudformation:DescribeStacks'], [stackId]),
        allow(['iot:DescribeThing', 'iot:ListThingPrincipals'], [thingArn]),
        allow(['iot:DescribeCertificate'], [certificateArn]),
        allow(['iot:DescribeEndpoint'], ['*']),
      ],
    });
    const reason = 'an installer looks at any pole and its certificates, and changes none';
    for (const resource of [thingArn, certificateArn]) acceptWildcard(installer, resource, reason);
    acceptWildcard(installer, '*', 'DescribeEndpoint knows no resource');
  }
}

/** Devices, settings and states lie in the same table: only claims are touched. */
function onClaims(action: string, tableArn: string): PolicyStatement {
  return new PolicyStatement({
    actions: [action],
    resources: [tableArn],
    conditions: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['pole-claim'] } },
  });
}

const certificateParameter = 'AWS::IoT::Certificate::Id';

/**
 * The thing stands already, made by apply-zone, and is left as it is.
 * https://docs.aws.amazon.com/iot/latest/developerguide/provision-template.html
 */
const templateBody = ({ thingTypeName, policyName }: PoleProvisioningProps) => ({
  Parameters: { [poleParameter]: { Type: 'String' }, [certificateParameter]: { Type: 'String' } },
  Resources: {
    thing: {
      Type: 'AWS::IoT::Thing',
      Properties: { ThingName: { Ref: poleParameter }, ThingTypeName: thingTypeName },
      OverrideSettings: {
        AttributePayload: 'DO_NOTHING',
        ThingTypeName: 'DO_NOTHING',
        ThingGroups: 'DO_NOTHING',
      },
    },
    certificate: {
      Type: 'AWS::IoT::Certificate',
      Properties: { CertificateId: { Ref: certificateParameter }, Status: 'Active' },
    },
    policy: { Type: 'AWS::IoT::Policy', Properties: { PolicyName: policyName } },
  },
});
