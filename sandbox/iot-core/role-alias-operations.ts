import { z } from 'zod';
import { type IotContext, toSeconds } from './iot-context.ts';
import { alreadyExists, notFound } from './iot-error.ts';
import type { IotRequest, IotRoute } from './iot-request.ts';
import type { RoleAlias } from './iot-store.ts';

const AliasBody = z.object({
  roleArn: z.string().min(20),
  // 15 minutes to 12 hours (CreateRoleAlias, API reference).
  credentialDurationSeconds: z.number().int().min(900).max(43_200).optional(),
});

/** CreateRoleAlias, DescribeRoleAlias, DeleteRoleAlias: recorded; no credentials come of them here. */
export function roleAliasRoutes(context: IotContext): readonly IotRoute[] {
  const path = '/role-aliases/{roleAlias}';
  return [
    { name: 'CreateRoleAlias', method: 'POST', path, answer: (request) => createAlias(context, request) },
    { name: 'DescribeRoleAlias', method: 'GET', path, answer: (request) => describeAlias(context, request) },
    { name: 'DeleteRoleAlias', method: 'DELETE', path, answer: (request) => deleteAlias(context, request) },
  ];
}

function findAlias({ store }: IotContext, request: IotRequest): RoleAlias {
  const name = request.param('roleAlias');
  const alias = store.roleAliases.get(name);
  if (alias === undefined) throw notFound('role alias', name);
  return alias;
}

function createAlias({ store, arns, now }: IotContext, request: IotRequest) {
  const roleAlias = request.param('roleAlias');
  const { roleArn, credentialDurationSeconds = 3600 } = request.body(AliasBody);
  if (store.roleAliases.has(roleAlias)) throw alreadyExists('role alias', roleAlias);
  store.roleAliases.set(roleAlias, {
    roleAlias,
    roleArn,
    credentialDurationSeconds,
    createdAt: now().getTime(),
  });
  return { roleAlias, roleAliasArn: arns.roleAlias(roleAlias) };
}

function describeAlias(context: IotContext, request: IotRequest) {
  const { createdAt, ...alias } = findAlias(context, request);
  return {
    roleAliasDescription: {
      ...alias,
      roleAliasArn: context.arns.roleAlias(alias.roleAlias),
      owner: context.accountId,
      creationDate: toSeconds(createdAt),
      lastModifiedDate: toSeconds(createdAt),
    },
  };
}

function deleteAlias(context: IotContext, request: IotRequest) {
  context.store.roleAliases.delete(findAlias(context, request).roleAlias);
  return {};
}
