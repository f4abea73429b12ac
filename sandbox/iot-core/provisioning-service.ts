import { z } from 'zod';
import { certificateValidity, SigningRequestError } from './certificate-authority.ts';
import type { IotContext } from './iot-context.ts';
import { IotError } from './iot-error.ts';
import type { InvokeHook, IotLog } from './iot-options.ts';
import type { MqttBroker } from './mqtt-broker.ts';
import { createOwnershipTokens } from './ownership-tokens.ts';
import { check, type ProvisioningCall } from './provisioning-call.ts';
import { registerThing } from './register-thing.ts';
import type { IotMessage } from './rules-engine.ts';

export interface ProvisioningOptions {
  readonly context: IotContext;
  readonly tell: MqttBroker['tell'];
  readonly invokeHook: InvokeHook;
  readonly log: IotLog;
}

/** The device provisioning MQTT API: CreateKeysAndCertificate, CreateCertificateFromCsr, RegisterThing, in JSON. */
export interface ProvisioningService {
  /** Acts on a message on one of its topics; leaves all others. The answer goes to the sender alone. */
  accept(message: IotMessage): void;
}

const provisioningTopic =
  /^\$aws\/(?:certificates\/(create|create-from-csr)|provisioning-templates\/([^/]+)\/provision)\/json$/;

export function createProvisioningService(options: ProvisioningOptions): ProvisioningService {
  const { context, tell, log } = options;
  const tokens = createOwnershipTokens(context);
  const answer = async (message: IotMessage, call: ProvisioningCall, match: RegExpExecArray) => {
    const [, certificates, templateName = ''] = match;
    const payload = parseJson(message.payload);
    if (certificates === 'create') return createKeys(call);
    return certificates === undefined
      ? registerThing(call, templateName, payload)
      : signRequest(call, payload);
  };
  return {
    accept: (message) => {
      const match = provisioningTopic.exec(message.topic);
      const { clientId, principal } = message;
      if (match === null || clientId === undefined || principal === undefined) return;
      const call = { ...options, tokens, clientId, claimCertificateId: principal };
      const answering = answer(message, call, match).then(
        (body) => ({ path: 'accepted', body }),
        (error: unknown) => ({ path: 'rejected', body: rejection(error, log) }),
      );
      void answering.then(({ path, body }) => {
        context.store.save();
        tell({ clientId, certificateId: principal, topic: `${message.topic}/${path}`, body });
      });
    },
  };
}

async function createKeys({ context, tokens }: ProvisioningCall) {
  const issued = await context.authority.issueDevice();
  keep(context, issued);
  const { certificateId, certificatePem, privateKeyPem: privateKey } = issued;
  return {
    certificateId,
    certificatePem,
    privateKey,
    certificateOwnershipToken: tokens.issue(certificateId),
  };
}

async function signRequest({ context, tokens }: ProvisioningCall, payload: unknown) {
  const { certificateSigningRequest } = check(z.object({ certificateSigningRequest: z.string() }), payload);
  const signed = await context.authority.signRequest(certificateSigningRequest).catch((error: unknown) => {
    if (!(error instanceof SigningRequestError)) throw error;
    throw new IotError('InvalidCertificateSigningRequest', error.message);
  });
  keep(context, signed);
  return { ...signed, certificateOwnershipToken: tokens.issue(signed.certificateId) };
}

function keep(
  { store, now }: IotContext,
  { certificateId, certificatePem }: { readonly certificateId: string; readonly certificatePem: string },
): void {
  const at = now().getTime();
  store.certificates.set(certificateId, {
    certificateId,
    pem: certificatePem,
    status: 'PENDING_ACTIVATION',
    notBefore: certificateValidity.notBefore.getTime(),
    notAfter: certificateValidity.notAfter.getTime(),
    createdAt: at,
    modifiedAt: at,
  });
}

function rejection(error: unknown, log: IotLog) {
  if (!(error instanceof IotError)) log('PROVISIONING_FAILED', { error: String(error) });
  const { status, code, message } =
    error instanceof IotError ? error : new IotError('InternalFailureException', 'The local IoT Core failed');
  return { statusCode: status, errorCode: code, errorMessage: message };
}

function parseJson(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString('utf8'));
  } catch {
    return undefined;
  }
}
