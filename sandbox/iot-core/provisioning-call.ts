import { z } from 'zod';
import type { IotContext } from './iot-context.ts';
import { IotError } from './iot-error.ts';
import type { InvokeHook, IotLog } from './iot-options.ts';
import type { OwnershipTokens } from './ownership-tokens.ts';

/** What an operation of the device provisioning API works with, and who asks. */
export interface ProvisioningCall {
  readonly context: IotContext;
  readonly invokeHook: InvokeHook;
  readonly log: IotLog;
  readonly tokens: OwnershipTokens;
  readonly clientId: string;
  /** The certificate that the device came with: its claim. */
  readonly claimCertificateId: string;
}

/** Reads a payload; throws InvalidRequestException naming what is wrong. */
export function check<T>(schema: z.ZodType<T>, payload: unknown): T {
  const result = schema.safeParse(payload);
  if (result.success) return result.data;
  throw new IotError('InvalidRequestException', z.prettifyError(result.error));
}
