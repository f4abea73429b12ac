import {
  CorrectionRefusedError,
  type CorrectMatchPorts,
  correctMatch,
  type WithdrawCorrectionParams,
  withdrawCorrection,
} from '../watchlist/correct-match.ts';
import type { Correction } from '../watchlist/correction.ts';
import type { PictureStore } from './picture-store.ts';
import type { SightingStore } from './sighting-store.ts';

export interface CorrectSightingPorts extends CorrectMatchPorts {
  readonly sightings: Pick<SightingStore, 'find'>;
  /** The pictures of sightings. */
  readonly crops: Pick<PictureStore, 'get'>;
}

export interface UndoCorrectionParams extends Omit<WithdrawCorrectionParams, 'personId'> {
  /** The entry that the face was taken for. @default the only one there is */
  readonly personId?: string | undefined;
}

export interface CorrectSightingParams extends UndoCorrectionParams {
  readonly days: number;
}

/** "Not this person" of a sighting: its face is not taken for that entry again. Throws CorrectionRefusedError. */
export async function correctSighting(
  { personId: wanted, ...params }: CorrectSightingParams,
  ports: CorrectSightingPorts,
): Promise<Correction> {
  const { sightingId } = params;
  const sighting = await ports.sightings.find(sightingId);
  if (sighting === undefined)
    throw new CorrectionRefusedError(`there is no sighting ${sightingId} (any more)`);
  if (sighting.kind !== 'face') throw new CorrectionRefusedError(`${sightingId} is a plate`);
  const personId = choosePerson(
    sighting.persons.map(({ entryId }) => entryId),
    wanted,
  );
  const picture = sighting.pictureKey && (await ports.crops.get(sighting.pictureKey));
  if (!picture) throw new CorrectionRefusedError(`the picture of ${sightingId} is gone`);
  return correctMatch({ ...params, personId, picture }, ports);
}

/** Takes "not this person" back; the person whom the face may be taken for again. Throws CorrectionRefusedError. */
export async function undoCorrection(
  { personId: wanted, ...params }: UndoCorrectionParams,
  ports: Omit<CorrectMatchPorts, 'watchlist'>,
): Promise<string> {
  const made = (await ports.corrections.list()).filter(({ sightingId }) => sightingId === params.sightingId);
  const personId = choosePerson(
    made.map((each) => each.personId),
    wanted,
  );
  await withdrawCorrection({ ...params, personId }, ports);
  return personId;
}

function choosePerson(persons: readonly string[], wanted: string | undefined): string {
  const [only, second] = persons;
  if (only === undefined) throw new CorrectionRefusedError('it was taken for nobody');
  if (wanted === undefined && second === undefined) return only;
  if (wanted !== undefined && persons.includes(wanted)) return wanted;
  const which = persons.join(' or ');
  throw new CorrectionRefusedError(
    wanted === undefined
      ? `say which person is meant: ${which}`
      : `it was taken for ${which}, not for ${wanted}`,
  );
}
