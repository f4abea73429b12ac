import { CloudFormationClient, ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { KinesisVideoClient, ListStreamsCommand } from '@aws-sdk/client-kinesis-video';
import { DescribeSenderIdsCommand, PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { ListServiceQuotasCommand, ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { awsDoctorPorts } from '../../../tools/doctor/aws-doctor-ports.ts';

const quotas = mockClient(ServiceQuotasClient);
const senders = mockClient(PinpointSMSVoiceV2Client);
const stacks = mockClient(CloudFormationClient);
const topics = mockClient(SNSClient);
const streams = mockClient(KinesisVideoClient);
const account = awsDoctorPorts({ isLocal: false, rekognitionRegion: 'ap-southeast-7' });
const local = awsDoctorPorts({ isLocal: true, rekognitionRegion: 'ap-southeast-1' });

beforeEach(() => {
  for (const mock of [quotas, senders, stacks, topics, streams]) mock.reset();
});

describe('awsDoctorPorts', () => {
  it('reads all pages of a service’s quotas, and leaves out those without a value', async () => {
    quotas.on(ListServiceQuotasCommand, { ServiceCode: 'lambda' }).resolves({
      NextToken: 'more',
      Quotas: [{ QuotaName: 'Concurrent executions', Value: 10 }],
    });
    quotas.on(ListServiceQuotasCommand, { ServiceCode: 'lambda', NextToken: 'more' }).resolves({
      Quotas: [{ QuotaName: 'Layers', Value: 5 }, { QuotaName: 'Unknown' }],
    });

    expect(await account.quotas('lambda')).toEqual([
      { name: 'Concurrent executions', value: 10 },
      { name: 'Layers', value: 5 },
    ]);
  });

  it('asks the local run neither for quotas nor for sender ids', async () => {
    expect(await local.quotas('lambda')).toBeUndefined();
    expect(await local.senderIds()).toBeUndefined();
    expect([...quotas.calls(), ...senders.calls()]).toEqual([]);
  });

  it('keeps the sender ids of Thailand alone', async () => {
    senders.on(DescribeSenderIdsCommand).resolves({
      SenderIds: [sender('NKSAFE', 'TH', true), sender('OTHER', 'SG', true)],
    });

    expect(await account.senderIds()).toEqual([{ senderId: 'NKSAFE', isRegistered: true }]);
  });

  it('counts those who did not confirm over the topics of the stack', async () => {
    const topic = { ResourceType: 'AWS::SNS::Topic', ...resource };
    stacks.on(ListStackResourcesCommand, { StackName: 'SafetyZone' }).resolves({
      StackResourceSummaries: [
        { ...topic, PhysicalResourceId: 'arn:one' },
        { ...topic, ResourceType: 'AWS::SQS::Queue', PhysicalResourceId: 'queue' },
      ],
    });
    topics.on(ListSubscriptionsByTopicCommand, { TopicArn: 'arn:one' }).resolves({
      Subscriptions: [{ SubscriptionArn: 'PendingConfirmation' }, { SubscriptionArn: 'arn:sub' }],
    });

    expect(await account.pendingSubscriptions()).toBe(1);
  });

  it('names the video streams', async () => {
    streams.on(ListStreamsCommand).resolves({ StreamInfoList: [{ StreamName: 'nk-cam-1' }, {}] });

    expect(await account.streamNames()).toEqual(['nk-cam-1']);
  });
});

const resource = {
  LogicalResourceId: 'Topic',
  LastUpdatedTimestamp: new Date(0),
  ResourceStatus: 'CREATE_COMPLETE',
} as const;

function sender(SenderId: string, IsoCountryCode: string, Registered: boolean) {
  return {
    ...{ SenderId, IsoCountryCode, Registered, SenderIdArn: 'arn:sender' },
    MessageTypes: [],
    MonthlyLeasingPrice: '0',
    DeletionProtectionEnabled: false,
  };
}
