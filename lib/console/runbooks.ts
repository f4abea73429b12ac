import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnDocument } from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import type { Poles } from '../poles.ts';
import { acceptWildcard } from '../zone-function.ts';
import { ZoneQueue } from '../zone-queue.ts';
import { deviceRunbooks } from './device-runbooks.ts';
import { incidentRunbooks } from './incident-runbooks.ts';
import { makeOperateZone, type OperateZoneProps } from './operate-zone.ts';
import { redriveRunbook } from './queue-runbooks.ts';
import { documentName, documentOf, type Runbook, type RunbookGroup } from './runbook.ts';
import { watchlistRunbooks } from './watchlist-runbooks.ts';

export interface RunbooksProps extends OperateZoneProps {
  readonly zoneId: string;
  readonly poles: Poles;
  readonly cameraIds: readonly string[];
  readonly poleIds: readonly string[];
}

/** A runbook that was made, for the roles that may start it. */
export interface MadeRunbook extends Runbook {
  /** What SSM assumes while it runs: whoever starts it must be allowed to hand that on. */
  readonly role: Role;
  readonly documentName: string;
}

/**
 * What operators do, as SSM Automation documents: each asks operate-zone, and AWS itself where that is simpler. The
 * queues are those of the whole stack, so this comes after all of them.
 */
export class Runbooks extends Construct {
  readonly all: readonly MadeRunbook[];
  readonly #roles: Readonly<Record<RunbookGroup, Role>>;

  constructor(scope: Construct, id: string, props: RunbooksProps) {
    super(scope, id);
    const queues = Stack.of(this)
      .node.findAll()
      .filter((each) => each instanceof ZoneQueue);
    const operateZone = makeOperateZone(this, props);
    this.#roles = {
      operate: this.#role('OperateRole', operateZone.functionArn),
      redrive: this.#role('RedriveRole', operateZone.functionArn),
      certificates: this.#role('CertificateRole', operateZone.functionArn),
    };
    allowRedrive(this.#roles.redrive, queues);
    allowCertificates(this.#roles.certificates);
    const { cameraIds, poleIds, poles } = props;
    const runbooks = [
      ...incidentRunbooks,
      ...watchlistRunbooks,
      ...deviceRunbooks({ cameraIds, poleIds, polePolicyName: poles.policyName }),
      redriveRunbook(queues.map(({ deadLetters }) => deadLetters.queueArn)),
    ];
    this.all = runbooks.map((runbook) => this.#document(runbook, operateZone.functionName, props.zoneId));
  }

  #role(id: string, functionArn: string): Role {
    const { account } = Stack.of(this);
    const ssm = new ServicePrincipal('ssm.amazonaws.com', {
      conditions: { StringEquals: { 'aws:SourceAccount': account } },
    });
    const role = new Role(this, id, { assumedBy: ssm });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }));
    const executions = arnIn(this, 'ssm', 'automation-execution/*');
    role.addToPolicy(
      new PolicyStatement({ actions: ['ssm:GetAutomationExecution'], resources: [executions] }),
    );
    acceptWildcard(role, executions, 'a runbook reads who started it, and its id is made when it starts');
    return role;
  }

  #document(runbook: Runbook, functionName: string, zoneId: string): MadeRunbook {
    const name = documentName(zoneId, runbook.name);
    const role = this.#roles[runbook.group];
    new CfnDocument(this, runbook.name, {
      name,
      documentType: 'Automation',
      documentFormat: 'JSON',
      content: documentOf(runbook, { roleArn: role.roleArn, functionName }),
      // Replacing would need another name, which people have in their hands.
      updateMethod: 'NewVersion',
    });
    return { ...runbook, role, documentName: name };
  }
}

/** `arn:…:SERVICE:REGION:ACCOUNT:RESOURCE` of this stack. */
export function arnIn(scope: Construct, service: string, resource: string): string {
  const { partition, region, account } = Stack.of(scope);
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html */
function allowRedrive(role: Role, queues: readonly ZoneQueue[]): void {
  role.addToPolicy(
    new PolicyStatement({
      actions: [
        'sqs:StartMessageMoveTask',
        'sqs:ReceiveMessage',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
      ],
      resources: queues.map(({ deadLetters }) => deadLetters.queueArn),
    }),
  );
  role.addToPolicy(
    new PolicyStatement({
      actions: ['sqs:SendMessage'],
      resources: queues.map(({ queueArn }) => queueArn),
    }),
  );
}

function allowCertificates(role: Role): void {
  const allow = (actions: readonly string[], resource: string, why: string) => {
    role.addToPolicy(new PolicyStatement({ actions: [...actions], resources: [resource] }));
    acceptWildcard(role, resource, why);
  };
  allow(['iot:DescribeThing'], arnIn(role, 'iot', 'thing/*'), 'poles come and go with the zone file');
  allow(
    ['iot:AttachPolicy', 'iot:AttachThingPrincipal', 'iot:UpdateCertificate'],
    arnIn(role, 'iot', 'cert/*'),
    'the id of a certificate is made when it is issued',
  );
  allow(
    ['iot:CreateCertificateFromCsr', 'iot:ListPrincipalThings'],
    '*',
    'both support no resource-level permission',
  );
}
