import type { IncomingMessage, ServerResponse } from 'node:http';

/** One AWS service of the local run that is our own code; the front door hands it the requests signed for it. */
export interface LocalService {
  /** SigV4 service names it answers (`kinesisvideo`, `rekognition` …), as they stand in the credential scope. */
  readonly signingNames: readonly string[];
  /** Answers one request as AWS would, errors included; never rejects for a client's mistake. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  close(): Promise<void>;
}
