import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPolicy, CfnRoleAlias, CfnThingType } from 'aws-cdk-lib/aws-iot';
import { Architecture } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Construct } from 'constructs';
import { tickCamerasEnvironment } from '../lambdas/cameras/tick-cameras.env.ts';
import { watchCameraEnvironment } from '../lambdas/cameras/watch-camera.env.ts';
import { evidencePrefix } from '../lambdas/zone/names.ts';
import type { Alerts } from './alerts.ts';
import type { Evidence } from './evidence.ts';
import type { Faces } from './faces.ts';
import { grantMatching, matchingEnvironment } from './grant-matching.ts';
import type { IncidentEvidence } from './incident-evidence.ts';
import { recognitionBundling } from './recognition-bundling.ts';
import type { Records } from './records.ts';
import { acceptWildcard, ZoneFunction } from './zone-function.ts';
import { ZoneQueue } from './zone-queue.ts';

export interface CamerasProps {
  readonly records: Records;
  readonly evidence: Evidence;
  readonly incidentEvidence: IncidentEvidence;
  readonly faces: Faces;
  readonly alerts: Alerts;
  /** How many cameras the zone has. */
  readonly cameraCount: number;
}

/** SQS allows no less, and from here on a quota of 1,000 functions at a time leaves enough for all that is live. */
const catchUpConcurrency = { min: 2, max: 100 };

/**
 * Schedule → tick-cameras → watch queue → watch-camera; what lies far behind → backlog queue → catch-up-camera; and
 * what a camera needs to send its video.
 */
export class Cameras extends Construct {
  readonly queue: ZoneQueue;
  readonly backlogQueue: ZoneQueue;
  readonly thingTypeName: string;
  /** The IoT policy that lets a camera's certificate ask for keys. */
  readonly producerPolicyName: string;
  readonly producerRoleAlias: string;

  constructor(scope: Construct, id: string, props: CamerasProps) {
    super(scope, id);
    // A window takes seconds; old video is watched window by window, message by message.
    const timeout = Duration.minutes(1);
    this.queue = new ZoneQueue(this, 'Queue', { consumerTimeout: timeout, carries: 'a slot of a camera' });
    this.backlogQueue = new ZoneQueue(this, 'BacklogQueue', {
      consumerTimeout: timeout,
      carries: 'the old video of a camera',
    });
    const thingType = new CfnThingType(this, 'ThingType', {
      thingTypeProperties: {
        thingTypeDescription: 'A camera that sends video to the stream of its own name',
      },
    });
    this.thingTypeName = thingType.ref;
    const producer = this.#producerIdentity();
    this.producerPolicyName = producer.policyName;
    this.producerRoleAlias = producer.roleAlias;
    this.#tick(props.records);
    const { faces, cameraCount } = props;
    const watchCamera = this.#watcher('WatchCamera', 'watch-camera', faces.queue, props, timeout);
    watchCamera.consume(this.queue, { batchSize: 1 });
    // A function of its own: however much old video there is, it takes no place from what is live.
    const catchUp = this.#watcher('CatchUpCamera', 'catch-up-camera', faces.backlogQueue, props, timeout);
    const { min, max } = catchUpConcurrency;
    const maxConcurrency = Math.min(max, Math.max(min, cameraCount));
    catchUp.consume(this.backlogQueue, { batchSize: 1, maxConcurrency });
  }

  #tick(records: Records): void {
    const tickCameras = new ZoneFunction(this, 'TickCameras', {
      handler: 'lambdas/cameras/tick-cameras.handler.ts',
      schema: tickCamerasEnvironment,
      timeout: Duration.seconds(30),
      environment: { REGISTRY_TABLE: records.registry.tableName, WATCH_QUEUE_URL: this.queue.queueUrl },
    });
    tickCameras.allow(['dynamodb:Query', 'dynamodb:GetItem'], [records.registry.tableArn]);
    this.queue.grantSendMessages(tickCameras);
    const role = new Role(this, 'ScheduleRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
    });
    new Schedule(this, 'EveryMinute', {
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      // A missed minute is covered by the next one (the cursor waits), so retries would only crowd it.
      target: new LambdaInvoke(tickCameras, { retryAttempts: 0, role }),
    });
    acceptWildcard(
      role,
      `${tickCameras.functionArn}:*`,
      'the scheduler may call any version of this one function',
    );
  }

  #watcher(
    id: string,
    name: 'watch-camera' | 'catch-up-camera',
    faceQueue: ZoneQueue,
    { records, evidence, incidentEvidence, alerts }: CamerasProps,
    timeout: Duration,
  ) {
    const watcher = new ZoneFunction(this, id, {
      handler: `lambdas/cameras/${name}.handler.ts`,
      schema: watchCameraEnvironment,
      // Old video is worked on window by window, a message for each.
      feedsItself: name === 'catch-up-camera',
      timeout,
      // x86-64: docs/adr/0004. 1,769 MB is one vCPU; decoding and the two nets use it fully.
      architecture: Architecture.X86_64,
      memoryMegabytes: 1769,
      bundling: recognitionBundling,
      environment: {
        ...matchingEnvironment({ records, alerts, incidentEvidence }),
        EVIDENCE_BUCKET: evidence.bucket.bucketName,
        FACE_QUEUE_URL: faceQueue.queueUrl,
        BACKLOG_QUEUE_URL: this.backlogQueue.queueUrl,
      },
    });
    grantMatching(watcher, { records, alerts, incidentEvidence });
    faceQueue.grantSendMessages(watcher);
    this.backlogQueue.grantSendMessages(watcher);
    watcher.allow(['dynamodb:UpdateItem'], [records.registry.tableArn]);
    watcher.allowObjects(['s3:PutObject', 's3:DeleteObject'], evidence.bucket, [
      evidencePrefix.pendingFaces,
      evidencePrefix.sightings,
      ...(name === 'watch-camera' ? [evidencePrefix.latest] : []),
    ]);
    watcher.allowAny(
      ['kinesisvideo:GetDataEndpoint', 'kinesisvideo:GetImages'],
      Stack.of(this).formatArn({ service: 'kinesisvideo', resource: 'stream', resourceName: '*/*' }),
      'cameras come and go with the zone file, and a stream ARN ends in its creation time',
    );
    return watcher;
  }

  /** A camera proves itself with its thing's certificate and may then write the stream of its own name alone. */
  #producerIdentity(): { readonly policyName: string; readonly roleAlias: string } {
    const stack = Stack.of(this);
    const role = new Role(this, 'ProducerRole', {
      assumedBy: new ServicePrincipal('credentials.iot.amazonaws.com'),
    });
    const ownStream = `arn:${stack.partition}:kinesisvideo:${stack.region}:${stack.account}:stream/\${credentials-iot:ThingName}/*`;
    role.addToPolicy(
      new PolicyStatement({
        actions: ['kinesisvideo:DescribeStream', 'kinesisvideo:PutMedia', 'kinesisvideo:GetDataEndpoint'],
        resources: [ownStream],
      }),
    );
    acceptWildcard(role, ownStream, 'a stream ARN ends in its creation time; the name is the thing’s own');
    const alias = new CfnRoleAlias(this, 'RoleAlias', {
      roleArn: role.roleArn,
      credentialDurationSeconds: 3600,
    });
    const policy = new CfnPolicy(this, 'Policy', {
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 'iot:AssumeRoleWithCertificate', Resource: alias.attrRoleAliasArn },
        ],
      },
    });
    return { policyName: policy.ref, roleAlias: alias.ref };
  }
}
