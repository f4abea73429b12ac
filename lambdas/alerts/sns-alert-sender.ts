import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { AlertKind } from '../zone/messages.ts';
import { everyAgency } from '../zone/names.ts';
import type { AlertSender } from './alert-sender.ts';

export interface SnsAlertSenderParams {
  readonly client: SNSClient;
  readonly topicArns: Readonly<Record<AlertKind, string>>;
}

/** One publish per alert; the topic's subscriptions filter by the attributes and pick the text of their channel. */
export function snsAlertSender({ client, topicArns }: SnsAlertSenderParams): AlertSender {
  return {
    send: async ({ kind, tier, drill, place, visibleTo = [everyAgency] }, { subject, sms, email }) => {
      await client.send(
        new PublishCommand({
          TopicArn: topicArns[kind],
          Subject: subject,
          MessageStructure: 'json',
          Message: JSON.stringify({ default: email, sms, email }),
          MessageAttributes: {
            kind: { DataType: 'String', StringValue: kind },
            tier: { DataType: 'Number', StringValue: String(tier) },
            site: { DataType: 'String', StringValue: place.siteId },
            drill: { DataType: 'String', StringValue: String(drill) },
            agency: { DataType: 'String.Array', StringValue: JSON.stringify(visibleTo) },
          },
        }),
      );
    },
  };
}
