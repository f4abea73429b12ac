import type { Deliver } from './rule-delivery.ts';

/** Receives one event of the local IoT Core; payloads and keys are never in it. */
export type IotLog = (event: string, details: Readonly<Record<string, unknown>>) => void;

/** Calls a function and gives its answer; rejects when the function fails. */
export type InvokeHook = (functionArn: string, event: unknown) => Promise<unknown>;

export interface IotCoreOptions {
  /** Folder for the CA and the registry. @default nothing outlives the process */
  readonly dataDir?: string;
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** Port of the MQTT broker; 0 takes any free one. @default 0 */
  readonly mqttPort?: number;
  readonly region: string;
  /** 12 digits. */
  readonly accountId: string;
  /** @default the system's clock */
  readonly now?: () => Date;
  /** A new UUID. @default random */
  readonly newId?: () => string;
  /** Carries out the SQS, SNS and Lambda actions of rules. */
  readonly deliver: Deliver;
  /** Asks the pre-provisioning hook of a template. @default every hook fails */
  readonly invokeHook?: InvokeHook;
  /** @default silent */
  readonly log?: IotLog;
  /** How often a rule's action is tried before it counts as failed. @default 3 */
  readonly deliveryAttempts?: number;
  /** Wait before the second attempt, doubled for each further one. @default 200 */
  readonly retryDelayMs?: number;
}
