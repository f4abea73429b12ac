import { isSame, roundHash } from './round-key.ts';

/**
 * An invitation's code, e.g. `0A3K-7MQD-2XWF`: 12 signs of 5 bits, four of a number, seven that only the round's secret
 * makes (a guess hits one in 3·10¹⁰), one to tell a slip of the pen from a wrong code. Nothing of it is stored.
 */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const numberSigns = 4;
const keySigns = 7;
const base = signs.length;

/** The most codes of a round. */
export const mostCodes = base ** numberSigns;

/** Code number `number` (from 0) of the round with this secret. */
export function makeCode(secret: string, number: number): string {
  const body = numberText(number) + keyText(secret, number);
  return grouped(body + checkSign(body));
}

export type CodeReading =
  | { readonly what: 'code'; readonly code: string; readonly number: number }
  /** Nothing typed; not 12 signs, or one of them mistyped; no code of this round. */
  | { readonly what: 'missing' | 'mistyped' | 'unknown' };

/** Reads a code as people type it: any case, with or without dashes, O for 0, I or L for 1. */
export function readCode(typed: string, secret: string): CodeReading {
  const clean = typed
    .slice(0, 60)
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]+/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .replaceAll('U', 'V');
  if (clean === '') return { what: 'missing' };
  const body = clean.slice(0, -1);
  const isForm =
    clean.length === numberSigns + keySigns + 1 && [...clean].every((sign) => signs.includes(sign));
  if (!isForm || clean.at(-1) !== checkSign(body)) return { what: 'mistyped' };
  const number = [...body.slice(0, numberSigns)].reduce((sum, sign) => sum * base + signs.indexOf(sign), 0);
  if (!isSame(body.slice(numberSigns), keyText(secret, number))) return { what: 'unknown' };
  return { what: 'code', code: grouped(clean), number };
}

function numberText(number: number): string {
  return Array.from({ length: numberSigns }, (_, i) =>
    signs.charAt(Math.floor(number / base ** (numberSigns - 1 - i)) % base),
  ).join('');
}

function keyText(secret: string, number: number): string {
  const hash = roundHash(secret, 'code', String(number));
  return Array.from(hash.subarray(0, keySigns), (byte) => signs.charAt(byte % base)).join('');
}

/**
 * The weighted sum by odd numbers modulo 32: finds each wrong sign. Two neighbors that changed places are found too
 * unless their signs lie 16 apart.
 */
function checkSign(body: string): string {
  const sum = [...body].reduce((total, sign, i) => total + (2 * i + 1) * signs.indexOf(sign), 0);
  return signs.charAt(((sum % base) + base) % base);
}

function grouped(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? code;
}
