import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';

/** What an answer in AWS's query protocol is made of; arrays become `<member>` elements. */
export type XmlValue = string | number | boolean | Date | undefined | readonly XmlValue[] | XmlObject;
export type XmlObject = { readonly [name: string]: XmlValue };

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const isList = (value: XmlValue): value is readonly XmlValue[] => Array.isArray(value);

/** Writes a value as XML elements without a root. */
export const toXml = (value: XmlValue): string => {
  if (value === undefined) return '';
  if (isList(value)) return value.map((item) => `<member>${toXml(item)}</member>`).join('');
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object') return String(value).replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);
  const present = Object.entries(value).filter(([, item]) => item !== undefined);
  return present.map(([name, item]) => `<${name}>${toXml(item)}</${name}>`).join('');
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
