/** What the doctor asks an account, or the local run. */
export interface DoctorPorts {
  /** Calls a service once, as cheaply as it can be. Throws what the service throws. */
  readonly reach: (service: ServiceName) => Promise<void>;
  /** The quotas of a service in its Region, by their names; undefined where there are none to ask for. */
  readonly quotas: (service: 'lambda' | 'rekognition' | 'kinesisvideo') => Promise<Quotas | undefined>;
  readonly sms: () => Promise<{ readonly isSandboxed: boolean; readonly monthlyLimitUsd?: number }>;
  /** Sender ids for SMS to Thailand; undefined where nobody can be asked. */
  readonly senderIds: () => Promise<readonly SenderId[] | undefined>;
  /** Epoch ms by the clock of the service. */
  readonly serviceTime: () => Promise<number>;
  /** Mailboxes of the zone's topics that have not confirmed. */
  readonly pendingSubscriptions: () => Promise<number>;
  readonly streamNames: () => Promise<readonly string[]>;
  /** Settings of the deployed zone as they were written. Throws StackMissingError. */
  readonly deployedSettings: () => Promise<unknown>;
}

export const serviceNames = [
  'Kinesis Video',
  'IoT Core',
  'Rekognition',
  'SNS',
  'SQS',
  'DynamoDB',
  'S3',
] as const;
export type ServiceName = (typeof serviceNames)[number];

export type Quotas = readonly { readonly name: string; readonly value: number }[];

export interface SenderId {
  readonly senderId: string;
  readonly isRegistered: boolean;
}
