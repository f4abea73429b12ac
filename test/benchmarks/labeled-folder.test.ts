import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseLabelFixes } from '../../benchmarks/plates/label-fixes.ts';
import { LabeledFolderError, readLabeledFolder } from '../../benchmarks/plates/labeled-folder.ts';

describe('readLabeledFolder', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'labels-'));
    for (const file of ['a.jpg', 'b, c.jpg']) writeFileSync(join(folder, file), 'bytes');
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const write = (...lines: readonly string[]) =>
    writeFileSync(join(folder, 'labels.csv'), lines.join('\r\n'));

  it('reads plates as people write them, and traits where the CSV has them', async () => {
    write(
      'file,plate,province,class,light,angle,width',
      'a.jpg,1กข 1234,กทม,car,night,-30,88',
      '"b, c.jpg",70-1234,,,,,',
    );

    const [first, second] = readLabeledFolder({ folder });

    expect(first).toMatchObject({
      truth: { letters: '1กข', digits: '1234', province: 'กรุงเทพมหานคร', class: 'car' },
      traits: { layout: 'car', light: 'night', angleDegrees: -30, plateWidthPixels: 88 },
    });
    expect(second).toMatchObject({ truth: { letters: '70', digits: '1234', province: null }, traits: {} });
    expect(String(await second?.bytes())).toBe('bytes');
  });

  it('takes a row without a plate as a picture without one', () => {
    write('file,plate,province', 'a.jpg,,');

    expect(readLabeledFolder({ folder })).toMatchObject([{ file: 'a.jpg', truth: null }]);
  });

  it('leaves out rows for training, and keeps to a split where one is told', () => {
    write('file,plate,province,split', 'a.jpg,กข 1,,train', '"b, c.jpg",กข 2,,dev');

    expect(readLabeledFolder({ folder }).map(({ file }) => file)).toEqual(['b, c.jpg']);
    expect(readLabeledFolder({ folder, split: 'train' }).map(({ file }) => file)).toEqual(['a.jpg']);
  });

  it('corrects labels', () => {
    write('file,plate,province', 'a.jpg,กข 1284,');
    const fixes = parseLabelFixes('file,field,position,given,true\na.jpg,plate,5,8,3');

    expect(readLabeledFolder({ folder, fixes })[0]?.truth).toMatchObject({ letters: 'กข', digits: '1234' });
  });

  it.each([
    ['no.jpg,กข 1,', 'line 2: there is no picture "no.jpg"'],
    ['a.jpg,กข 1,Atlantis', 'line 2: "Atlantis" is no province'],
    ['a.jpg,กข 1', 'line 2: 2 cells where the head has 3'],
    ['a.jpg,"กข 1,', 'line 2: a quote is not closed'],
  ])('refuses %s and names file and line', (line, message) => {
    write('file,plate,province', line);

    expect(() => readLabeledFolder({ folder })).toThrow(LabeledFolderError);
    expect(() => readLabeledFolder({ folder })).toThrow(`labels.csv, ${message}`);
  });

  it('refuses a CSV without the columns, and a folder without a CSV', () => {
    write('picture,text', 'a.jpg,กข 1');

    expect(() => readLabeledFolder({ folder })).toThrow('want file,plate,province');
    expect(() => readLabeledFolder({ folder: join(folder, 'none') })).toThrow(LabeledFolderError);
  });
});
