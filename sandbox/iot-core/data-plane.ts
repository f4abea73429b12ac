import type { IncomingMessage, ServerResponse } from 'node:http';
import { readBody } from '../front-door.ts';
import type { LocalService } from '../local-service.ts';
import type { MqttBroker } from './mqtt-broker.ts';
import { isTopicWithinLimits } from './mqtt-topic.ts';
import { ShadowError } from './shadow-document.ts';
import type { ShadowService } from './shadow-service.ts';

export interface DataPlaneOptions {
  readonly shadows: ShadowService;
  readonly publish: MqttBroker['publish'];
  readonly newId: () => string;
}

const errorTypes = {
  400: 'InvalidRequestException',
  404: 'ResourceNotFoundException',
  409: 'ConflictException',
  413: 'RequestEntityTooLargeException',
} as const;

const shadowPath = /^\/things\/([^/]+)\/shadow$/;
const topicPath = /^\/topics\/(.+)$/;

/** Whether a path is the data plane's; it shares the front door with the control plane. */
export function isDataPlanePath(path: string): boolean {
  const [pathname = ''] = path.split('?');
  return shadowPath.test(pathname) || topicPath.test(pathname);
}

/** The HTTPS calls of IoT Core's data plane: Publish, GetThingShadow, UpdateThingShadow. */
export function createDataPlane({ shadows, publish, newId }: DataPlaneOptions): LocalService['handle'] {
  const answer = async (request: IncomingMessage): Promise<object> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const thingName = decodeURIComponent(shadowPath.exec(pathname)?.[1] ?? '');
    if (searchParams.has('name')) throw new ShadowError(400, 'Named shadows are not imitated here');
    if (thingName !== '' && request.method === 'GET') return shadows.get(thingName);
    if (thingName !== '' && request.method === 'POST')
      return shadows.update(thingName, await readBody(request));
    const topic = decodeURIComponent(topicPath.exec(pathname)?.[1] ?? '');
    if (topic === '' || request.method !== 'POST') {
      throw new ShadowError(400, `${request.method} ${pathname} is not imitated here`);
    }
    if (/[#+]/.test(topic) || !isTopicWithinLimits(topic)) throw new ShadowError(400, `${topic} is no topic`);
    const qos = searchParams.get('qos') === '1' ? 1 : 0;
    await publish({ topic, payload: await readBody(request), qos });
    return {};
  };
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { status, body, headers } = await answer(request).then(
      (body) => ({ status: 200, body, headers: {} }),
      (error: unknown) => {
        if (!(error instanceof ShadowError)) throw error;
        const { code, message } = error;
        return { status: code, body: { message }, headers: { 'x-amzn-errortype': errorTypes[code] } };
      },
    );
    response.writeHead(status, {
      'content-type': 'application/json',
      'x-amzn-requestid': newId(),
      ...headers,
    });
    response.end(JSON.stringify(body));
  };
}
