import type { Place, PoleEnvelope } from '../../lambdas/zone/messages.ts';

export const receivedAt = Date.parse('2026-11-23T01:15:00Z');

export const bridge: Place = {
  siteId: 'friendship-bridge',
  name: { th: 'สะพานมิตรภาพ', en: 'Friendship Bridge' },
  latitude: 17.8782,
  longitude: 102.7144,
};

/** What the topic rule writes for a pole that sent `body`. */
export function makePoleEnvelope(
  messageType: string,
  body: unknown,
  overrides: Partial<PoleEnvelope> = {},
): PoleEnvelope {
  return {
    payload: Buffer.from(JSON.stringify(body)).toString('base64'),
    thingName: 'nk-pole-01',
    messageType,
    clientId: 'nk-pole-01',
    receivedAt,
    ...overrides,
  };
}
