import { z } from 'zod';
import type { IotContext } from './iot-context.ts';
import { alreadyExists, IotError, invalid, notFound } from './iot-error.ts';
import type { IotRequest, IotRoute } from './iot-request.ts';
import type { Thing } from './iot-store.ts';
import { pageOf } from './list-page.ts';

/** Characters of names and attributes as in the API reference: no white space, no Thai. */
const thingName = /^[a-zA-Z0-9:_-]{1,128}$/;
const Attributes = z.record(
  z.string().regex(/^[a-zA-Z0-9_.,@/:#-]{1,128}$/),
  z.string().regex(/^[a-zA-Z0-9_.,@/:#=[\]-]{0,800}$/),
);
const ThingBody = z.object({
  thingTypeName: z.string().optional(),
  attributePayload: z.object({ attributes: Attributes.optional(), merge: z.boolean().optional() }).optional(),
  billingGroupName: z.never({ error: 'billing groups are not imitated' }).optional(),
});
const UpdateBody = ThingBody.extend({
  expectedVersion: z.number().optional(),
  removeThingType: z.boolean().optional(),
});
/** Attributes a thing may have without and with a thing type (IoT Core quotas). */
const attributesWithoutType = 3;
const attributesWithType = 50;

const withoutEmpty = (attributes: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ''));

/** CreateThing, UpdateThing, DescribeThing, DeleteThing, ListThings. */
export function thingRoutes(context: IotContext): readonly IotRoute[] {
  const path = '/things/{thingName}';
  return [
    { name: 'CreateThing', method: 'POST', path, answer: (request) => createThing(context, request) },
    { name: 'UpdateThing', method: 'PATCH', path, answer: (request) => updateThing(context, request) },
    { name: 'DescribeThing', method: 'GET', path, answer: (request) => describeThing(context, request) },
    { name: 'DeleteThing', method: 'DELETE', path, answer: (request) => deleteThing(context, request) },
    { name: 'ListThings', method: 'GET', path: '/things', answer: (request) => listThings(context, request) },
  ];
}

/** The thing of that name; throws ResourceNotFoundException. */
export function findThing({ store }: IotContext, name: string): Thing {
  const thing = store.things.get(name);
  if (thing === undefined) throw notFound('thing', name);
  return thing;
}

function checkType({ store }: IotContext, typeName: string | undefined): void {
  if (typeName === undefined) return;
  const type = store.thingTypes.get(typeName);
  if (type === undefined) throw notFound('thing type', typeName);
  if (type.deprecatedAt !== undefined) throw invalid(`The thing type ${typeName} is deprecated`);
}

function checkAttributes(thing: Thing): Thing {
  const most = thing.thingTypeName === undefined ? attributesWithoutType : attributesWithType;
  const count = Object.keys(thing.attributes).length;
  if (count > most) throw invalid(`The thing has ${count} attributes; ${most} are allowed for it`);
  return thing;
}

function createThing(context: IotContext, request: IotRequest) {
  const { store, arns, newId } = context;
  const name = request.param('thingName');
  if (!thingName.test(name)) throw invalid(`${name} is no thing name`);
  const { thingTypeName, attributePayload } = request.body(ThingBody);
  const existing = store.things.get(name);
  const settings = {
    ...(thingTypeName === undefined ? {} : { thingTypeName }),
    attributes: withoutEmpty(attributePayload?.attributes ?? {}),
  };
  // The same call again succeeds; one with other settings does not (CreateThing, API reference).
  if (existing !== undefined && !hasSettings(existing, settings)) throw alreadyExists('thing', name);
  if (existing === undefined) checkType(context, thingTypeName);
  const thing = existing ?? checkAttributes({ thingName: name, thingId: newId(), version: 1, ...settings });
  store.things.set(name, thing);
  return { thingName: name, thingArn: arns.thing(name), thingId: thing.thingId };
}

const sorted = (attributes: Readonly<Record<string, string>>): string =>
  JSON.stringify(Object.entries(attributes).sort());

const hasSettings = (thing: Thing, settings: Pick<Thing, 'thingTypeName' | 'attributes'>): boolean =>
  thing.thingTypeName === settings.thingTypeName && sorted(thing.attributes) === sorted(settings.attributes);

function checkVersion(thing: Thing, expected: number | undefined): void {
  if (expected === undefined || expected === thing.version) return;
  throw new IotError('VersionConflictException', `${thing.thingName} has version ${thing.version}`);
}

function updateThing(context: IotContext, request: IotRequest) {
  const { thingTypeName: formerType, ...thing } = findThing(context, request.param('thingName'));
  const { thingTypeName, attributePayload, expectedVersion, removeThingType } = request.body(UpdateBody);
  checkVersion(thing, expectedVersion);
  checkType(context, thingTypeName);
  const given = attributePayload?.attributes;
  const kept = attributePayload?.merge === true || given === undefined ? thing.attributes : {};
  const type = removeThingType === true ? undefined : (thingTypeName ?? formerType);
  const updated = checkAttributes({
    ...thing,
    ...(type === undefined ? {} : { thingTypeName: type }),
    attributes: withoutEmpty({ ...kept, ...given }),
    version: thing.version + 1,
  });
  context.store.things.set(thing.thingName, updated);
  return {};
}

function describeThing(context: IotContext, request: IotRequest) {
  const thing = findThing(context, request.param('thingName'));
  return { defaultClientId: thing.thingName, thingArn: context.arns.thing(thing.thingName), ...thing };
}

function deleteThing(context: IotContext, request: IotRequest) {
  const { store } = context;
  const name = request.param('thingName');
  const thing = store.things.get(name);
  // Deleting what is not there succeeds (DeleteThing, API reference).
  if (thing === undefined) return {};
  const expected = request.query('expectedVersion');
  checkVersion(thing, expected === undefined ? undefined : Number(expected));
  if ([...store.principalAttachments.values()].some((it) => it.thingName === name)) {
    throw invalid(`Cannot delete. Thing ${name} is still attached to one or more principals`);
  }
  store.things.delete(name);
  return {};
}

function listThings({ store, arns }: IotContext, request: IotRequest) {
  const type = request.query('thingTypeName');
  const attribute = request.query('attributeName');
  const value = request.query('attributeValue') ?? '';
  const isPrefix = request.query('usePrefixAttributeValue') === 'true';
  const isWanted = ({ thingTypeName, attributes }: Thing): boolean => {
    if (type !== undefined && thingTypeName !== type) return false;
    if (attribute === undefined) return true;
    const actual = Object.hasOwn(attributes, attribute) ? attributes[attribute] : undefined;
    return isPrefix ? (actual?.startsWith(value) ?? false) : actual === value;
  };
  const { page, next } = pageOf([...store.things.values()].filter(isWanted), {
    keyOf: (thing) => thing.thingName,
    token: request.query('nextToken'),
    size: request.query('maxResults'),
  });
  const things = page.map(({ thingId: _, ...thing }) => ({
    ...thing,
    thingArn: arns.thing(thing.thingName),
  }));
  return { things, nextToken: next };
}
