import { describe, expect, it } from 'vitest';
import { identifyFace } from '../../lambdas/faces/identify-face.ts';
import { corrected, found, makeFaces, message, nobody, now, told, unusable } from './make-faces.ts';

describe('why nobody was named of a face', () => {
  it.each([
    ['two shots disagree', [found(99.9), nobody], 'agreement', 'another shot of the same pass'],
    ['no second shot can be searched', [found(99.9), unusable, unusable], 'agreement', 'no second shot'],
    ['an operator said "not this person"', [corrected(99.5, 99.8)], 'corrected', 'rules out 1'],
  ])('is kept when %s, without whom it was taken for', async (_, outcomes, gate, why) => {
    const { ports, sightings } = await makeFaces(outcomes);

    await identifyFace(message, { now }, ports);

    expect(sightings.kept.size).toBe(0);
    expect(ports.decisions.kept).toEqual([
      { version: 1, about: 'face-1', at: now, gate, outcome: 'stopped', why: expect.stringContaining(why) },
    ]);
    expect(JSON.stringify(ports.decisions.kept)).not.toContain('nk-2026-014');
  });

  it('is not kept of a passer-by like nobody, nor of a pass without a usable crop', async () => {
    for (const outcomes of [[nobody], [unusable, unusable, unusable]]) {
      const { ports } = await makeFaces(outcomes);

      await identifyFace(message, { now }, ports);

      expect(ports.decisions.kept).toEqual([]);
    }
  });

  it('lies with the sighting where somebody else was named', async () => {
    const both = {
      kind: 'searched' as const,
      users: [
        { userId: 'not-nk-2026-014--K1', similarityPercent: 99.8 },
        { userId: 'nk-2026-014', similarityPercent: 99.5 },
        { userId: 'nk-2026-031', similarityPercent: 95 },
      ],
    };
    const { ports, sightings } = await makeFaces([both, both]);

    await identifyFace(message, { now }, ports);

    expect(await sightings.listDecisions('face-1')).toMatchObject([
      { gate: 'corrected', outcome: 'stopped' },
      { gate: 'threshold', outcome: 'stopped', entryId: 'nk-2026-031' },
    ]);
    expect(ports.decisions.kept).toEqual([]);
  });

  it('holds nothing up when it cannot be kept', async () => {
    const zone = await makeFaces([found(99.9), nobody]);
    const refusing = { keep: async () => Promise.reject(new Error('table busy')) };

    await identifyFace(message, { now }, { ...zone.ports, decisions: refusing });

    expect(zone.pictures.kept.size).toBe(0);
    expect(told(zone, 'DECISION_NOT_KEPT')).toMatchObject([{ passId: 'face-1', gate: 'agreement' }]);
  });
});
