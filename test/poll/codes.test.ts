import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressBucket } from '../../lambdas/poll/address-bucket.ts';
import { blotPersonal } from '../../lambdas/poll/blot-personal.ts';
import { makeToken, readToken } from '../../lambdas/poll/form-token.ts';
import { makeCode, mostCodes, readCode } from '../../lambdas/poll/invitation-code.ts';

const secret = Buffer.alloc(32, 1).toString('base64');
const other = Buffer.alloc(32, 2).toString('base64');
const number = fc.nat(mostCodes - 1);

describe('an invitation code', () => {
  it('is read as it was made, however it is typed', () => {
    fc.assert(
      fc.property(number, (n) => {
        const code = makeCode(secret, n);
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/);
        const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
        expect(readCode(typed, secret)).toEqual({ what: 'code', code, number: n });
      }),
    );
  });

  it('with one wrong sign is told as a slip of the pen', () => {
    fc.assert(
      fc.property(number, fc.nat(11), fc.nat(30), (n, place, by) => {
        const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
        const code = makeCode(secret, n).replaceAll('-', '');
        const wrong = signs.charAt((signs.indexOf(code.charAt(place)) + by + 1) % 32);
        const typed = code.slice(0, place) + wrong + code.slice(place + 1);
        expect(readCode(typed, secret)).toEqual({ what: 'mistyped' });
      }),
    );
  });

  it('of another round is none', () => {
    expect(readCode(makeCode(other, 7), secret)).toEqual({ what: 'unknown' });
  });

  it('is never read from anything else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readCode(text, secret).what).not.toBe('code');
      }),
    );
    expect(readCode('  ', secret)).toEqual({ what: 'missing' });
  });
});

describe('the token of a form', () => {
  it('tells when it was made, to who has the key', () => {
    const token = makeToken(secret, 1_795_396_500_000, new Uint8Array(12).fill(5));

    expect(readToken(token, secret)).toEqual({ madeAt: 1_795_396_500_000, nonce: '05'.repeat(12) });
    expect(readToken(token, other)).toBeUndefined();
  });

  it('is not accepted with anything changed', () => {
    const token = makeToken(secret, 1_795_396_500_000, new Uint8Array(12));
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...'0123456789abcdefXYZ._-'), (at, sign) => {
        const changed = token.slice(0, at) + sign + token.slice(at + 1);
        if (changed !== token) expect(readToken(changed, secret)).toBeUndefined();
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => readToken(text, secret) === undefined));
  });
});

describe('the counter of an address', () => {
  it('is the same for all phones of an IPv6 network, another on another day', () => {
    const of = (address: string, day = '2026-11-23') => addressBucket(secret, day, address);

    expect(of('2001:db8::1')).toBe(
      of('2001:0db8:0000:0000:ffff::2'.replace('0db8', 'db8').replaceAll('0000', '0')),
    );
    expect(of('203.0.113.7')).not.toBe(of('203.0.113.7', '2026-11-24'));
    expect(of('')).toMatch(/^\d{4}$/);
  });
});

describe('what people write', () => {
  it.each([
    ['โทร 0812345678 ด่วน', 'โทร ▮▮▮ ด่วน'],
    ['+66 81 234 5678', '▮▮▮'],
    ['๐๘๑-๒๓๔-๕๖๗๘', '▮▮▮'],
    ['บัตร 1-2345-67890-12-3', 'บัตร ▮▮▮'],
    ['เขียนมาที่ somchai.j@example.co.th', 'เขียนมาที่ ▮▮▮'],
    ['line id: somchai99', '▮▮▮'],
    ['ไฟดับ 3 จุด เวลา 20:30 วันที่ 12/11/2569', 'ไฟดับ 3 จุด เวลา 20:30 วันที่ 12/11/2569'],
  ])('%s is stored as %s', (text, stored) => {
    expect(blotPersonal(text)).toBe(stored);
  });
});
