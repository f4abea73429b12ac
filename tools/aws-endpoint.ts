import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const localFile = (name: string) => fileURLToPath(new URL(`../.zone/${name}`, import.meta.url));

/** What a running `npm start` leaves for other commands: its address, and the CA that poles must trust. */
export const endpointFile = localFile('endpoint.json');
export const localCaFile = localFile('iot-ca.pem');

const localEndpoint = z.object({ endpointUrl: z.url(), region: z.string().min(1) });

export interface UseAwsEndpointParams {
  /** The user wants the account, whatever runs here. */
  readonly isAws: boolean;
  readonly file?: string;
  readonly environment?: NodeJS.ProcessEnv;
}

/**
 * Turns the SDK to the local run when one has left its address, and says whether it did. The account's own profile
 * and keys are taken out of the environment, so that they never reach a local engine.
 */
export function useAwsEndpoint({
  isAws,
  file = endpointFile,
  environment = process.env,
}: UseAwsEndpointParams): 'local' | 'aws' {
  if (isAws) return 'aws';
  if (environment.AWS_ENDPOINT_URL !== undefined) return 'local';
  const local = readEndpoint(file);
  if (local === undefined) return 'aws';
  delete environment.AWS_PROFILE;
  delete environment.AWS_SESSION_TOKEN;
  Object.assign(environment, {
    AWS_ENDPOINT_URL: local.endpointUrl,
    AWS_REGION: local.region,
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
  });
  return 'local';
}

function readEndpoint(file: string) {
  try {
    return localEndpoint.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new Error(`${file} is damaged: delete it and run npm start again`, { cause: error });
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
