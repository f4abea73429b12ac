import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  linkLine,
  linkUrl,
  newLink,
  parseLinkPath,
  tokenHashOf,
} from '../../lambdas/alerts/acknowledge-link.ts';
import { alertText, smsPrefix, smsUnits } from '../../lambdas/alerts/alert-text.ts';
import { makeLink } from '../../lambdas/alerts/make-link.ts';
import { raiseAlert } from '../../lambdas/alerts/raise-alert.ts';
import { LogEvent } from '../../lambdas/zone/log-events.ts';
import { memoryAlertPorts } from '../memory/alert-ports.ts';
import { memoryLinkStore } from '../memory/link-store.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { happenedAt, makeAlert } from './make-alert.ts';

const token = '0123456789abcdef0123456789abcdef';
const functionUrl = 'https://abc.lambda-url.ap-southeast-1.on.aws/';

const makePorts = () => ({
  link: { links: memoryLinkStore(), newToken: () => token, functionUrl, inSms: false },
  telemetry: memoryTelemetry(),
});

describe('a link', () => {
  it('names its incident and carries its token', () => {
    const url = linkUrl(functionUrl, { incidentId: 'SOS-7KQ2MD9F', token });

    expect(url).toBe(`${functionUrl}SOS-7KQ2MD9F/${token}`);
    expect(parseLinkPath(new URL(url).pathname)).toEqual({ incidentId: 'SOS-7KQ2MD9F', token, file: '' });
  });

  it('is kept by the hash of its token alone, for a day', () => {
    const link = newLink({ incidentId: 'SOS-7KQ2MD9F', tier: 2, token, at: happenedAt });

    expect(JSON.stringify(link)).not.toContain(token);
    expect(link).toMatchObject({ tokenHash: tokenHashOf(token), validUntil: happenedAt + 86_400_000 });
  });

  it.each([
    '',
    '/',
    '/SOS-7KQ2MD9F',
    `/SOS-7KQ2MD9F/${token}x`,
    `/sos-7kq2md9f/${token}`,
    `/SOS-7KQ2MD9F/${token.toUpperCase()}`,
    `/x/SOS-7KQ2MD9F/${token}`,
    '/favicon.ico',
  ])('is not what %s is', (path) => {
    expect(parseLinkPath(path)).toBeUndefined();
  });

  it('is read from any path without an error', () => {
    fc.assert(fc.property(fc.string(), (path) => void parseLinkPath(path)));
  });

  it('ends its line of the e-mail in both languages, so that mail programs find its end', () => {
    const { th, en } = linkLine('https://x.example/SOS-1/a');

    expect(th).toMatch(/: https:\/\/x\.example\/SOS-1\/a$/);
    expect(en).toMatch(/: https:\/\/x\.example\/SOS-1\/a$/);
  });
});

describe('makeLink', () => {
  it('makes a link of its own for an alert', async () => {
    const ports = makePorts();

    const made = await makeLink(makeAlert({ tier: 2 }), happenedAt, ports);

    expect(made).toEqual({ url: `${functionUrl}SOS-7KQ2MD9F/${token}`, inSms: false });
    expect(ports.link.links.kept.get(tokenHashOf(token))).toMatchObject({ tier: 2, madeAt: happenedAt });
  });

  it('makes none for a recovery, or where the zone has no page', async () => {
    const ports = makePorts();

    expect(await makeLink(makeAlert({ recoveredAt: happenedAt }), happenedAt, ports)).toBeUndefined();
    expect(await makeLink(makeAlert(), happenedAt, { telemetry: ports.telemetry })).toBeUndefined();
    expect(ports.link.links.kept.size).toBe(0);
  });

  it('lets an alert go out without a link when the link cannot be kept, and says so without the token', async () => {
    const failing = { keep: () => Promise.reject(new Error(`cannot write ${token}`)) };
    const { link, telemetry } = makePorts();
    const ports = { link: { ...link, links: failing }, telemetry };

    expect(await makeLink(makeAlert(), happenedAt, ports)).toBeUndefined();

    const { lines } = ports.telemetry;
    expect(lines).toMatchObject([{ level: 'warn', event: LogEvent.linkNotMade }]);
    expect(JSON.stringify(lines)).not.toContain(token);
  });
});

describe('an alert with a link', () => {
  const url =
    'https://abcdefghijklmnopqrstuvwxyz012345.lambda-url.ap-southeast-1.on.aws/SOS-7KQ2MD9F/'.concat(token);

  it('brings it in both languages of the e-mail and leaves the SMS in one part', () => {
    const text = alertText(makeAlert(), 'Asia/Bangkok', happenedAt, { url, inSms: false });

    expect(text.email.split(url)).toHaveLength(3);
    expect((smsPrefix + text.sms).length).toBeLessThanOrEqual(smsUnits);
    expect(text.sms).toBe(alertText(makeAlert(), 'Asia/Bangkok').sms);
  });

  it('brings it in an SMS of three parts where the zone pays for them', () => {
    const text = alertText(makeAlert(), 'Asia/Bangkok', happenedAt, { url, inSms: true });

    // A part of a longer SMS holds 67 units: three are for what joins the parts.
    expect((smsPrefix + text.sms).length).toBeLessThanOrEqual(3 * 67);
    expect(text.sms.endsWith(`\n${url}`)).toBe(true);
  });

  it('is sent with the link that was kept for it', async () => {
    const link = makePorts().link;
    const ports = { ...memoryAlertPorts({ telemetry: memoryTelemetry(), now: () => happenedAt }), link };

    await raiseAlert(makeAlert(), ports);

    expect(ports.sender.sent[0]?.text.email).toContain(`${functionUrl}SOS-7KQ2MD9F/${token}`);
    expect(link.links.kept.has(tokenHashOf(token))).toBe(true);
    expect(JSON.stringify(ports.telemetry.lines)).not.toContain(token);
  });
});
