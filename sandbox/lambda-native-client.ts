import { realpathSync } from 'node:fs';
import { request } from 'node:http';
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

// Loaded into each Lambda process by --import. aws-lambda-ric 4.0.2 posts its results through a native module
// that takes 90 seconds to build; this file stands in for it. Receiving goes through AWS's own HTTP path
// (AWS_LAMBDA_NODEJS_USE_ALTERNATIVE_CLIENT_1), so only posting is replaced.

const folderUrl = (path: string): string => `${pathToFileURL(realpathSync(path)).href}/`;
const taskRoot = folderUrl(process.env.LAMBDA_TASK_ROOT ?? '.');
const layers = (process.env.NODE_PATH ?? '').split(':').filter(Boolean).map(folderUrl);

/** Bundles lie below the project, whose packages Lambda will not have; the SDK alone comes with its runtime. */
const isDeployed = (url: string): boolean =>
  !url.startsWith('file:') ||
  [taskRoot, ...layers].some((folder) => url.startsWith(folder)) ||
  /\/node_modules\/@(aws-sdk|smithy)\//.test(url);

const missing = (specifier: string, parent: string, isRequire: boolean): Error =>
  Object.assign(new Error(`Cannot find package '${specifier}' in the bundle, imported from ${parent}`), {
    code: isRequire ? 'MODULE_NOT_FOUND' : 'ERR_MODULE_NOT_FOUND',
  });

registerHooks({
  resolve: (specifier, context, next) => {
    if (specifier === './rapid-client.node')
      return { url: import.meta.url, format: 'module-typescript', shortCircuit: true };
    const resolved = next(specifier, context);
    const parent = context.parentURL ?? '';
    if (!parent.startsWith(taskRoot) || isDeployed(resolved.url)) return resolved;
    throw missing(specifier, parent, context.conditions.includes('require'));
  },
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
