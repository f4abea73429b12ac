import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { signature } from '../../lambdas/incidents/acknowledge-incident.ts';
import { mostNameUnits, parseAcknowledgeRequest } from '../../lambdas/incidents/acknowledge-request.ts';
import { incident } from '../../lambdas/incidents/incident.ts';
import { makeIncident } from './make-incident.ts';
import { linkPath, makeEvent } from './make-link-event.ts';

describe('parseAcknowledgeRequest', () => {
  it('takes a look from GET and HEAD, a signature from POST, and nothing from the rest', () => {
    const methods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'toString'].map(
      (method) => parseAcknowledgeRequest(makeEvent({ method })).method,
    );

    expect(methods).toEqual(['look', 'look', 'acknowledge', 'other', 'other', 'other']);
  });

  it('reads a Thai name from the form, as plain text and as base64', () => {
    const body = new URLSearchParams({ name: 'สมชาย สภ.เมือง' }).toString();
    const encoded = Buffer.from(body).toString('base64');

    expect(parseAcknowledgeRequest(makeEvent({ method: 'POST', body })).name).toBe('สมชาย สภ.เมือง');
    expect(
      parseAcknowledgeRequest(makeEvent({ method: 'POST', body: encoded, isBase64Encoded: true })).name,
    ).toBe('สมชาย สภ.เมือง');
  });

  it('makes a name one line without invisible or turning signs', () => {
    const body = new URLSearchParams({ name: ' Som\nchai\u202e\u200b \u0000X ' }).toString();

    expect(parseAcknowledgeRequest(makeEvent({ method: 'POST', body })).name).toBe('Som chai X');
  });

  it('cuts a name that is too long for the records, between characters', () => {
    for (const letter of ['😀', 'ก็', 'x']) {
      const body = new URLSearchParams({ name: letter.repeat(500) }).toString();
      const { name } = parseAcknowledgeRequest(makeEvent({ method: 'POST', body }));

      const signed = { ...makeIncident(), acknowledgedBy: signature(name) };
      expect(incident.parse(signed)).toEqual(signed);
      expect(name).toMatch(new RegExp(`^(${letter})+…$`, 'u'));
    }
  });

  it.each([
    ['lang=en', 'th-TH', 'en'],
    ['lang=th', 'en-US', 'th'],
    ['lang=xx', 'th-TH,en;q=0.8', 'th'],
    ['', 'en-US,en;q=0.9', 'en'],
    ['', 'en-US,th;q=0.5', 'th'],
    ['', undefined, 'th'],
  ])('speaks for %j and %j %s', (query, accepted, language) => {
    const headers = accepted === undefined ? {} : { 'accept-language': accepted };

    expect(parseAcknowledgeRequest(makeEvent({ query, headers })).language).toBe(language);
  });

  it('knows the pictures of an incident and no other file', () => {
    const files = [
      'frames/nk-cam-bridge/1795396500000.jpg',
      'manifest-0001.json',
      '../x.jpg',
      'frames/a/1.jpg/',
    ];

    const found = files.map(
      (file) => parseAcknowledgeRequest(makeEvent({ path: `${linkPath}/${file}` })).link?.file,
    );

    expect(found).toEqual(['frames/nk-cam-bridge/1795396500000.jpg', undefined, undefined, undefined]);
  });

  it('reads anything without an error', () => {
    fc.assert(fc.property(fc.anything(), (event) => void parseAcknowledgeRequest(event)));
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (path, query, body) => {
        const { name } = parseAcknowledgeRequest(makeEvent({ method: 'POST', path, query, body }));
        expect(name.length).toBeLessThanOrEqual(mostNameUnits);
      }),
    );
  });
});
