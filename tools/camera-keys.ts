import { request } from 'node:https';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { CameraCredentials } from './camera-credentials.ts';
import { connectionLost, PutMediaError } from './put-media-error.ts';
import type { AwsKeys } from './sign-put-media.ts';

const answerSchema = z.object({
  credentials: z.object({
    accessKeyId: z.string().min(1),
    secretAccessKey: z.string().min(1),
    sessionToken: z.string().min(1),
    expiration: z.iso.datetime({ offset: true }),
  }),
});

const timeoutMilliseconds = 10_000;

/**
 * Keys for an hour, in exchange for the camera's certificate. Throws PutMediaError: to be tried again while nobody
 * answers, to be given up when the certificate is refused.
 * https://docs.aws.amazon.com/iot/latest/developerguide/authorizing-direct-aws.html
 */
export async function fetchCameraKeys(credentials: CameraCredentials): Promise<AwsKeys> {
  const { status, body } = await ask(credentials);
  const { thingName } = credentials;
  if (status === 403) {
    const why = 'is it active, attached to its thing, and does the policy allow the role alias?';
    throw new PutMediaError(`the certificate of ${thingName} gets no keys: ${why}`, { remedy: 'give-up' });
  }
  if (status !== 200) {
    const remedy = status >= 500 || status === 429 ? 'reconnect' : 'give-up';
    throw new PutMediaError(`no keys for ${thingName} (${status}): ${body.slice(0, 200)}`, { remedy });
  }
  const answer = answerSchema.safeParse(asJson(body));
  if (!answer.success) throw connectionLost('the credential provider answered something else');
  const { expiration, ...keys } = answer.data.credentials;
  return { ...keys, expiration: new Date(expiration) };
}

function ask(credentials: CameraCredentials): Promise<{ readonly status: number; readonly body: string }> {
  const { credentialEndpoint, roleAlias, thingName, certificatePem, privateKeyPem, caPem } = credentials;
  const url = new URL(
    `https://${credentialEndpoint}/role-aliases/${encodeURIComponent(roleAlias)}/credentials`,
  );
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number; body: string }>();
  const outgoing = request(url, {
    headers: { 'x-amzn-iot-thingname': thingName },
    cert: certificatePem,
    key: privateKeyPem,
    ...(caPem === undefined ? {} : { ca: caPem }),
    agent: false,
    timeout: timeoutMilliseconds,
  });
  outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in time')));
  outgoing.on('error', (cause) => reject(connectionLost(`${credentialEndpoint}: ${cause.message}`, cause)));
  outgoing.on('response', (response) => {
    text(response).then((body) => resolve({ status: response.statusCode ?? 0, body }), reject);
  });
  outgoing.end();
  return promise;
}

function asJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Keys good for some more minutes are used again: each connection asks, and so does each search for its endpoint. */
const marginMilliseconds = 5 * 60_000;

/** Remembers keys until they are about to expire, or were refused. */
export function rememberKeys(
  fetchKeys: () => Promise<AwsKeys>,
  now: () => number,
): (options: { readonly isFresh: boolean }) => Promise<AwsKeys> {
  let kept: AwsKeys | undefined;
  return async ({ isFresh }) => {
    const end = kept?.expiration?.getTime() ?? Number.POSITIVE_INFINITY;
    if (kept === undefined || isFresh || end - now() < marginMilliseconds) kept = await fetchKeys();
    return kept;
  };
}
