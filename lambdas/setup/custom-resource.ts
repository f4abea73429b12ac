import type { CloudFormationCustomResourceEvent, CloudFormationCustomResourceResponse } from 'aws-lambda';

/** CloudFormation cuts a longer reason off. */
const longestReason = 1000;

/**
 * Runs the work of a custom resource and tells CloudFormation how it went. A failure is told, not thrown: a
 * deployment that hears nothing hangs for the whole service time-out.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html
 */
export async function answerCloudFormation(
  event: CloudFormationCustomResourceEvent,
  physicalId: string,
  work: () => Promise<void>,
): Promise<void> {
  const base = {
    PhysicalResourceId: physicalId,
    StackId: event.StackId,
    RequestId: event.RequestId,
    LogicalResourceId: event.LogicalResourceId,
  };
  const response: CloudFormationCustomResourceResponse = await work().then(
    () => ({ ...base, Status: 'SUCCESS' as const }),
    (error: unknown) => ({ ...base, Status: 'FAILED' as const, Reason: reasonOf(error) }),
  );
  const answer = await fetch(event.ResponseURL, { method: 'PUT', body: JSON.stringify(response) });
  if (!answer.ok) throw new Error(`CloudFormation did not take the answer: HTTP ${answer.status}`);
}

function reasonOf(error: unknown): string {
  return (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, longestReason);
}
