import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkWanted,
  PoleSettingError,
  parseShadowDocument,
  readWanted,
  reportSettings,
} from '../../lambdas/poles/pole-shadow.ts';

describe('what is wanted of a pole', () => {
  it.each([
    [{ siren: 'on' }, 'siren: must be true or false'],
    [{ reportingSeconds: 5 }, 'reportingSeconds: must be 10–3600'],
    [
      { speaker: { text: 'x'.repeat(201), orderId: 'order-01' } },
      'speaker.text: must be at most 200 characters',
    ],
    [{ speaker: 'words' }, 'speaker: must be { text, orderId }'],
  ])('is refused by the name of its field: %j', (value, words) => {
    expect(() => checkWanted(value)).toThrow(PoleSettingError);
    expect(() => checkWanted(value)).toThrow(words);
  });

  it('is refused when no pole has such a setting', () => {
    expect(() => checkWanted({ lamp: true })).toThrow(PoleSettingError);
  });

  it('is read by a pole setting by setting, whatever else stands there', () => {
    expect(readWanted({ siren: true, strobe: 1, lamp: true })).toEqual({
      wanted: { siren: true },
      problems: [{ field: 'strobe', problem: 'must be true or false' }],
    });
    fc.assert(fc.property(fc.anything(), (value) => void readWanted(value)));
  });
});

describe('a shadow', () => {
  const document = {
    state: {
      desired: { siren: true, strobe: true },
      reported: { siren: false, strobe: true, speaker: { text: 'a', orderId: 'b' } },
    },
    metadata: {
      desired: { siren: { timestamp: 100 }, strobe: { timestamp: 90 } },
      reported: {
        siren: { timestamp: 50 },
        strobe: { timestamp: 95 },
        speaker: { text: { timestamp: 70 }, orderId: { timestamp: 80 } },
      },
    },
    version: 3,
    timestamp: 200,
  };

  it('is told setting by setting, with what is waited for and when each last changed', () => {
    const read = parseShadowDocument(Buffer.from(JSON.stringify(document)));

    expect(read && reportSettings(read)).toEqual([
      {
        setting: 'siren',
        desired: true,
        desiredAt: 100_000,
        reported: false,
        reportedAt: 50_000,
        isApplied: false,
      },
      {
        setting: 'strobe',
        desired: true,
        desiredAt: 90_000,
        reported: true,
        reportedAt: 95_000,
        isApplied: true,
      },
      { setting: 'speaker', reported: { text: 'a', orderId: 'b' }, reportedAt: 80_000, isApplied: true },
    ]);
  });

  it('is read from any bytes without failing', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void parseShadowDocument(bytes)));
    fc.assert(
      fc.property(fc.json(), (json) => {
        const read = parseShadowDocument(Buffer.from(json));
        if (read !== undefined) reportSettings(read);
      }),
    );
  });
});
