import { request } from 'node:http';
import { registerHooks } from 'node:module';

// Loaded into each Lambda process by --import. aws-lambda-ric 4.0.2 posts its results through a native module
// that takes 90 seconds to build; this file stands in for it. Receiving goes through AWS's own HTTP path
// (AWS_LAMBDA_NODEJS_USE_ALTERNATIVE_CLIENT_1), so only posting is replaced.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === './rapid-client.node'
      ? { url: import.meta.url, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});

const post = (id: string, kind: 'response' | 'error', body: string): void => {
  const [hostname, port] = (process.env.AWS_LAMBDA_RUNTIME_API ?? '').split(':');
  const path = `/2018-06-01/runtime/invocation/${id}/${kind}`;
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  request({ hostname, port, path, method: 'POST', headers }, (reply) => reply.resume()).end(body);
};

export const initializeClient = (): void => undefined;
export const done = (id: string, body: string): void => post(id, 'response', body);
export const error = (id: string, body: string): void => post(id, 'error', body);
