import { createHash } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { IoTClient } from '@aws-sdk/client-iot';
import type { RekognitionClient } from '@aws-sdk/client-rekognition';
import type { S3Client } from '@aws-sdk/client-s3';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { z } from 'zod';
import type { CloudWatch } from '../cloudwatch/cloudwatch.ts';
import type { CustomResourceResponses } from '../custom-resource-responses.ts';
import type { ExpiringTable } from '../dynamodb.ts';
import type { EventSourceDefinition } from '../event-sources.ts';
import type { Json, JsonObject } from '../intrinsics.ts';
import type { LambdaRuntime } from '../lambda-runtime.ts';
import type { LogSubscriptions } from '../log-subscriptions.ts';
import type { Schedule } from '../schedules.ts';
import type { Ssm } from '../ssm.ts';
import type { FileAsset } from '../template.ts';

/** Clients that speak to the front door, as the Lambdas do. */
export interface Clients {
  readonly dynamodb: DynamoDBClient;
  readonly iot: IoTClient;
  readonly rekognition: RekognitionClient;
  readonly s3: S3Client;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
}

/** All that creating a resource may need, and the lists of what runs once everything is created. */
export interface World {
  readonly region: string;
  readonly accountId: string;
  readonly stackName: string;
  readonly stackId: string;
  readonly endpointUrl: string;
  /** Folder for code that the template holds as text. */
  readonly workDir: string;
  readonly clients: Clients;
  readonly lambda: LambdaRuntime;
  readonly ssm: Pick<Ssm, 'register'>;
  readonly cloudWatch: Pick<CloudWatch, 'addAlarm' | 'addComposite'>;
  readonly assets: readonly FileAsset[];
  readonly responses: CustomResourceResponses;
  readonly logSubscriptions: LogSubscriptions;
  /** Most processes per function. */
  readonly concurrencyCap: number;
  /** Folders of layer versions by ARN. */
  readonly layers: Map<string, string>;
  /** Bodies of dashboards by name: JSON, as CloudWatch would get it. */
  readonly dashboards: Map<string, string>;
  readonly eventSources: EventSourceDefinition[];
  readonly expiringTables: ExpiringTable[];
  readonly schedules: Schedule[];
  /** Opens an address of its own for a function; returns its URL. */
  readonly openFunctionUrl: (functionName: string) => Promise<string>;
  readonly onProgress: (text: string) => void;
}

export interface CreatedResource {
  /** The physical id: what Ref gives. */
  readonly ref: string;
  /** What Fn::GetAtt gives, by attribute name. */
  readonly attributes?: Readonly<Record<string, Json>>;
}

/** A resource of the template with its properties resolved. */
export interface ResourceRequest {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  /** What an earlier start on the same data folder left. */
  readonly previous?: (CreatedResource & { readonly properties: JsonObject }) | undefined;
}

/** Makes a resource, or brings an existing one of the same name up to date. */
export type Creator = (request: ResourceRequest, world: World) => Promise<CreatedResource>;

/** A resource cannot be made as the template asks; the message names it. */
export class ResourceError extends Error {
  override name = 'ResourceError';

  constructor(
    { logicalId, type }: Pick<ResourceRequest, 'logicalId' | 'type'>,
    reason: string,
    cause?: unknown,
  ) {
    super(`${logicalId} (${type}): ${reason}`, { cause });
  }
}

/** A boolean property: templates may hold it as text. */
export const flag = z.union([z.boolean(), z.stringbool()]);

/** `arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE` of this sandbox. */
export const arnOf = ({ region, accountId }: World, service: string, resource: string): string =>
  `arn:aws:${service}:${region}:${accountId}:${resource}`;

/**
 * A name as CloudFormation makes them (`STACK-LOGICALID-SUFFIX`), but the same at every start, so that a
 * second start finds what the first one made.
 */
export const physicalName = ({ stackName }: World, logicalId: string, maxLength = 64): string => {
  const suffix = createHash('sha256')
    .update(`${stackName}/${logicalId}`)
    .digest('hex')
    .slice(0, 12)
    .toUpperCase();
  return `${`${stackName}-${logicalId}`.slice(0, maxLength - suffix.length - 1)}-${suffix}`;
};

/** CloudFormation writes `MaximumCount`, the SDKs of some services `maximumCount`. */
export const lowerFirst = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(lowerFirst);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      `${key.charAt(0).toLowerCase()}${key.slice(1)}`,
      lowerFirst(item),
    ]),
  );
};
