import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvFormatError, parseCsv, parseCsvRecords } from '../../benchmarks/plates/csv.ts';

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

describe('parseCsv', () => {
  it('reads back every table of quoted cells', () => {
    const rows = fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), { minLength: 1 });

    fc.assert(
      fc.property(rows, (table) => {
        const text = table.map((row) => row.map(quoted).join(',')).join('\r\n');
        const kept = table.filter((row) => row.length > 1 || row[0] !== '');

        expect(parseCsv(text).map(({ cells }) => cells)).toEqual(kept);
      }),
    );
  });

  it('ends on any text, with rows or with CsvFormatError', () => {
    const signs = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r') });

    fc.assert(
      fc.property(signs, (text) => {
        try {
          parseCsv(text);
        } catch (cause) {
          expect(cause).toBeInstanceOf(CsvFormatError);
        }
      }),
    );
  });

  it('tells the line each row began on, past line breaks inside quotes', () => {
    expect(parseCsv('\ufefffile,plate\n"a\nb",1\n\nc,2')).toEqual([
      { line: 1, cells: ['file', 'plate'] },
      { line: 2, cells: ['a\nb', '1'] },
      { line: 5, cells: ['c', '2'] },
    ]);
  });

  it('names the line of a quote that is not closed', () => {
    expect(() => parseCsv('a,b\nc,"d')).toThrow(/line 2/);
  });
});

describe('parseCsvRecords', () => {
  it('names cells by the head, without spaces around them', () => {
    expect(parseCsvRecords('File, plate\na.jpg , กข 1\n')).toEqual([
      { line: 2, fields: { file: 'a.jpg', plate: 'กข 1' } },
    ]);
  });

  it('names the line that has too few cells', () => {
    expect(() => parseCsvRecords('file,plate\na,b\nc')).toThrow('line 3: 1 cells where the head has 2');
  });
});
