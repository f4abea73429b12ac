import { payloadOf, type Runbook } from './runbook.ts';
import { reason } from './runbook-parameters.ts';

/** Sends the messages of a dead-letter queue (by ARN) back to where they came from. */
export const redriveRunbook = (deadLetterArns: readonly string[]): Runbook => ({
  name: 'RedriveDeadLetters',
  description: {
    th: 'ส่งข้อความที่ค้างในคิว dead-letter กลับไปทำใหม่ หลังแก้สาเหตุแล้ว',
    en: 'Send the messages of a dead-letter queue back to their queue, after what kept them from being handled was mended.',
  },
  group: 'redrive',
  parameters: {
    Queue: {
      type: 'String',
      description: { th: 'คิว dead-letter', en: 'the dead-letter queue' },
      allowedValues: deadLetterArns,
    },
    Reason: reason,
  },
  payload: payloadOf('note', { runbook: 'redrive', about: '{{ Queue }}', reason: '{{ Reason }}' }),
  steps: [
    {
      name: 'redrive',
      action: 'aws:executeAwsApi',
      inputs: { Service: 'sqs', Api: 'StartMessageMoveTask', SourceArn: '{{ Queue }}' },
      outputs: [{ Name: 'TaskHandle', Selector: '$.TaskHandle', Type: 'String' }],
    },
  ],
  outputs: ['redrive.TaskHandle'],
});
