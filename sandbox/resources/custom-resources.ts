import { randomUUID } from 'node:crypto';
import type { Json, JsonObject } from '../intrinsics.ts';
import { type Creator, ResourceError, type ResourceRequest, type World } from './world.ts';

/** CloudFormation hands every scalar to a custom resource as text. */
const asText = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asText(item)]));
};

const eventFor = (request: ResourceRequest, world: World, responseUrl: string): JsonObject => {
  const { logicalId, type, properties, previous } = request;
  return {
    RequestType: previous === undefined ? 'Create' : 'Update',
    RequestId: randomUUID(),
    ResponseURL: responseUrl,
    StackId: world.stackId,
    ResourceType: type,
    LogicalResourceId: logicalId,
    ServiceToken: String(properties.ServiceToken),
    ResourceProperties: asText(properties),
    ...(previous === undefined
      ? {}
      : { PhysicalResourceId: previous.ref, OldResourceProperties: asText(previous.properties) }),
  };
};

/**
 * AWS::CloudFormation::CustomResource and Custom::*: calls the stack's own function with Create, or with
 * Update when an earlier start made the resource with other properties. The function's reason stops the start.
 */
export const createCustomResource: Creator = async (request, world) => {
  const { previous, properties } = request;
  if (previous !== undefined && JSON.stringify(previous.properties) === JSON.stringify(properties))
    return previous;
  const answer = world.responses.expect();
  const event = eventFor(request, world, `${world.endpointUrl}${answer.path}`);
  const result = await world.lambda.invoke(String(properties.ServiceToken), event);
  const response = answer.received();
  if (response === undefined)
    throw new ResourceError(
      request,
      result.isOk
        ? 'its function ended without an answer to the ResponseURL'
        : `its function failed: ${result.error.errorType}: ${result.error.errorMessage}`,
    );
  if (response.Status === 'FAILED')
    throw new ResourceError(request, response.Reason ?? 'failed without a reason');
  return { ref: response.PhysicalResourceId, attributes: response.Data as Readonly<Record<string, Json>> };
};
