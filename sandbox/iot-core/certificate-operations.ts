import { z } from 'zod';
import { certificateValidity, type SignedCertificate, SigningRequestError } from './certificate-authority.ts';
import { type IotContext, toSeconds } from './iot-context.ts';
import { IotError, invalid, notFound } from './iot-error.ts';
import type { IotRequest, IotRoute } from './iot-request.ts';
import type { Certificate } from './iot-store.ts';
import { pageOf } from './list-page.ts';

/** CreateKeysAndCertificate, CreateCertificateFromCsr, DescribeCertificate, UpdateCertificate, DeleteCertificate, ListCertificates. */
export function certificateRoutes(context: IotContext): readonly IotRoute[] {
  const path = '/certificates/{certificateId}';
  return [
    {
      name: 'CreateKeysAndCertificate',
      method: 'POST',
      path: '/keys-and-certificate',
      answer: (request) => createCertificate(context, request),
    },
    {
      name: 'CreateCertificateFromCsr',
      method: 'POST',
      path: '/certificates',
      answer: (request) => signRequest(context, request),
    },
    {
      name: 'DescribeCertificate',
      method: 'GET',
      path,
      answer: (request) => describeCertificate(context, request),
    },
    {
      name: 'UpdateCertificate',
      method: 'PUT',
      path,
      answer: (request) => updateCertificate(context, request),
    },
    {
      name: 'DeleteCertificate',
      method: 'DELETE',
      path,
      answer: (request) => deleteCertificate(context, request),
    },
    {
      name: 'ListCertificates',
      method: 'GET',
      path: '/certificates',
      answer: (request) => listCertificates(context, request),
    },
  ];
}

function findCertificate({ store }: IotContext, request: IotRequest): Certificate {
  const id = request.param('certificateId');
  const certificate = store.certificates.get(id);
  if (certificate === undefined) throw notFound('certificate', id);
  return certificate;
}

async function createCertificate(context: IotContext, request: IotRequest) {
  const issued = await context.authority.issueDevice();
  const keyPair = { PublicKey: issued.publicKeyPem, PrivateKey: issued.privateKeyPem };
  return { ...keep(context, issued, request), keyPair };
}

const csrBody = z.object({ certificateSigningRequest: z.string().min(1) });

async function signRequest(context: IotContext, request: IotRequest) {
  const { certificateSigningRequest } = request.body(csrBody);
  const signed = await context.authority.signRequest(certificateSigningRequest).catch((error: unknown) => {
    throw error instanceof SigningRequestError ? invalid(error.message) : error;
  });
  return keep(context, signed, request);
}

function keep(
  { store, arns, now }: IotContext,
  { certificateId, certificatePem }: SignedCertificate,
  request: IotRequest,
) {
  const at = now().getTime();
  store.certificates.set(certificateId, {
    certificateId,
    pem: certificatePem,
    status: request.query('setAsActive') === 'true' ? 'ACTIVE' : 'INACTIVE',
    notBefore: certificateValidity.notBefore.getTime(),
    notAfter: certificateValidity.notAfter.getTime(),
    createdAt: at,
    modifiedAt: at,
  });
  return { certificateArn: arns.certificate(certificateId), certificateId, certificatePem };
}

function describeCertificate(context: IotContext, request: IotRequest) {
  const it = findCertificate(context, request);
  return {
    certificateDescription: {
      certificateArn: context.arns.certificate(it.certificateId),
      certificateId: it.certificateId,
      status: it.status,
      certificatePem: it.pem,
      ownedBy: context.accountId,
      creationDate: toSeconds(it.createdAt),
      lastModifiedDate: toSeconds(it.modifiedAt),
      validity: { notBefore: toSeconds(it.notBefore), notAfter: toSeconds(it.notAfter) },
      certificateMode: 'DEFAULT',
    },
  };
}

function updateCertificate(context: IotContext, request: IotRequest): undefined {
  const certificate = findCertificate(context, request);
  const status = request.query('newStatus');
  if (status !== 'ACTIVE' && status !== 'INACTIVE' && status !== 'REVOKED') {
    throw invalid(`A certificate cannot be set to ${status}`);
  }
  const { certificateId } = certificate;
  const modifiedAt = context.now().getTime();
  context.store.certificates.set(certificateId, { ...certificate, status, modifiedAt });
  if (status !== 'ACTIVE') context.onCertificateOff(certificateId);
}

function deleteCertificate(context: IotContext, request: IotRequest): undefined {
  const { certificateId, status } = findCertificate(context, request);
  const { store } = context;
  if (status === 'ACTIVE') {
    throw new IotError('CertificateStateException', 'The certificate must be deactivated before deletion');
  }
  if ([...store.principalAttachments.values()].some((it) => it.certificateId === certificateId)) {
    throw new IotError('DeleteConflictException', 'Things must be detached before deletion');
  }
  const attached = [...store.policyAttachments].filter(([, it]) => it.certificateId === certificateId);
  if (attached.length > 0 && request.query('forceDelete') !== 'true') {
    throw new IotError('DeleteConflictException', 'Policies must be detached before deletion');
  }
  for (const [key] of attached) store.policyAttachments.delete(key);
  store.certificates.delete(certificateId);
}

function listCertificates({ store, arns }: IotContext, request: IotRequest) {
  const { page, next } = pageOf(store.certificates.values(), {
    keyOf: (certificate) => certificate.certificateId,
    token: request.query('marker'),
    size: request.query('pageSize'),
  });
  const certificates = page.map(({ certificateId, status, createdAt }) => ({
    certificateArn: arns.certificate(certificateId),
    certificateId,
    status,
    certificateMode: 'DEFAULT',
    creationDate: toSeconds(createdAt),
  }));
  return { certificates, nextMarker: next };
}
