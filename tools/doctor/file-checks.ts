import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { FileRefusedError, parseRecipientsFile, parseZoneFile } from '../../lambdas/zone/read-zone-file.ts';
import { type Check, fail, ok, type Verdict, warn } from './finding.ts';
import { unitMistakes } from './unit-mistakes.ts';

export interface FileCheckParams {
  readonly zoneFile: string;
  readonly recipientsFile: string;
  /** Lists of SHA-256 sums as `sha256sum` writes them, each beside its files. */
  readonly sums: readonly string[];
  /** Files with the sum that their content must have. */
  readonly pinned: readonly { readonly path: string; readonly sha256: string }[];
}

/** What lies on this machine: files of the city, and networks. */
export function fileChecks({ zoneFile, recipientsFile, sums, pinned }: FileCheckParams): readonly Check[] {
  return [
    { name: 'units', when: 'always', run: async () => checkUnits(zoneFile) },
    { name: 'zone file', when: 'always', run: async () => checkFile(zoneFile, parseZoneFile, 'zone') },
    { name: 'recipients', when: 'always', run: async () => checkRecipients(recipientsFile) },
    { name: 'models', when: 'always', run: async () => [...sums.flatMap(checkSums), ...checkPinned(pinned)] },
  ];
}

function checkUnits(file: string): readonly Verdict[] {
  const mistakes = unitMistakes(parse(readFileSync(file, 'utf8'), { maxAliasCount: 0 }));
  if (mistakes.length === 0) return [ok('percents are percents, fractions are fractions')];
  return mistakes.map(({ field, what, right }) => fail(`${field}: ${what}`, `in ${file}: ${right}`));
}

function checkFile(
  file: string,
  parseFile: (text: string, file: string) => unknown,
  kind: 'zone' | 'recipients',
): readonly Verdict[] {
  try {
    parseFile(readFileSync(file, 'utf8'), file);
    return [ok(`${file} can be used`)];
  } catch (error) {
    if (!(error instanceof FileRefusedError)) throw error;
    const again = `npm run zone -- check ${kind === 'zone' ? '' : '--recipients '}${file}`;
    return error.problems.map(({ line, field, problem }) =>
      fail(`${field}: ${problem}`, `line ${line}; then ${again}`),
    );
  }
}

function checkRecipients(file: string): readonly Verdict[] {
  if (existsSync(file)) return checkFile(file, parseRecipientsFile, 'recipients');
  const copy = `cp ${join(dirname(file), 'recipients.example.yaml')} ${file} and fill it in`;
  return [warn(`there is no ${file}: nobody is told of an alert`, copy)];
}

/** The networks of plates are those that the benchmarks measured, or somebody changed one without measuring it. */
function checkSums(file: string): readonly Verdict[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines.map((line) => {
    const [sum = '', name = ''] = line.split(/\s+/);
    if (sumOf(join(dirname(file), name)) === sum) return ok(`${name} is the one that was measured`);
    const mend = `npm run bench:plates -- --write-baseline, then (cd ${dirname(file)} && sha256sum *.onnx > ${basename(file)})`;
    return fail(`${name} is not the one that was measured (${basename(file)})`, mend);
  });
}

function checkPinned(pinned: FileCheckParams['pinned']): readonly Verdict[] {
  return pinned.map(({ path, sha256 }) => {
    const sum = sumOf(path);
    if (sum === undefined) return warn(`${basename(path)} is not fetched yet`, 'npm start, or npx cdk synth');
    if (sum === sha256) return ok(`${basename(path)} is the pinned one`);
    return fail(`${basename(path)} is damaged or another version`, `rm ${path} && npx cdk synth --quiet`);
  });
}

function sumOf(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
