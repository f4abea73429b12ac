import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignSigns } from '../../benchmarks/plates/align-signs.ts';
import { applyLabelFixes, LabelFixError, parseLabelFixes } from '../../benchmarks/plates/label-fixes.ts';

const head = 'file,field,position,given,true,chance';
const label = { file: 'dev/1.jpg', plate: '1กข8234', province: 'เลย', class: 'car' };
const fix = (...lines: readonly string[]) =>
  applyLabelFixes([label], parseLabelFixes([head, ...lines].join('\n')))[0];

describe('label fixes', () => {
  it('changes one sign', () => {
    expect(fix('dev/1.jpg,plate,4,8,9,0.93')).toEqual({ ...label, plate: '1กข9234' });
  });

  it('adds a sign before the position and takes one away, by positions in the label as given', () => {
    expect(fix('dev/1.jpg,plate,1,1,,0.9', 'dev/1.jpg,plate,8,,5,0.9')?.plate).toBe('กข82345');
  });

  it('changes the class', () => {
    expect(fix('dev/1.jpg,class,,car,dealer,')?.class).toBe('dealer');
  });

  it('changes the province', () => {
    expect(fix('dev/1.jpg,province,,เลย,ตาก,0.99')?.province).toBe('ตาก');
  });

  it('passes over the fixes of other files', () => {
    expect(fix('train/2.jpg,plate,1,9,8,0.9')).toEqual(label);
  });

  it.each([
    ['dev/1.jpg,plate,4,7,9,1', 'dev/1.jpg is not labeled "7" there'],
    ['dev/1.jpg,plate,12,,9,1', 'dev/1.jpg is not labeled "" there'],
    ['dev/1.jpg,class,,truck,car,1', 'dev/1.jpg is not labeled "truck" there'],
    ['dev/1.jpg,province,,ตาก,เลย,1', 'dev/1.jpg is not labeled "ตาก" there'],
  ])('refuses %s, which does not fit the label', (line, message) => {
    expect(() => fix(line)).toThrow(message);
  });

  it.each([
    'dev/1.jpg,color,1,a,b,1',
    'dev/1.jpg,plate,0,a,b,1',
    'dev/1.jpg,plate,x,a,b,1',
    ',plate,1,a,b,1',
  ])('refuses %s and names its line', (line) => {
    expect(() => parseLabelFixes(`${head}\n${line}`)).toThrow(/line 2/);
  });

  it('makes every plate of every other one by the edits between them', () => {
    const plate = fc.string({ unit: fc.constantFrom('ก', 'ข', '1', '2'), maxLength: 7 });

    fc.assert(
      fc.property(plate, plate, (given, right) => {
        const fixed = applyLabelFixes([{ ...label, plate: given }], editsBetween(given, right));

        expect(fixed[0]?.plate).toBe(right);
      }),
    );
  });

  it('fails with an error of its own', () => {
    expect(() => fix('dev/1.jpg,plate,4,7,9,1')).toThrow(LabelFixError);
  });
});

function editsBetween(given: string, right: string) {
  let position = 1;
  return alignSigns(given, right).flatMap(({ truth, read }) => {
    const at = position;
    position += truth.length;
    if (truth === read) return [];
    return [{ line: 1, file: label.file, field: 'plate' as const, position: at, given: truth, right: read }];
  });
}
