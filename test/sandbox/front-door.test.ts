import { request } from 'node:http';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { answerJson, type FrontDoor, openFrontDoor, signingName } from '../../sandbox/front-door.ts';
import type { LocalService } from '../../sandbox/local-service.ts';

const doors: FrontDoor[] = [];

afterEach(async () => {
  for (const door of doors.splice(0)) await door.close();
});

const signed = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=AKIA/20260101/ap-southeast-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});

const named = (name: string): LocalService => ({
  signingNames: [name],
  handle: async (_, response) => answerJson(response, 200, { service: name }),
  close: async () => undefined,
});

const open = async (services: readonly LocalService[]) => {
  const door = await openFrontDoor({ port: 0, services });
  doors.push(door);
  return door.url;
};

describe('front door', () => {
  it('hands a request to the service it is signed for', async () => {
    const url = await open([named('sqs'), named('kinesisvideo')]);

    const answer = await fetch(url, { headers: signed('kinesisvideo') });

    expect(await answer.json()).toEqual({ service: 'kinesisvideo' });
  });

  it('finds the service of a presigned address in its query', () => {
    const url = '/bucket/key?X-Amz-Credential=AKIA%2F20260101%2Fap-southeast-1%2Fs3%2Faws4_request';

    expect(signingName({ url, headers: {} })).toBe('s3');
  });

  it('takes an unsigned request for S3', async () => {
    const url = await open([named('s3')]);

    expect(await (await fetch(url)).json()).toEqual({ service: 's3' });
  });

  it('refuses a service that the sandbox does not have, by its name', async () => {
    const url = await open([]);

    const answer = await fetch(url, { headers: signed('polly') });

    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('polly');
  });

  it('answers 500 for a service that fails, and goes on', async () => {
    const failing = { ...named('sqs'), handle: async () => Promise.reject(new Error('defect')) };
    const url = await open([failing, named('sns')]);

    const [bad, good] = await Promise.all(
      ['sqs', 'sns'].map((name) => fetch(url, { headers: signed(name) })),
    );

    expect([bad?.status, good?.status]).toEqual([500, 200]);
  });

  it('rejects when its port is taken', async () => {
    const url = await open([]);

    await expect(openFrontDoor({ port: Number(new URL(url).port), services: [] })).rejects.toThrow(
      'EADDRINUSE',
    );
  });

  it('names some service for any signature, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string(), fc.webUrl(), (authorization, url) => {
        expect(signingName({ url, headers: { authorization } })).toMatch(/^[^/,]+$/);
      }),
    );
  });

  it('hands over a body while it is still being sent', async () => {
    const first = new Promise<string>((resolve) => {
      const service: LocalService = {
        ...named('kinesisvideo'),
        handle: async (incoming, response) => {
          incoming.once('data', (chunk: Buffer) => resolve(chunk.toString()));
          incoming.once('end', () => response.end());
        },
      };
      void open([service]).then((url) => {
        const upload = request(url, { method: 'POST', headers: signed('kinesisvideo') });
        upload.on('error', () => undefined);
        upload.write('fragment');
      });
    });

    expect(await first).toBe('fragment');
  });
});
