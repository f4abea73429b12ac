import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isLaterConnection,
  type PoleConnection,
  parseLifecycleEvent,
} from '../../lambdas/poles/pole-connection.ts';

const hour = 3_600_000;
const at = (time: number, versionNumber: number, isConnected: boolean): PoleConnection => ({
  at: time,
  versionNumber,
  isConnected,
});
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));

describe('isLaterConnection', () => {
  it.each([
    ['the next connection', at(2000, 6, true), at(1000, 5, true), true],
    ['a connection before', at(2000, 4, true), at(1000, 5, true), false],
    ['the end of the connection', at(2000, 5, false), at(1000, 5, true), true],
    ['the start of a connection that has ended', at(1000, 5, true), at(2000, 5, false), false],
    ['the same event again', at(1000, 5, false), at(1000, 5, false), false],
    ['the end of the one before, which came late', at(1500, 5, false), at(1400, 6, true), false],
    ['the first after more than an hour, numbered 0', at(10 * hour, 0, true), at(8 * hour, 5, false), true],
    ['one of hours ago with a higher number', at(8 * hour, 5, false), at(10 * hour, 0, true), false],
  ])('of %s tells whether it is later', (_, event, known, expected) => {
    expect(isLaterConnection(event, known)).toBe(expected);
  });

  it('ends with the last event, in whatever order and however often they come', () => {
    const events = [
      at(0, 0, true),
      at(1000, 0, false),
      at(1100, 1, true),
      at(9000, 1, false),
      at(9100, 2, true),
    ];
    const order = fc
      .array(fc.constantFrom(...events), { maxLength: 10 })
      .chain((more) => fc.shuffledSubarray([...events, ...more], { minLength: events.length + more.length }));

    fc.assert(
      fc.property(order, (arrived) => {
        const kept = arrived.reduce<PoleConnection | undefined>(
          (known, event) => (isLaterConnection(event, known) ? event : known),
          undefined,
        );
        expect(kept).toEqual(at(9100, 2, true));
      }),
    );
  });
});

describe('parseLifecycleEvent', () => {
  it('reads why a pole went', () => {
    const event = {
      clientId: 'nk-pole-01',
      timestamp: 1795396500000,
      eventType: 'disconnected',
      sessionIdentifier: '7f3e',
      principalIdentifier: 'abc',
      clientInitiatedDisconnect: false,
      disconnectReason: 'MQTT_KEEP_ALIVE_TIMEOUT',
      versionNumber: 3,
    };

    expect(parseLifecycleEvent(bytes(event))).toEqual({
      isConnected: false,
      versionNumber: 3,
      at: 1795396500000,
      reason: 'MQTT_KEEP_ALIVE_TIMEOUT',
    });
  });

  it('answers any bytes, and takes nothing else for an event', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array(),
          fc.json().map((text) => Buffer.from(text)),
        ),
        (payload) => {
          expect(parseLifecycleEvent(payload)).toBeUndefined();
        },
      ),
    );
  });
});
