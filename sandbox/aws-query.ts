import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** A list whose items each carry the list's own name, as SQS writes them, instead of `<member>`. */
export interface Repeated {
  readonly repeated: readonly XmlValue[];
}

/** What an answer in AWS's query protocol is made of; arrays become `<member>` elements. */
export type XmlValue =
  | string
  | number
  | boolean
  | Date
  | undefined
  | readonly XmlValue[]
  | Repeated
  | XmlObject;
export type XmlObject = { readonly [name: string]: XmlValue };

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const isList = (value: XmlValue): value is readonly XmlValue[] => Array.isArray(value);

const isRepeated = (value: XmlValue): value is Repeated =>
  typeof value === 'object' && 'repeated' in value && Array.isArray(value.repeated);

const element = (name: string, value: XmlValue): string =>
  isRepeated(value)
    ? value.repeated.map((item) => element(name, item)).join('')
    : `<${name}>${toXml(value)}</${name}>`;

/** Writes a value as XML elements without a root. */
export const toXml = (value: XmlValue): string => {
  if (value === undefined) return '';
  if (isList(value)) return value.map((item) => `<member>${toXml(item)}</member>`).join('');
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object') return String(value).replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);
  const present = Object.entries(value).filter(([, item]) => item !== undefined);
  return present.map(([name, item]) => element(name, item)).join('');
};

const answer = (response: ServerResponse, status: number, body: string): void => {
  response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
};

/** Answers an action of the query protocol (CloudFormation, SNS, the old SQS). */
export const answerQuery = (response: ServerResponse, action: string, result: XmlObject): void =>
  answer(
    response,
    200,
    `<${action}Response>${toXml({
      [`${action}Result`]: result,
      ResponseMetadata: { RequestId: randomUUID() },
    })}</${action}Response>`,
  );

export const refuseQuery = (response: ServerResponse, code: string, message: string, status = 400): void =>
  answer(
    response,
    status,
    `<ErrorResponse>${toXml({
      Error: { Type: 'Sender', Code: code, Message: message },
      RequestId: randomUUID(),
    })}</ErrorResponse>`,
  );
