import { createHmac, timingSafeEqual } from 'node:crypto';

type Purpose = 'code' | 'form' | 'answer' | 'address';

/** A keyed hash of a text for one purpose of one round; without the round's secret nobody can make or undo it. */
export function roundHash(secret: string, purpose: Purpose, text: string): Buffer {
  return createHmac('sha256', Buffer.from(secret, 'base64')).update(`${purpose}\n${text}`).digest();
}

/** Compares without telling by its time where two differ. */
export function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
