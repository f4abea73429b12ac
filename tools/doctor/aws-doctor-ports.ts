import { CloudFormationClient, paginateListStackResources } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { IoTClient, ListThingsCommand } from '@aws-sdk/client-iot';
import { KinesisVideoClient, ListStreamsCommand, paginateListStreams } from '@aws-sdk/client-kinesis-video';
import { PinpointSMSVoiceV2Client, paginateDescribeSenderIds } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { ListCollectionsCommand, RekognitionClient } from '@aws-sdk/client-rekognition';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { paginateListServiceQuotas, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { GetSMSAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { awsAlertAccount } from '../../lambdas/probe/aws-probe-ports.ts';
import { defaultStackName } from '../stack-outputs.ts';
import { openZoneTables } from '../zone-tables.ts';
import type { DoctorPorts, ServiceName } from './doctor-ports.ts';
import { serviceTime } from './service-time.ts';

export interface AwsDoctorParams {
  /** Speaks to the local run, which has neither quotas nor carriers. */
  readonly isLocal: boolean;
  readonly rekognitionRegion: string;
  readonly stackName?: string | undefined;
}

/** One attempt: a service that is not there should be told at once. */
const once = { maxAttempts: 1 };

/** The account of the environment's credentials, or wherever AWS_ENDPOINT_URL points. */
export function awsDoctorPorts({ isLocal, rekognitionRegion, stackName }: AwsDoctorParams): DoctorPorts {
  const quotasAt = (region?: string) => new ServiceQuotasClient({ ...once, ...(region && { region }) });
  return {
    reach: reachers(rekognitionRegion),
    quotas: async (service) =>
      isLocal
        ? undefined
        : await listQuotas(quotasAt(service === 'rekognition' ? rekognitionRegion : undefined), service),
    sms: () => awsAlertAccount({ client: new SNSClient(once), topicArns: [] }).sms(),
    senderIds: async () => (isLocal ? undefined : await listSenderIds(new PinpointSMSVoiceV2Client(once))),
    serviceTime: () => serviceTime(new DynamoDBClient(once)),
    pendingSubscriptions: async () => {
      const topicArns = await topicsOf(stackName);
      return await awsAlertAccount({ client: new SNSClient(once), topicArns }).countPending();
    },
    streamNames: async () => {
      const names: string[] = [];
      for await (const { StreamInfoList = [] } of paginateListStreams(
        { client: new KinesisVideoClient(once) },
        {},
      ))
        names.push(...StreamInfoList.flatMap(({ StreamName }) => StreamName ?? []));
      return names;
    },
    deployedSettings: async () => {
      const { client, tableName } = (await openZoneTables(stackName)).at('RegistryTable');
      const key = { TableName: tableName, Key: { kind: 'zone', id: 'settings' } };
      return (await client.send(new GetCommand(key))).Item?.settings;
    },
  };
}

/** The cheapest call of each service. */
function reachers(rekognitionRegion: string): DoctorPorts['reach'] {
  const calls: Readonly<Record<ServiceName, () => Promise<unknown>>> = {
    'Kinesis Video': () => new KinesisVideoClient(once).send(new ListStreamsCommand({ MaxResults: 1 })),
    'IoT Core': () => new IoTClient(once).send(new ListThingsCommand({ maxResults: 1 })),
    Rekognition: () =>
      new RekognitionClient({ ...once, region: rekognitionRegion }).send(
        new ListCollectionsCommand({ MaxResults: 1 }),
      ),
    SNS: () => new SNSClient(once).send(new GetSMSAttributesCommand({ attributes: ['MonthlySpendLimit'] })),
    SQS: () => new SQSClient(once).send(new ListQueuesCommand({ MaxResults: 1 })),
    DynamoDB: () => new DynamoDBClient(once).send(new ListTablesCommand({ Limit: 1 })),
    S3: () => new S3Client(once).send(new ListBucketsCommand({})),
  };
  return async (service) => {
    await calls[service]();
  };
}

async function listQuotas(client: ServiceQuotasClient, ServiceCode: string) {
  const quotas: { readonly name: string; readonly value: number }[] = [];
  for await (const { Quotas = [] } of paginateListServiceQuotas({ client }, { ServiceCode }))
    quotas.push(
      ...Quotas.flatMap(({ QuotaName: name, Value: value }) =>
        name === undefined || value === undefined ? [] : [{ name, value }],
      ),
    );
  return quotas;
}

async function listSenderIds(client: PinpointSMSVoiceV2Client) {
  const ids: { readonly senderId: string; readonly isRegistered: boolean }[] = [];
  for await (const { SenderIds = [] } of paginateDescribeSenderIds({ client }, {}))
    ids.push(
      ...SenderIds.filter(({ IsoCountryCode }) => IsoCountryCode === 'TH').map(
        ({ SenderId, Registered }) => ({
          senderId: SenderId ?? '',
          isRegistered: Registered === true,
        }),
      ),
    );
  return ids;
}

async function topicsOf(StackName: string = defaultStackName): Promise<readonly string[]> {
  const client = new CloudFormationClient(once);
  const topics: string[] = [];
  for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName }))
    topics.push(
      ...StackResourceSummaries.flatMap(({ ResourceType, PhysicalResourceId }) =>
        ResourceType === 'AWS::SNS::Topic' && PhysicalResourceId !== undefined ? [PhysicalResourceId] : [],
      ),
    );
  return topics;
}
