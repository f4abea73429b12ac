import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { plateClasses } from '../../lambdas/plates/plate.ts';
import { findProvince } from '../../lambdas/plates/provinces.ts';
import { CsvFormatError, parseCsvRecords } from './csv.ts';
import { applyLabelFixes, type LabelFix, type PlateLabel } from './label-fixes.ts';
import { type LabeledPicture, type PictureTraits, truthOfLabel } from './labeled-picture.ts';

/** The folder has no CSV, or a line of it cannot be used; the message names file and line. */
export class LabeledFolderError extends Error {
  override readonly name = 'LabeledFolderError';
}

const csvNames = ['manifest.csv', 'labels.csv'];

interface LabeledRow extends PlateLabel {
  /** A column `class` names our classes; a column `kind` is somebody's own, and only groups pictures. */
  readonly isClassKnown: boolean;
  readonly traits: PictureTraits;
}

interface ReadLabeledFolderParams {
  readonly folder: string;
  /** Only rows with this split, where the CSV has that column; unless told all but those of `train`. */
  readonly split?: string;
  readonly fixes?: readonly LabelFix[];
}

export function hasLabels(folder: string): boolean {
  return csvNames.some((name) => existsSync(join(folder, name)));
}

/**
 * The pictures that a folder's manifest.csv or labels.csv names: columns file, plate (empty: no Thai plate), province
 * (empty: unknown), and where they are there split, class, layout (or kind), light, angle (degrees) and width (pixels).
 * Throws LabeledFolderError and LabelFixError.
 */
export function readLabeledFolder({ folder, split, fixes = [] }: ReadLabeledFolderParams): LabeledPicture[] {
  const csv = csvNames.map((name) => join(folder, name)).find((path) => existsSync(path));
  if (csv === undefined) throw new LabeledFolderError(`${folder} has neither ${csvNames.join(' nor ')}`);
  const rows = readRows(csv, folder, split);
  return applyLabelFixes(rows, fixes).map((row) => ({
    file: row.file,
    truth: row.plate === '' ? null : toTruth(row),
    traits: row.class === '' ? row.traits : { layout: row.class, ...row.traits },
    bytes: () => readFile(join(folder, row.file)),
  }));
}

function toTruth(row: LabeledRow) {
  const truth = truthOfLabel(row.plate, row.province || null);
  const known = plateClasses.find((name) => row.isClassKnown && name === row.class);
  return { ...truth, class: known ?? truth.class };
}

function readRows(csv: string, folder: string, split: string | undefined): readonly LabeledRow[] {
  try {
    return parseCsvRecords(readFileSync(csv, 'utf8'))
      .filter(({ fields }) => isOfSplit(fields.split, split))
      .map(({ line, fields }) => toRow(fields, folder, line));
  } catch (cause) {
    if (cause instanceof CsvFormatError) throw new LabeledFolderError(`${csv}, ${cause.message}`, { cause });
    throw cause;
  }
}

function isOfSplit(of: string | undefined, wanted: string | undefined): boolean {
  if (of === undefined) return true;
  return wanted === undefined ? of !== 'train' : of === wanted;
}

function toRow(fields: Readonly<Record<string, string>>, folder: string, line: number): LabeledRow {
  const { file, plate, province = '' } = fields;
  if (file === undefined || plate === undefined) throw new CsvFormatError('line 1: want file,plate,province');
  if (file === '' || !existsSync(join(folder, file)))
    throw new CsvFormatError(`line ${line}: there is no picture "${file}"`);
  const known = findProvince(province);
  if (province !== '' && known === undefined)
    throw new CsvFormatError(`line ${line}: "${province}" is no province (leave it empty where unknown)`);
  return {
    file,
    plate: plate.replace(/[\s-]/gu, ''),
    province: known ?? '',
    class: fields.class || fields.kind || '',
    isClassKnown: Boolean(fields.class),
    traits: traitsOf(fields, line),
  };
}

function traitsOf(fields: Readonly<Record<string, string>>, line: number): PictureTraits {
  const angleDegrees = numberIn(fields.angle, 'angle', line);
  const plateWidthPixels = numberIn(fields.width, 'width', line);
  return {
    ...(fields.layout ? { layout: fields.layout } : {}),
    ...(fields.light ? { light: fields.light } : {}),
    ...(angleDegrees === undefined ? {} : { angleDegrees }),
    ...(plateWidthPixels === undefined ? {} : { plateWidthPixels }),
  };
}

function numberIn(text: string | undefined, name: string, line: number): number | undefined {
  if (text === undefined || text === '') return undefined;
  const value = Number(text);
  if (!Number.isFinite(value)) throw new CsvFormatError(`line ${line}: ${name} "${text}" is no number`);
  return value;
}
