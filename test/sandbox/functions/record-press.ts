import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';

const dynamodb = new DynamoDBClient({});
const sns = new SNSClient({});

/** Stores each press and tells its recipients; a press at the pole "broken" fails, at "slow" it takes long. */
export const handler = async (event: SQSEvent): Promise<SQSBatchResponse> => {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const { body, messageId, attributes } of event.Records) {
    const { pole, team } = JSON.parse(body) as { pole: string; team: string };
    console.log(JSON.stringify({ pole, attempt: attributes.ApproximateReceiveCount }));
    if (pole === 'slow' && attributes.ApproximateReceiveCount === '1')
      await new Promise(() => setInterval(() => 1, 1000));
    if (pole === 'broken') {
      batchItemFailures.push({ itemIdentifier: messageId });
      continue;
    }
    const item = { pole: { S: pole }, attempt: { N: attributes.ApproximateReceiveCount } };
    await dynamodb.send(new PutItemCommand({ TableName: process.env.TABLE, Item: item }));
    await sns.send(
      new PublishCommand({
        TopicArn: process.env.TOPIC,
        Subject: 'SOS',
        Message: JSON.stringify({
          default: `pressed ${pole}`,
          sms: `SOS ${pole}`,
          email: `A long text about ${pole}`,
        }),
        MessageStructure: 'json',
        MessageAttributes: { team: { DataType: 'String', StringValue: team } },
      }),
    );
  }
  return { batchItemFailures };
};
