import type { IotContext } from './iot-context.ts';
import { invalid, notFound } from './iot-error.ts';
import type { IotRequest, IotRoute } from './iot-request.ts';
import { attachmentKey } from './iot-store.ts';
import { pageOf } from './list-page.ts';
import { findThing } from './thing-operations.ts';

/** AttachThingPrincipal, DetachThingPrincipal, ListThingPrincipals, ListPrincipalThings. */
export function principalRoutes(context: IotContext): readonly IotRoute[] {
  const path = '/things/{thingName}/principals';
  return [
    { name: 'AttachThingPrincipal', method: 'PUT', path, answer: (request) => attach(context, request) },
    { name: 'DetachThingPrincipal', method: 'DELETE', path, answer: (request) => detach(context, request) },
    {
      name: 'ListThingPrincipals',
      method: 'GET',
      path,
      answer: (request) => listPrincipals(context, request),
    },
    {
      name: 'ListPrincipalThings',
      method: 'GET',
      path: '/principals/things',
      answer: (request) => listThings(context, request),
    },
  ];
}

/** The certificate that the principal header names; Cognito identities are not imitated. */
function principalOf({ store, arns }: IotContext, request: IotRequest): string {
  const principal = request.header('x-amzn-principal');
  const certificateId = arns.certificateIdOf(principal);
  if (certificateId === undefined) throw invalid(`Only a certificate can be a principal here: ${principal}`);
  if (!store.certificates.has(certificateId)) throw notFound('certificate', certificateId);
  return certificateId;
}

function attach(context: IotContext, request: IotRequest) {
  const { thingName } = findThing(context, request.param('thingName'));
  if (request.query('thingPrincipalType') === 'EXCLUSIVE_THING') {
    throw invalid('Exclusive things are not imitated: connect with the thing name as client id');
  }
  const certificateId = principalOf(context, request);
  const key = attachmentKey(thingName, certificateId);
  context.store.principalAttachments.set(key, { thingName, certificateId });
  return {};
}

function detach(context: IotContext, request: IotRequest) {
  const { thingName } = findThing(context, request.param('thingName'));
  context.store.principalAttachments.delete(attachmentKey(thingName, principalOf(context, request)));
  return {};
}

function listPrincipals(context: IotContext, request: IotRequest) {
  const { thingName } = findThing(context, request.param('thingName'));
  const attached = [...context.store.principalAttachments.values()].filter(
    (it) => it.thingName === thingName,
  );
  const { page, next } = pageOf(attached, {
    keyOf: ({ certificateId }) => certificateId,
    token: request.query('nextToken'),
    size: request.query('maxResults'),
  });
  return {
    principals: page.map(({ certificateId }) => context.arns.certificate(certificateId)),
    nextToken: next,
  };
}

function listThings(context: IotContext, request: IotRequest) {
  const principal = principalOf(context, request);
  const attached = [...context.store.principalAttachments.values()];
  const { page, next } = pageOf(
    attached.filter(({ certificateId }) => certificateId === principal),
    {
      keyOf: ({ thingName }) => thingName,
      token: request.query('nextToken'),
      size: request.query('maxResults'),
    },
  );
  return { things: page.map(({ thingName }) => thingName), nextToken: next };
}
