import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { LocalService } from '../local-service.ts';
import { openCertificateAuthority } from './certificate-authority.ts';
import { createControlPlane } from './control-plane.ts';
import { openCredentialProvider } from './credential-provider.ts';
import { createDataPlane, isDataPlanePath } from './data-plane.ts';
import { createDeviceAccess } from './device-access.ts';
import { createArns } from './iot-arns.ts';
import type { IotContext } from './iot-context.ts';
import type { IotCoreOptions } from './iot-options.ts';
import { type IotStore, openIotStore, type TopicRule } from './iot-store.ts';
import { type MqttBroker, openMqttBroker } from './mqtt-broker.ts';
import { createProvisioningService } from './provisioning-service.ts';
import { createRulesEngine, type RulesEngine } from './rules-engine.ts';
import { createShadowService } from './shadow-service.ts';
import { type CompiledRule, compileRule } from './topic-rule.ts';

export type { IotCoreOptions, IotLog } from './iot-options.ts';
export { createSdkDelivery, type Deliver, type RuleMessage } from './rule-delivery.ts';
export type { DeliveredAction } from './topic-rule.ts';

/** IoT Core of the local run: control plane, MQTT broker and rules engine. */
export interface IotCore extends LocalService {
  readonly mqttPort: number;
  /** What a device must trust, and what signs its certificate. */
  readonly caPem: string;
  /** `host:port` of the broker, as DescribeEndpoint gives it. */
  readonly endpoint: string;
  /** Publishes as the account itself, without a device; resolves when the broker has passed it on. */
  publish(topic: string, payload: string | Uint8Array, qos?: 0 | 1): Promise<void>;
  /** Resolves when every rule triggered so far has acted, retries and error actions included. */
  settled(): Promise<void>;
}

/** Starts the local IoT Core; rejects when the port is taken or the files in `dataDir` cannot be read. */
export async function createIotCore(options: IotCoreOptions): Promise<IotCore> {
  const { host = '127.0.0.1', mqttPort = 0, region, accountId } = options;
  const { now = () => new Date(), newId = randomUUID, log = () => {} } = options;
  const dataDir = options.dataDir === undefined ? undefined : join(options.dataDir, 'iot-core');
  const store = openIotStore({ dataDir });
  const authority = await openCertificateAuthority({ dataDir, newId });
  const arns = createArns({ region, accountId });
  const access = createDeviceAccess({ store, arns, now });
  // The broker triggers rules and rules republish to the broker, so one of the two is reached late.
  const publish: MqttBroker['publish'] = (message) => broker.publish(message);
  const engine = createRulesEngine({
    rules: enabledRules(store),
    deliver: options.deliver,
    publish,
    now,
    newId,
    log,
    attempts: options.deliveryAttempts ?? 3,
    retryDelayMs: options.retryDelayMs ?? 200,
  });
  const shadows = createShadowService({ store, publish, now, log });
  const onMessage: typeof engine.accept = (message) => {
    engine.accept(message);
    shadows.accept(message);
    provisioning.accept(message);
  };
  const broker = await openMqttBroker({
    host,
    port: mqttPort,
    authority,
    access,
    onMessage,
    now,
    newId,
    log,
  });
  const endpoint = `${host}:${broker.port}`;
  const provider = await openCredentialProvider({ host, authority, access, store, now, newId, log });
  const context: IotContext = {
    store,
    arns,
    authority,
    accountId,
    now,
    newId,
    endpoint: () => endpoint,
    credentialEndpoint: () => provider.endpoint,
    onCertificateOff: broker.disconnectCertificate,
  };
  const invokeHook =
    options.invokeHook ?? (async () => Promise.reject(new Error('nothing calls functions here')));
  const provisioning = createProvisioningService({ context, tell: broker.tell, invokeHook, log });
  const control = createControlPlane(context, { newId, log });
  const data = createDataPlane({ shadows, publish, newId });
  const handle: LocalService['handle'] = (incoming, answer) =>
    (isDataPlanePath(incoming.url ?? '/') ? data : control)(incoming, answer);
  const service = asService(broker, engine);
  const close = async () => {
    await provider.close();
    await service.close();
  };
  return { ...service, close, handle, endpoint, caPem: authority.caPem };
}

/** Rules compiled once each: a stored rule is replaced, never changed. */
function enabledRules(store: IotStore): () => readonly CompiledRule[] {
  const compiled = new WeakMap<TopicRule, CompiledRule>();
  return () =>
    [...store.rules.values()]
      .filter((rule) => !rule.ruleDisabled)
      .map((rule) => {
        const known = compiled.get(rule) ?? compileRule(rule);
        compiled.set(rule, known);
        return known;
      });
}

function asService(broker: MqttBroker, engine: RulesEngine) {
  return {
    signingNames: ['iot', 'iotdata'],
    mqttPort: broker.port,
    publish: (topic: string, payload: string | Uint8Array, qos: 0 | 1 = 0) =>
      broker.publish({ topic, payload: Buffer.from(payload), qos }),
    settled: engine.settled,
    close: async () => {
      await broker.close();
      await engine.settled();
    },
  } satisfies Partial<IotCore>;
}
