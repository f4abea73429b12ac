import { makeIncident } from './make-incident.ts';

export const token = '0123456789abcdef0123456789abcdef';
export const linkPath = `/${makeIncident().incidentId}/${token}`;

/** A Function URL's event, as Lambda makes it of a request (payload format 2.0). */
export function makeEvent({
  method = 'GET',
  path = linkPath,
  query = '',
  headers = {},
  body,
  isBase64Encoded = false,
}: {
  readonly method?: string;
  readonly path?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
} = {}) {
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query,
    headers: { 'user-agent': 'Mozilla/5.0', ...headers },
    requestContext: { http: { method, path, protocol: 'HTTP/1.1', sourceIp: '203.0.113.7' } },
    ...(body === undefined ? {} : { body }),
    isBase64Encoded,
  };
}
