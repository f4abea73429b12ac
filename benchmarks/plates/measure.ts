import type { PlateReader } from '../../lambdas/plates/plate-reader.ts';
import { foreignSets } from './foreign-sets.ts';
import { generatedPictures } from './generated-pictures.ts';
import { hasLabels } from './labeled-folder.ts';
import type { PictureSet, ReadingWay } from './labeled-picture.ts';
import { describeMachine } from './machine.ts';
import { readSet } from './outcome.ts';
import { openReal, type RealPictures, readReal } from './real-sets.ts';
import { makeReport, type ReadSet, type Report } from './report.ts';
import { scoreOutcomes } from './score.ts';
import { readByTesseract, tesseractMissing, tesseractVersion } from './tesseract.ts';
import { measureTimings } from './timing.ts';

export const benchmarkParts = ['real', 'generated', 'foreign', 'tesseract', 'timing'] as const;
export type BenchmarkPart = (typeof benchmarkParts)[number];

export interface MeasureParams {
  readonly reader: PlateReader;
  readonly parts: readonly BenchmarkPart[];
  readonly seed: number;
  readonly data: string;
  readonly split?: string;
  readonly fixesFile?: string;
  readonly ways?: readonly ReadingWay[];
  /** Pictures of each generated set. */
  readonly generated: number;
  /** Folders of photos without a Thai plate. */
  readonly foreign: readonly string[];
  /** Drawn boards, which are no plates. */
  readonly signs: number;
  /** At most so many pictures for Tesseract, which is slow. */
  readonly tesseract: number;
  readonly date: string;
  readonly progress: (line: string) => void;
}

/** Runs the parts of the benchmark that are asked for, one picture at a time. Times first, while nothing else is loaded. */
export async function measurePlates(params: MeasureParams): Promise<Report> {
  const { reader, seed, progress } = params;
  const notes: string[] = [];
  const has = (part: BenchmarkPart) => params.parts.includes(part);
  const timings = has('timing') ? await measureTimings(reader) : [];
  const real = has('real') ? await openRealOrNote(params, notes) : undefined;
  const drawn = has('generated') ? generatedPictures(params.generated, seed) : [];
  const foreign = has('foreign') ? foreignSets(params.foreign, params.signs, seed) : [];
  if (real) progress(`${real.name}: ${real.given.length} pictures, read as ${real.ways.join(' and as ')}`);
  const sets: ReadSet[] = real ? [...(await readReal(reader, real))] : [];
  for (const set of [...drawn, ...foreign]) {
    progress(`${set.name}: ${set.pictures.length} pictures`);
    sets.push({ set, outcomes: await readSet(reader, set) });
  }
  const tesseract = has('tesseract') ? await compare(params, comparable(real, drawn), notes) : {};
  return makeReport(sets, {
    ...{ date: params.date, seed, machine: describeMachine(), timings, notes },
    ...tesseract,
  });
}

async function openRealOrNote(params: MeasureParams, notes: string[]): Promise<RealPictures | undefined> {
  if (hasLabels(params.data)) return openReal({ ...params, folder: params.data });
  notes.push(`${params.data} has no labeled pictures: nothing real was read`);
  return undefined;
}

/** Tesseract has no way to find a plate in a photo: it gets pictures of plates, real ones where there are. */
function comparable(real: RealPictures | undefined, drawn: readonly PictureSet[]): PictureSet | undefined {
  if (real?.ways.includes('crop'))
    return { name: real.name, origin: 'real', way: 'crop', pictures: real.corrected };
  return drawn.find(({ way }) => way === 'crop');
}

async function compare(
  { tesseract: most, progress }: MeasureParams,
  set: PictureSet | undefined,
  notes: string[],
): Promise<Pick<Report, 'tesseract'>> {
  const version = tesseractVersion();
  if (version === undefined || set === undefined) {
    notes.push(version === undefined ? tesseractMissing : 'tesseract: no pictures of plates to compare on');
    return {};
  }
  const step = Math.max(1, Math.ceil(set.pictures.length / most));
  const pictures = set.pictures.filter((_, index) => index % step === 0);
  progress(`${version}: ${pictures.length} pictures of ${set.name}`);
  const outcomes = await readByTesseract(pictures);
  return { tesseract: { version, set: set.name, score: scoreOutcomes(outcomes) } };
}
