import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import { type Acknowledgement, AcknowledgementReader } from './acknowledgement.ts';
import { connectionLost, explainErrorEvent, explainRefusal, type PutMediaError } from './put-media-error.ts';

export interface PutMediaConnectionParams {
  readonly endpoint: URL;
  /** Signed, see signPutMedia. */
  readonly headers: Readonly<Record<string, string>>;
  readonly streamName: string;
  readonly onAcknowledgement: (acknowledgement: Acknowledgement) => void;
  /** Longest time without an answer or room for more bytes while the service owes one. @default 30000 */
  readonly silenceMilliseconds?: number;
}

/** One PutMedia connection: bytes go in, acknowledgements come back while they do. */
export class PutMediaConnection {
  readonly #params: PutMediaConnectionParams;
  readonly #request: ClientRequest;
  readonly #over = Promise.withResolvers<PutMediaError | undefined>();
  readonly #silence: NodeJS.Timeout;
  #isOwed: () => boolean = () => false;
  #isFinishing = false;
  #hasAnswer = false;

  constructor(params: PutMediaConnectionParams) {
    this.#params = params;
    const { endpoint, headers, silenceMilliseconds = 30_000 } = params;
    const open = endpoint.protocol === 'https:' ? httpsRequest : httpRequest;
    // A connection of its own: one that lasts 40 minutes is not for a shared pool.
    this.#request = open(new URL('/putMedia', endpoint), { method: 'POST', headers, agent: false });
    this.#request.setNoDelay(true);
    // Once an answer has begun, its end tells how the connection ended: a last word may still wait to be read.
    this.#request.on('error', (cause) => this.#hasAnswer || this.#lose(cause.message, cause));
    this.#request.on('close', () => this.#hasAnswer || this.#lose('the connection closed'));
    this.#request.on('drain', () => this.#silence.refresh());
    this.#request.once('response', (response) => void this.#follow(response));
    this.#silence = setTimeout(() => this.#onSilence(), silenceMilliseconds);
    this.#request.flushHeaders();
  }

  /** Resolves when the connection is over: with what went wrong, or nothing after a finish(). Never rejects. */
  get over(): Promise<PutMediaError | undefined> {
    return this.#over.promise;
  }

  /** While this is true, silence means that the other side is gone. */
  watch(isOwed: () => boolean): void {
    this.#isOwed = isOwed;
  }

  /** Resolves when there is room for more, or the connection is over. */
  async send(...parts: readonly Buffer[]): Promise<void> {
    let hasRoom = true;
    for (const part of parts) hasRoom = this.#request.write(part);
    if (hasRoom) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#request.once('drain', resolve);
    await Promise.race([promise, this.over]);
    this.#request.off('drain', resolve);
  }

  /** Ends the body; the service then acknowledges what is left and ends its answer. */
  finish(): void {
    this.#isFinishing = true;
    this.#request.end();
  }

  /** Cuts the connection; `over` resolves with the reason. */
  cut(error: PutMediaError): void {
    this.#end(error);
  }

  async #follow(response: IncomingMessage): Promise<void> {
    const { streamName } = this.#params;
    this.#hasAnswer = true;
    try {
      if (response.statusCode !== 200) {
        const type = String(response.headers['x-amzn-errortype'] ?? '').split(':')[0] ?? '';
        const refusal = explainRefusal(streamName, response.statusCode ?? 0, type, await text(response));
        return this.#end(refusal);
      }
      const reader = new AcknowledgementReader();
      response.setEncoding('utf8');
      for await (const chunk of response) {
        for (const acknowledgement of reader.read(String(chunk))) this.#accept(acknowledgement);
      }
      // Kinesis Video ends a connection over which nothing comes; that is no failure.
      const isFine = this.#isFinishing || !this.#isOwed();
      this.#end(isFine ? undefined : connectionLost('the service ended the connection'));
    } catch (cause) {
      this.#lose(cause instanceof Error ? cause.message : String(cause), cause);
    }
  }

  #accept(acknowledgement: Acknowledgement): void {
    // IDLE says that nothing arrives, so it is no sign of life while bytes are on their way.
    if (acknowledgement.kind !== 'idle') this.#silence.refresh();
    if (acknowledgement.kind === 'error') {
      this.#end(explainErrorEvent(acknowledgement.id, acknowledgement.code, acknowledgement.timecode));
    } else this.#params.onAcknowledgement(acknowledgement);
  }

  #onSilence(): void {
    if (this.#isOwed() || this.#isFinishing) this.#lose('the service fell silent');
    else this.#silence.refresh();
  }

  #lose(reason: string, cause?: unknown): void {
    // What Node says of an answer that was cut off.
    this.#end(connectionLost(reason === 'aborted' ? 'the connection broke' : reason, cause));
  }

  #end(error: PutMediaError | undefined): void {
    clearTimeout(this.#silence);
    this.#over.resolve(error);
    this.#request.destroy();
  }
}
