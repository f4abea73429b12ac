import { z } from 'zod';
import { type IotContext, toSeconds } from './iot-context.ts';
import { alreadyExists, invalid, notFound } from './iot-error.ts';
import type { IotRequest, IotRoute } from './iot-request.ts';
import type { ThingType } from './iot-store.ts';

const TypeBody = z.object({
  thingTypeProperties: z
    .object({
      thingTypeDescription: z.string().optional(),
      searchableAttributes: z.array(z.string()).max(3).optional(),
    })
    .optional(),
});
const DeprecateBody = z.object({ undoDeprecate: z.boolean().optional() });
/** A thing type can be deleted five minutes after its deprecation (DeleteThingType, API reference). */
const deletableAfterMs = 5 * 60_000;

/** CreateThingType, DescribeThingType, DeprecateThingType, DeleteThingType. */
export function thingTypeRoutes(context: IotContext): readonly IotRoute[] {
  const path = '/thing-types/{thingTypeName}';
  return [
    { name: 'CreateThingType', method: 'POST', path, answer: (request) => createType(context, request) },
    { name: 'DescribeThingType', method: 'GET', path, answer: (request) => describeType(context, request) },
    {
      name: 'DeprecateThingType',
      method: 'POST',
      path: `${path}/deprecate`,
      answer: (request) => deprecateType(context, request),
    },
    { name: 'DeleteThingType', method: 'DELETE', path, answer: (request) => deleteType(context, request) },
  ];
}

function findType({ store }: IotContext, request: IotRequest): ThingType {
  const name = request.param('thingTypeName');
  const type = store.thingTypes.get(name);
  if (type === undefined) throw notFound('thing type', name);
  return type;
}

function createType({ store, arns, newId, now }: IotContext, request: IotRequest) {
  const name = request.param('thingTypeName');
  if (!/^[a-zA-Z0-9:_-]{1,128}$/.test(name)) throw invalid(`${name} is no thing type name`);
  const properties = request.body(TypeBody).thingTypeProperties;
  const description = properties?.thingTypeDescription;
  const searchableAttributes = properties?.searchableAttributes ?? [];
  const existing = store.thingTypes.get(name);
  const isSame =
    existing?.description === description &&
    existing?.searchableAttributes.join(' ') === searchableAttributes.join(' ');
  if (existing !== undefined && !isSame) throw alreadyExists('thing type', name);
  const type = existing ?? {
    thingTypeName: name,
    thingTypeId: newId(),
    ...(description === undefined ? {} : { description }),
    searchableAttributes,
    createdAt: now().getTime(),
  };
  store.thingTypes.set(name, type);
  return { thingTypeName: name, thingTypeArn: arns.thingType(name), thingTypeId: type.thingTypeId };
}

function describeType(context: IotContext, request: IotRequest) {
  const type = findType(context, request);
  return {
    thingTypeName: type.thingTypeName,
    thingTypeId: type.thingTypeId,
    thingTypeArn: context.arns.thingType(type.thingTypeName),
    thingTypeProperties: {
      thingTypeDescription: type.description,
      searchableAttributes: type.searchableAttributes,
    },
    thingTypeMetadata: {
      deprecated: type.deprecatedAt !== undefined,
      deprecationDate: type.deprecatedAt === undefined ? undefined : toSeconds(type.deprecatedAt),
      creationDate: toSeconds(type.createdAt),
    },
  };
}

function deprecateType(context: IotContext, request: IotRequest) {
  const { deprecatedAt: _, ...type } = findType(context, request);
  const isUndone = request.body(DeprecateBody).undoDeprecate === true;
  const deprecated = isUndone ? type : { ...type, deprecatedAt: context.now().getTime() };
  context.store.thingTypes.set(type.thingTypeName, deprecated);
  return {};
}

function deleteType(context: IotContext, request: IotRequest) {
  const { thingTypeName, deprecatedAt } = findType(context, request);
  if (deprecatedAt === undefined || context.now().getTime() - deprecatedAt < deletableAfterMs) {
    throw invalid(`The thing type ${thingTypeName} must have been deprecated for five minutes`);
  }
  context.store.thingTypes.delete(thingTypeName);
  return {};
}
