import { parseCsvRecords } from './csv.ts';

/** A label as the CSV gives it: the plate without spaces and dashes, the province empty where unknown. */
export interface PlateLabel {
  readonly file: string;
  readonly plate: string;
  readonly province: string;
  /** As the column `class` or `kind` says; empty where unknown. */
  readonly class: string;
}

/** One sign of a plate, or the province or the class of one file. It does not tell the plate, so it may be published. */
export interface LabelFix {
  readonly line: number;
  readonly file: string;
  readonly field: 'plate' | 'province' | 'class';
  /** From 1, in the label as given; 0 for province and class. */
  readonly position: number;
  /** Empty where a sign is missing before the position. */
  readonly given: string;
  /** Empty where the sign is one too many. */
  readonly right: string;
}

const fixable = ['plate', 'province', 'class'] as const;

/** A correction does not fit the label it is for, or cannot be understood. */
export class LabelFixError extends Error {
  override readonly name = 'LabelFixError';
}

/** Reads a CSV with `file,field,position,given,true`; other columns (the evidence) are for people. Throws LabelFixError. */
export function parseLabelFixes(text: string): readonly LabelFix[] {
  return parseCsvRecords(text).map(({ line, fields }) => {
    const { file = '', given = '', true: right = '' } = fields;
    const field = fixable.find((name) => name === fields.field);
    const position = Number(fields.position || 0);
    const isPlaced = field === 'plate' ? Number.isInteger(position) && position >= 1 : position === 0;
    if (file === '' || field === undefined || !isPlaced || given === right)
      throw new LabelFixError(
        `label fixes, line ${line}: want file,plate,position,given,true or file,province,,given,true (or class)`,
      );
    return { line, file, field, position, given, right };
  });
}

/** The labels with their corrections; fixes of other files are passed over. Throws LabelFixError where one does not fit. */
export function applyLabelFixes<T extends PlateLabel>(
  labels: readonly T[],
  fixes: readonly LabelFix[],
): readonly T[] {
  const byFile = Map.groupBy(fixes, (fix) => fix.file);
  return labels.map((label) => fixesInOrder(byFile.get(label.file) ?? []).reduce(applyFix, label));
}

/** From the right, so that a surplus or missing sign does not move the places of the others. */
function fixesInOrder(fixes: readonly LabelFix[]): readonly LabelFix[] {
  return fixes.toReversed().sort((a, b) => b.position - a.position);
}

function applyFix<T extends PlateLabel>(label: T, fix: LabelFix): T {
  if (fix.field !== 'plate') {
    if (label[fix.field] !== fix.given) throw misfit(fix);
    return { ...label, [fix.field]: fix.right };
  }
  const at = fix.position - 1;
  const fits = at <= label.plate.length && label.plate.startsWith(fix.given, at);
  if (!fits) throw misfit(fix);
  const rest = label.plate.slice(at + fix.given.length);
  return { ...label, plate: label.plate.slice(0, at) + fix.right + rest };
}

const misfit = ({ line, file, given }: LabelFix) =>
  new LabelFixError(`label fixes, line ${line}: ${file} is not labeled "${given}" there`);
