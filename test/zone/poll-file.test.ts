import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pollFile } from '../../lambdas/zone/poll-file.ts';
import { FileRefusedError, parseYaml } from '../../lambdas/zone/read-zone-file.ts';

const written = readFileSync('zones/poll.yaml', 'utf8');
const read = (text: string) => parseYaml(pollFile, text, 'poll.yaml');

function problemsOf(text: string): readonly string[] {
  try {
    read(text);
    return [];
  } catch (error) {
    if (!(error instanceof FileRefusedError)) throw error;
    return error.problems.map(({ field, problem }) => `${field}: ${problem}`);
  }
}

describe('a questionnaire', () => {
  it('of the project can be used', () => {
    expect(problemsOf(written)).toEqual([]);
  });

  it.each([
    ['a question twice', [/id: safe-night/, 'id: safe-day'], 'questions.1.id: "safe-day" is used twice'],
    [
      'an option twice',
      [/id: theft/, 'id: snatching'],
      'questions.3.options.1.id: "snatching" is used twice',
    ],
    [
      'swapped coordinates',
      [/latitude: 17.8857/, 'latitude: 102.7447'],
      'areas.0.latitude: is 102.7447, must lie',
    ],
    ['half a place', [/latitude: 17.8857, /, ''], 'areas.0.latitude: is missing beside the other'],
    ['an unknown kind of question', [/type: scale/, 'type: slider'], 'questions.0.type:'],
    [
      'people of no area',
      [/ {2}tha-sadet: \{ 15-24/, '  bangkok: { 15-24'],
      'population.bangkok: must be one of',
    ],
    ['a negative population', [/15-24: 620/, '15-24: -1'], 'population.tha-sadet.15-24: is -1'],
    [
      'a misspelled key',
      [/retentionDays/, 'retentionDay'],
      'retentionDay: is no key of this file; did you mean',
    ],
    ['one language', [/, en: Railway station \}/, ' }'], 'areas.5.name.en: is missing'],
  ] as const)('with %s is refused at its field', (_, [what, by], problem) => {
    expect(problemsOf(written.replace(what, by)).join('\n')).toContain(problem);
  });

  it('never makes the reader throw anything but a refusal', () => {
    fc.assert(fc.property(fc.string(), (text) => Array.isArray(problemsOf(text))));
  });
});
