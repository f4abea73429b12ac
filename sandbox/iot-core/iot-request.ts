import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { invalid } from './iot-error.ts';

/** One call of the control plane, read from its HTTP request. */
export interface IotRequest {
  /** A part of the path, decoded; throws for a name the route does not have. */
  param(name: string): string;
  query(name: string): string | undefined;
  /** Throws InvalidRequestException when the header is absent. */
  header(name: string): string;
  /** The JSON body checked by a schema; throws InvalidRequestException naming what is wrong. */
  body<T>(schema: z.ZodType<T>): T;
}

/** An operation: its name, where it is called, and what it answers (undefined for an empty answer). */
export interface IotRoute {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As in the API model: `/things/{thingName}`. */
  readonly path: string;
  readonly answer: (request: IotRequest) => unknown;
}

/** Far over any call of this service; more is not read. */
const bodyLimit = 1024 * 1024;

/** Reads a request's body as JSON; an empty one is an empty object. */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > bodyLimit) throw invalid(`The request is larger than ${bodyLimit} bytes`);
    chunks.push(bytes);
  }
  if (size === 0) return {};
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw invalid('The request body is not JSON');
  }
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw invalid(`The path holds a malformed escape: ${segment}`);
  }
}

/** The values of a path's `{names}`, or undefined when the path is another one; `/` is split before decoding. */
export function matchPath(template: string, path: string): ReadonlyMap<string, string> | undefined {
  const wanted = template.split('/');
  const given = path.split('/');
  if (wanted.length !== given.length) return undefined;
  const values = new Map<string, string>();
  for (const [index, part] of wanted.entries()) {
    const actual = given[index] ?? '';
    if (part.startsWith('{')) values.set(part.slice(1, -1), decode(actual));
    else if (part !== actual) return undefined;
  }
  return values;
}
