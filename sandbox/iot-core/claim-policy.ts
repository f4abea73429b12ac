import type { IotArns } from './iot-arns.ts';
import { type PolicyDocument, parsePolicy } from './iot-policy.ts';

/**
 * What a claim may do, after AWS's sample policy for claim certificates; what AWS gives those of a trusted user it does
 * not say. https://docs.aws.amazon.com/iot/latest/developerguide/provision-wo-cert.html
 */
export function claimPolicy(arns: IotArns, templateName: string): PolicyDocument {
  const topics = ['$aws/certificates/create*', `$aws/provisioning-templates/${templateName}/provision/*`];
  return parsePolicy(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'iot:Connect', Resource: '*' },
        { Effect: 'Allow', Action: ['iot:Publish', 'iot:Receive'], Resource: topics.map(arns.topic) },
        { Effect: 'Allow', Action: 'iot:Subscribe', Resource: topics.map(arns.topicFilter) },
      ],
    }),
  );
}
