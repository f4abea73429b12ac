import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Handle } from './front-door.ts';

/** Parts of an object that fauxqs does not know: it would take their XML for the object itself. */
const unknownParts = ['tagging', 'legal-hold', 'retention', 'object-lock', 'acl', 'versioning'];

/**
 * S3 with two things that fauxqs lacks: `If-None-Match: *` is honored, and what it would do wrongly it refuses. Two
 * writes at the very same instant may both pass.
 */
export const guardObjects =
  (forward: Handle, origin: string): Handle =>
  async (request: IncomingMessage, response: ServerResponse) => {
    const { method, headers } = request;
    const [path = '', query = ''] = (request.url ?? '').split('?');
    const asked = new URLSearchParams(query);
    const part = unknownParts.find((name) => asked.has(name));
    if (part !== undefined) return refuse(request, response, 501, 'NotImplemented', `no ?${part} here`);
    if (method === 'PUT' && headers['if-none-match'] === '*') {
      const { status } = await fetch(`${origin}${path}`, { method: 'HEAD' });
      if (status === 200) return refuse(request, response, 412, 'PreconditionFailed', 'the object exists');
    }
    return forward(request, response);
  };

const refuse = async (
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
): Promise<void> => {
  // The client sends its body before it reads an answer.
  request.resume();
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(`<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`);
};
