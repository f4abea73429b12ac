import type { IotContext } from './iot-context.ts';
import { invalid } from './iot-error.ts';
import type { IotRequest, IotRoute } from './iot-request.ts';

const dataEndpoints: ReadonlySet<string> = new Set(['iot:Data', 'iot:Data-ATS']);

/** DescribeEndpoint: the local broker for MQTT, the local credential provider; other endpoints do not exist here, and the answer says so. */
export function endpointRoutes(context: IotContext): readonly IotRoute[] {
  const answer = (request: IotRequest) => {
    const type = request.query('endpointType') ?? 'iot:Data';
    if (dataEndpoints.has(type)) return { endpointAddress: context.endpoint() };
    if (type === 'iot:CredentialProvider') return { endpointAddress: context.credentialEndpoint() };
    throw invalid(`The local run has no endpoint of type ${type}`);
  };
  return [{ name: 'DescribeEndpoint', method: 'GET', path: '/endpoint', answer }];
}
