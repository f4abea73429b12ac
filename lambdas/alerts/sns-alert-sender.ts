import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { AlertKind } from '../zone/messages.ts';
import {
  alertAttribute,
  audienceOf,
  everyAgency,
  noShift,
  probeAudience,
  probeSiteId,
} from '../zone/names.ts';
import type { Addressed, AlertSender } from './alert-sender.ts';

export interface SnsAlertSenderParams {
  readonly client: SNSClient;
  readonly topicArns: Readonly<Record<AlertKind, string>>;
}

/** One publish per message; the topic's subscriptions filter by the attributes and pick the text of their channel. */
export function snsAlertSender({ client, topicArns }: SnsAlertSenderParams): AlertSender {
  return {
    send: async (to, { subject, sms, email }, shifts, told) => {
      const { MessageId } = await client.send(
        new PublishCommand({
          TopicArn: topicArns[to.kind],
          Subject: subject,
          MessageStructure: 'json',
          Message: JSON.stringify({ default: email, sms, email }),
          MessageAttributes: { ...attributesOf(to, shifts), [alertAttribute]: text(JSON.stringify(told)) },
        }),
      );
      return MessageId;
    },
  };
}

const text = (StringValue: string) => ({ DataType: 'String', StringValue });

function attributesOf(to: Addressed, shifts: readonly string[]) {
  const { kind, tier, drill, siteIds, visibleTo = [everyAgency] } = to;
  // The zone's own press is told to nobody, whatever a recipient asks for (docs/adr/0025).
  const isProbe = siteIds.every((siteId) => siteId === probeSiteId);
  const any = (values: readonly string[]) => ({
    DataType: 'String.Array',
    StringValue: JSON.stringify(values),
  });
  return {
    kind: text(kind),
    audience: text(isProbe ? probeAudience : audienceOf(tier, drill)),
    site: any(siteIds),
    agency: any(visibleTo),
    shift: any(shifts.length === 0 ? [noShift] : shifts),
    // Subscriptions of a zone that was deployed before filter by these two, until their new filter takes effect.
    tier: { DataType: 'Number', StringValue: isProbe ? '0' : String(tier) },
    drill: text(isProbe ? probeAudience : String(drill)),
  };
}
