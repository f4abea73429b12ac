import type { IotLog } from './iot-options.ts';
import type { IotStore } from './iot-store.ts';
import type { MqttBroker } from './mqtt-broker.ts';
import type { IotMessage } from './rules-engine.ts';
import { readShadow, ShadowError, type ShadowUpdate, updateShadow } from './shadow-document.ts';

export interface ShadowServiceOptions {
  readonly store: Pick<IotStore, 'shadows' | 'save'>;
  readonly publish: MqttBroker['publish'];
  readonly now: () => Date;
  readonly log: IotLog;
}

/** Classic shadows of things, over MQTT and HTTPS. */
export interface ShadowService {
  /** Acts on a message that was published on a shadow's `update` or `get` topic; leaves all others. */
  accept(message: Pick<IotMessage, 'topic' | 'payload'>): void;
  /** GetThingShadow. Throws ShadowError. */
  get(thingName: string): object;
  /** UpdateThingShadow: the answer, after the shadow's topics were told. Throws ShadowError. */
  update(thingName: string, payload: Buffer): object;
}

const shadowTopic = /^\$aws\/things\/([^/]+)\/shadow\/(update|get)$/;

export function createShadowService({ store, publish, now, log }: ShadowServiceOptions): ShadowService {
  const seconds = () => Math.floor(now().getTime() / 1000);
  const tell = (thingName: string, path: string, body: object) => {
    const topic = `$aws/things/${thingName}/shadow/${path}`;
    publish({ topic, payload: Buffer.from(JSON.stringify(body)), qos: 1 }).catch((error) =>
      log('SHADOW_MESSAGE_LOST', { topic, error: String(error) }),
    );
  };
  const get = (thingName: string) => readShadow(store.shadows.get(thingName), thingName, seconds());
  const update = (thingName: string, payload: Buffer): ShadowUpdate => {
    const updated = updateShadow(store.shadows.get(thingName), thingName, payload, seconds());
    store.shadows.set(thingName, updated.shadow);
    store.save();
    return updated;
  };
  const tellUpdate = (thingName: string, { accepted, documents, delta }: ShadowUpdate) => {
    tell(thingName, 'update/accepted', accepted);
    tell(thingName, 'update/documents', documents);
    if (delta !== undefined) tell(thingName, 'update/delta', delta);
  };
  const answer = (thingName: string, kind: string, payload: Buffer) => {
    if (kind === 'get') return tell(thingName, 'get/accepted', get(thingName));
    tellUpdate(thingName, update(thingName, payload));
  };
  return {
    accept: ({ topic, payload }) => {
      const [, thingName = '', kind = ''] = shadowTopic.exec(topic) ?? [];
      if (kind === '') return;
      try {
        answer(thingName, kind, payload);
      } catch (error) {
        if (!(error instanceof ShadowError)) throw error;
        const { code, message, clientToken } = error;
        const token = clientToken === undefined ? {} : { clientToken };
        tell(thingName, `${kind}/rejected`, { code, message, timestamp: seconds(), ...token });
      }
    },
    get,
    update: (thingName, payload) => {
      const updated = update(thingName, payload);
      tellUpdate(thingName, updated);
      return updated.accepted;
    },
  };
}
