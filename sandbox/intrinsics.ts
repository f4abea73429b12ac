/** A value of a CloudFormation template, before or after its intrinsic functions are resolved. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export type JsonObject = { readonly [key: string]: Json };

/** What the intrinsic functions of one template may look up. Lookups throw for a name they do not know. */
export interface Scope {
  /** `undefined` stands for AWS::NoValue: the property it fills is left out. */
  ref(name: string): Json | undefined;
  attribute(logicalId: string, name: string): Json;
  condition(name: string): Json;
  mapping(map: string): Json;
}

export class IntrinsicError extends Error {
  override name = 'IntrinsicError';
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** The name and argument of an intrinsic call, or nothing for plain data. */
export const intrinsicCall = (value: Json): { name: string; argument: Json } | undefined => {
  if (!isObject(value)) return undefined;
  const [entry, ...others] = Object.entries(value);
  if (entry === undefined || others.length > 0) return undefined;
  const [name, argument] = entry;
  return name === 'Ref' || name.startsWith('Fn::') ? { name, argument } : undefined;
};

/** Fn::GetAtt is written as a list or as `LogicalId.Name`, where the name itself may hold dots. */
export const attributePath = (argument: Json): readonly [logicalId: string, name: string] => {
  const parts = isList(argument) ? argument : String(argument).split('.');
  return [String(parts[0]), parts.slice(1).join('.')];
};

/** The `${…}` names in a Fn::Sub text; `${!Literal}` is text, not a name. */
export const substitutions = (text: string): readonly string[] =>
  [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map((match) => (match[1] ?? '').trim());

const list = (name: string, value: Json | undefined): readonly Json[] => {
  if (!isList(value)) throw new IntrinsicError(`${name} needs a list, got ${JSON.stringify(value)}`);
  return value;
};

const substitute = (argument: Json, scope: Scope): string => {
  const [text, own] = isList(argument) ? [argument[0], argument[1]] : [argument, undefined];
  const variables = isObject(own) ? own : {};
  const value = (name: string): Json | undefined => {
    const variable = variables[name];
    if (variable !== undefined) return resolve(variable, scope);
    return name.includes('.') ? scope.attribute(...attributePath(name)) : scope.ref(name);
  };
  return String(text).replace(/\$\{(!?)([^}]*)\}/g, (_, literal: string, name: string) =>
    literal === '' ? String(value(name.trim())) : `\${${name}}`,
  );
};

const select = ([index, from]: readonly Json[], scope: Scope): Json | undefined => {
  const values = list('Fn::Select', from === undefined ? undefined : resolve(from, scope));
  const value = values[Number(index === undefined ? undefined : resolve(index, scope))];
  if (value === undefined) throw new IntrinsicError(`Fn::Select has no value at ${JSON.stringify(index)}`);
  return value;
};

const findInMap = (keys: readonly Json[], scope: Scope): Json => {
  const [map, ...path] = keys.map((key) => String(resolve(key, scope)));
  let value: Json | undefined = scope.mapping(map ?? '');
  for (const key of path) value = isObject(value) ? value[key] : undefined;
  if (value === undefined) throw new IntrinsicError(`Fn::FindInMap has no value for ${keys.join('.')}`);
  return value;
};

/** Whether a condition holds: a condition function, or the name of a condition of the template. */
export const holds = (condition: Json, scope: Scope): boolean => {
  if (typeof condition === 'boolean') return condition;
  if (typeof condition === 'string') return holds(scope.condition(condition), scope);
  const [entry] = isObject(condition) ? Object.entries(condition) : [];
  const [name, argument] = entry ?? ['', null];
  const all = isList(argument) ? argument : [argument];
  if (name === 'Condition') return holds(argument, scope);
  if (name === 'Fn::And') return all.every((each) => holds(each, scope));
  if (name === 'Fn::Or') return all.some((each) => holds(each, scope));
  if (name === 'Fn::Not') return !all.some((each) => holds(each, scope));
  if (name !== 'Fn::Equals') throw new IntrinsicError(`not a condition: ${JSON.stringify(condition)}`);
  const [left, right] = all.map((each) => JSON.stringify(resolve(each, scope)));
  return left === right;
};

type Intrinsic = (argument: Json, scope: Scope) => Json | undefined;

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope) => scope.ref(String(argument)),
  'Fn::GetAtt': (argument, scope) => scope.attribute(...attributePath(argument)),
  'Fn::Sub': substitute,
  'Fn::Join': (argument, scope) => {
    const [separator, values] = list('Fn::Join', argument);
    return list('Fn::Join', resolve(values ?? null, scope)).join(String(separator));
  },
  'Fn::Select': (argument, scope) => select(list('Fn::Select', argument), scope),
  'Fn::Split': (argument, scope) => {
    const [separator, text] = list('Fn::Split', argument);
    return String(resolve(text ?? null, scope)).split(String(separator));
  },
  'Fn::If': (argument, scope) => {
    const [condition, yes, no] = list('Fn::If', argument);
    return resolve((holds(condition ?? null, scope) ? yes : no) ?? null, scope);
  },
  'Fn::FindInMap': (argument, scope) => findInMap(list('Fn::FindInMap', argument), scope),
  'Fn::Base64': (argument, scope) => Buffer.from(String(resolve(argument, scope))).toString('base64'),
};

/**
 * Replaces every intrinsic function in a template value by what it stands for.
 * Properties and list items that resolve to AWS::NoValue are left out.
 * Throws `IntrinsicError` for a function the sandbox does not know.
 */
export const resolve = (value: Json, scope: Scope): Json | undefined => {
  const call = intrinsicCall(value);
  if (call !== undefined) {
    const run = intrinsics[call.name];
    if (run === undefined) throw new IntrinsicError(`the sandbox does not know ${call.name}`);
    return run(call.argument, scope);
  }
  if (isList(value))
    return value.map((item) => resolve(item, scope)).filter((item): item is Json => item !== undefined);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, resolve(item, scope)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
};

/** Every name that a value refers to: resources, parameters and pseudo parameters alike. */
export const references = (value: Json): readonly string[] => {
  const call = intrinsicCall(value);
  if (call?.name === 'Ref') return [String(call.argument)];
  if (call?.name === 'Fn::GetAtt') return [attributePath(call.argument)[0]];
  const inText =
    call?.name === 'Fn::Sub'
      ? substitutions(String(isList(call.argument) ? call.argument[0] : call.argument)).map(
          (name) => attributePath(name)[0],
        )
      : [];
  const children = isList(value) ? value : isObject(value) ? Object.values(value) : [];
  return [...inText, ...children.flatMap(references)];
};
