import { isSame, roundHash } from './round-key.ts';

/**
 * What a form carries: when the page was made, a random part, and a seal that only the round's secret makes. So no
 * script can send answers without asking for a page first, and the same form twice is known.
 */
export interface FormToken {
  /** Epoch ms. */
  readonly madeAt: number;
  readonly nonce: string;
}

const pattern = /^([0-9a-z]{6,10})\.([0-9a-f]{24})\.([0-9A-Za-z_-]{22})$/;
const sealBytes = 16;

/** `random`: 12 bytes or more. */
export function makeToken(secret: string, madeAt: number, random: Uint8Array): string {
  const body = `${madeAt.toString(36)}.${Buffer.from(random.subarray(0, 12)).toString('hex')}`;
  return `${body}.${sealOf(secret, body)}`;
}

/** Undefined where the token is none, or another round's. */
export function readToken(token: string, secret: string): FormToken | undefined {
  const [, made, nonce, seal] = pattern.exec(token) ?? [];
  if (made === undefined || nonce === undefined || seal === undefined) return undefined;
  if (!isSame(seal, sealOf(secret, `${made}.${nonce}`))) return undefined;
  return { madeAt: Number.parseInt(made, 36), nonce };
}

function sealOf(secret: string, body: string): string {
  return roundHash(secret, 'form', body).subarray(0, sealBytes).toString('base64url');
}
