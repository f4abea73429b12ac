import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { incidentIdOf, passIdOf, poleTopic } from '../../lambdas/zone/names.ts';

describe('incidentIdOf', () => {
  it('gives the same cause the same id, short enough for an SMS', () => {
    const id = incidentIdOf('sos', 'nk-pole-01', 'press-1');

    expect(id).toMatch(/^SOS-[0-9A-HJKMNP-TV-Z]{8}$/);
    expect(incidentIdOf('sos', 'nk-pole-01', 'press-1')).toBe(id);
  });

  it('keeps causes apart that would be equal when joined', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ minLength: 1 }), fc.string(), (a, b, c) => {
        expect(incidentIdOf('plate', a, b + c)).not.toBe(incidentIdOf('plate', a + b, c));
      }),
    );
  });
});

describe('passIdOf', () => {
  it('differs by camera, kind, time and number', () => {
    const ids = [
      passIdOf('cam-1', 'face', 1000, 0),
      passIdOf('cam-2', 'face', 1000, 0),
      passIdOf('cam-1', 'plate', 1000, 0),
      passIdOf('cam-1', 'face', 1001, 0),
      passIdOf('cam-1', 'face', 1000, 1),
    ];

    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('poleTopic', () => {
  it('sends presses to their own rule', () => {
    expect(poleTopic('nk-pole-01', 'press')).toBe('$aws/rules/safety_zone_press/poles/nk-pole-01/press');
    expect(poleTopic('nk-pole-01', 'cancel')).toBe('$aws/rules/safety_zone_press/poles/nk-pole-01/cancel');
    expect(poleTopic('nk-pole-01', 'fault')).toBe('$aws/rules/safety_zone_status/poles/nk-pole-01/fault');
  });
});
