import { roundHash } from './round-key.ts';

const buckets = 4096;

/**
 * Which of 4096 counters an address falls into that day: many people share one, so it tells nobody apart, and what it is
 * made of is not kept. Of IPv6 the network alone counts: a phone has millions of addresses in it.
 */
export function addressBucket(secret: string, day: string, address: string): string {
  const network = address.includes(':') ? expanded(address).slice(0, 4).join(':') : address;
  const number = roundHash(secret, 'address', `${day}\n${network}`).readUInt16BE() % buckets;
  return String(number).padStart(4, '0');
}

function expanded(address: string): readonly string[] {
  const [head = '', tail] = address.toLowerCase().split('::');
  const parts = (text: string) => (text === '' ? [] : text.split(':'));
  const [before, after] = [parts(head), parts(tail ?? '')];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
}
