import { claimPolicy } from './claim-policy.ts';
import type { IotArns } from './iot-arns.ts';
import { isAllowed, type PolicyDocument, parsePolicy } from './iot-policy.ts';
import { attachmentKey, type IotStore, type Policy } from './iot-store.ts';

/** Who a connection is: its MQTT client id and the certificate it came with. */
export interface DeviceIdentity {
  readonly clientId: string;
  readonly certificateId: string;
}

/** What the policies attached to a certificate let a connection do; always asked of the present state. */
export interface DeviceAccess {
  /** False as well for a certificate that is unknown or not ACTIVE. */
  mayConnect(device: DeviceIdentity): boolean;
  mayPublish(device: DeviceIdentity, topic: string, retain: boolean): boolean;
  maySubscribe(device: DeviceIdentity, filter: string): boolean;
  mayReceive(device: DeviceIdentity, topic: string): boolean;
  /** Whether the certificate gets keys as this thing, to which it must be attached. */
  mayAssumeRole(certificateId: string, thingName: string, roleAlias: string): boolean;
}

/**
 * Policy variables of a connection. Those of the thing resolve only when the client id is the name of a
 * thing the certificate is attached to (thing policy variables page of the developer guide).
 */
function variablesOf(store: IotStore, { clientId, certificateId }: DeviceIdentity): Map<string, string> {
  const isAttached = store.principalAttachments.has(attachmentKey(clientId, certificateId));
  const thing = isAttached ? store.things.get(clientId) : undefined;
  const variables = new Map([
    ['iot:ClientId', clientId],
    ['iot:Connection.Thing.IsAttached', String(thing !== undefined)],
  ]);
  if (thing === undefined) return variables;
  variables.set('iot:Connection.Thing.ThingName', thing.thingName);
  if (thing.thingTypeName !== undefined) {
    variables.set('iot:Connection.Thing.ThingTypeName', thing.thingTypeName);
  }
  for (const [name, value] of Object.entries(thing.attributes)) {
    variables.set(`iot:Connection.Thing.Attributes[${name}]`, value);
  }
  return variables;
}

interface DeviceAccessOptions {
  readonly store: IotStore;
  readonly arns: IotArns;
  readonly now: () => Date;
}

/** Answers for the registry in `store`, with resources named by `arns`. */
export function createDeviceAccess({ store, arns, now }: DeviceAccessOptions): DeviceAccess {
  const parsed = new WeakMap<Policy, PolicyDocument>();
  const documentOf = (policy: Policy): PolicyDocument => {
    const document = parsed.get(policy) ?? parsePolicy(policy.document);
    parsed.set(policy, document);
    return document;
  };
  const policiesOf = (certificateId: string): PolicyDocument[] => {
    const claim = store.claims.get(certificateId);
    if (claim !== undefined)
      return now().getTime() < claim.expiresAt ? [claimPolicy(arns, claim.templateName)] : [];
    return [...store.policyAttachments.values()]
      .filter((attachment) => attachment.certificateId === certificateId)
      .flatMap(({ policyName }) => store.policies.get(policyName) ?? [])
      .map(documentOf);
  };
  const may = (device: DeviceIdentity, action: string, resource: string): boolean =>
    store.certificates.get(device.certificateId)?.status === 'ACTIVE' &&
    isAllowed(policiesOf(device.certificateId), { action, resource, variables: variablesOf(store, device) });
  return {
    mayConnect: (device) => may(device, 'iot:Connect', arns.client(device.clientId)),
    mayPublish: (device, topic, retain) =>
      may(device, 'iot:Publish', arns.topic(topic)) &&
      (!retain || may(device, 'iot:RetainPublish', arns.topic(topic))),
    maySubscribe: (device, filter) => may(device, 'iot:Subscribe', arns.topicFilter(filter)),
    mayAssumeRole: (certificateId, thingName, roleAlias) =>
      store.principalAttachments.has(attachmentKey(thingName, certificateId)) &&
      may({ clientId: thingName, certificateId }, 'iot:AssumeRoleWithCertificate', arns.roleAlias(roleAlias)),
    mayReceive: (device, topic) => may(device, 'iot:Receive', arns.topic(topic)),
  };
}
