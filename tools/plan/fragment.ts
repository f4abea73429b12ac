import { stringify } from 'yaml';
import { z } from 'zod';
import { explainIssue } from '../../lambdas/zone/explain-issue.ts';
import { type ZoneFile, zoneFile } from '../../lambdas/zone/zone-file.ts';
import { type ImportProblem, ImportRefusedError, type ImportRow } from './import-error.ts';
import { allColumns, columns, numberColumns, type RecordKind, recordKinds, shownColumns } from './records.ts';

/** The part of a zone file that says what stands where. */
export type Fragment = Pick<ZoneFile, 'sites' | 'cameras' | 'poles' | 'phases'>;

type Lists = Record<RecordKind, { readonly row: ImportRow; readonly item: Record<string, unknown> }[]>;

/** `name` stands for both languages, as maps have one; the rest only describes. */
const knownCells = new Set([...allColumns, ...shownColumns, 'name', 'description']);
const listNames = { site: 'sites', camera: 'cameras', pole: 'poles' } as const;

/** Rows as a part of a zone file, checked by the zone file's own rules. Throws ImportRefusedError with all that is wrong. */
export function fragmentOf(rows: readonly ImportRow[]): Fragment {
  const problems = rows.flatMap(checkCells);
  if (rows.length === 0) problems.push({ row: 'file', field: '(whole file)', problem: 'holds no sites' });
  if (problems.length > 0) throw new ImportRefusedError(problems);
  const lists = listsOf(rows);
  const itemsOf = (kind: RecordKind) => lists[kind].map(({ item }) => item);
  const phases = [...new Set(rows.flatMap(({ cells }) => textIn(cells.phase) || []))];
  const value = {
    version: 1,
    zone: {
      id: 'imported',
      name: { th: '-', en: '-' },
      sampling: { framesPerSecond: 2 },
      tiers: [{ tier: 1, afterSeconds: 0 }],
    },
    ...{ sites: itemsOf('site'), cameras: itemsOf('camera'), poles: itemsOf('pole') },
    ...(phases.length > 0 && { phases: phases.map((id) => ({ id, name: { th: id, en: id } })) }),
  };
  const parsed = zoneFile.safeParse(value);
  if (!parsed.success) throw new ImportRefusedError(explain(parsed.error, value, lists));
  const { sites, cameras, poles } = parsed.data;
  return { ...(parsed.data.phases && { phases: parsed.data.phases }), sites, cameras, poles };
}

/** The fragment as YAML, to be pasted into a zone file. */
export function fragmentYaml(fragment: Fragment): string {
  const lists = Object.entries(fragment).filter(([, list]) => list !== undefined && list.length > 0);
  return stringify(Object.fromEntries(lists), { lineWidth: 0 });
}

function checkCells({ row, cells }: ImportRow): readonly ImportProblem[] {
  const kind = textIn(cells.kind) || 'site';
  if (!isKind(kind))
    return [
      {
        row,
        field: 'kind',
        problem: `is "${kind.slice(0, 40)}", must be ${recordKinds.join(', ')} or empty (a site)`,
      },
    ];
  return Object.entries(cells).flatMap(([column, value]): ImportProblem[] => {
    const text = textIn(value);
    if (text === '') return [];
    if (!knownCells.has(column))
      return [{ row, field: column, problem: `is no column here; known are ${allColumns.join(', ')}` }];
    if (numberColumns.has(column) && !/^[+-]?\d+(\.\d+)?$/.test(text))
      return [
        {
          row,
          field: column,
          problem: `is ${JSON.stringify(text.slice(0, 40))}, must be a number such as 17.8857`,
        },
      ];
    return [];
  });
}

const isKind = (kind: string): kind is RecordKind => recordKinds.some((known) => known === kind);

function textIn(value: unknown): string {
  return typeof value === 'string'
    ? value.trim()
    : typeof value === 'number'
      ? plainNumber(value)
      : value == null
        ? ''
        : JSON.stringify(value);
}

/** Without an exponent, which no column writes. */
const plainNumber = (value: number) =>
  Number.isFinite(value) ? value.toFixed(10).replace(/\.?0+$/, '') : String(value);

function listsOf(rows: readonly ImportRow[]): Lists {
  const lists: Lists = { site: [], camera: [], pole: [] };
  for (const row of rows) {
    const kind = textIn(row.cells.kind) || 'site';
    if (!isKind(kind)) continue;
    const { name, ...cells } = row.cells;
    const defaults =
      kind === 'site' ? { nameTh: name, nameEn: name, id: idOf(row, lists.site.length + 1) } : {};
    lists[kind].push({ row, item: itemOf(kind, { ...defaults, ...withoutEmpty(cells) }) });
  }
  return lists;
}

const withoutEmpty = (cells: ImportRow['cells']) =>
  Object.fromEntries(Object.entries(cells).filter(([, value]) => textIn(value) !== ''));

/** Maps give names, not ids: of Latin letters the name itself, else the number of the site. */
function idOf({ cells }: ImportRow, number: number): string {
  const name = (textIn(cells.nameEn) || textIn(cells.name)).toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const id = name
    .replace(/^[^a-z]+/, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  return id.length >= 3 ? id : `site-${number}`;
}

function itemOf(kind: RecordKind, cells: ImportRow['cells']): Record<string, unknown> {
  const item: Record<string, unknown> = {};
  for (const [column, path] of Object.entries(columns[kind])) {
    const text = textIn(cells[column]);
    if (text !== '') put(item, path.split('.'), cellValue(column, text));
  }
  return item;
}

function cellValue(column: string, text: string): unknown {
  if (numberColumns.has(column)) return Number(text);
  return column === 'watches' ? text.split(/[\s,+;/]+/).filter(Boolean) : text;
}

function put(item: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) item[key] = value;
  else {
    const inner = (item[key] ?? {}) as Record<string, unknown>;
    put(inner, rest, value);
    item[key] = inner;
  }
}

/** What the zone file's rules say, told by row and column. */
function explain(error: z.ZodError, value: unknown, lists: Lists): readonly ImportProblem[] {
  const schema = z.toJSONSchema(zoneFile, { io: 'input' });
  return error.issues
    .flatMap((issue) => explainIssue(issue, schema, value))
    .map(({ path: [list, index, ...rest], problem }) => {
      const kind = recordKinds.find((one) => listNames[one] === list);
      const found = kind && lists[kind][Number(index)];
      if (kind === undefined || found === undefined)
        return {
          row: 'file',
          field: [list, index, ...rest].filter((part) => part !== undefined).join('.'),
          problem,
        };
      const path = rest.map(String).join('.');
      const exact = Object.entries(columns[kind]).find(([, at]) => at === path || path.startsWith(`${at}.`));
      return { row: found.row.row, field: exact?.[0] ?? path, problem };
    });
}
