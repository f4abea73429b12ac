// Triggered by: CloudFormation, for the custom resource Custom::SmsLog, when the role of SNS's logs is new.
// Reads and writes: the account's SMS settings, which no resource of CloudFormation has.
// On failure: CloudFormation gets the reason and rolls the deployment back; repeating it is harmless.
// Seen by the operator as: reports of SMS in incidents' timelines; the reason of a failed deployment in CloudFormation.
import { SetSMSAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { zoneHandler } from '../runtime/handler.ts';
import { answerCloudFormation } from './custom-resource.ts';
import { logSmsEnvironment } from './log-sms.env.ts';

export const handler = zoneHandler<typeof logSmsEnvironment, CloudFormationCustomResourceEvent, void>({
  name: 'log-sms',
  environment: logSmsEnvironment,
  wire: ({ environment }) => {
    const client = new SNSClient({});
    // SNS logs every SMS that failed; of those that arrived, this share.
    const attributes = {
      DeliveryStatusIAMRole: environment.LOG_ROLE_ARN,
      DeliveryStatusSuccessSamplingRate: '100',
    };
    return (event) =>
      answerCloudFormation(event, 'sms-log', async () => {
        // The settings are the account's: what a later stack set there must not go with this one.
        if (event.RequestType === 'Delete') return;
        await client.send(new SetSMSAttributesCommand({ attributes }));
      });
  },
});
