import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { type ImportRow, refusal } from './import-error.ts';

type Node = Readonly<Record<string, unknown>>;

/** Folders in folders in folders: real files have a few. */
const deepest = 30;

/** The placemarks of a KML, as Google Earth and My Maps write it, each with its number from 1. Throws ImportRefusedError. */
export function kmlRows(text: string): readonly ImportRow[] {
  return placemarksOf(readKml(text), 0).map((placemark, index) => {
    const row = `placemark ${index + 1}`;
    const data = dataOf(placemark);
    const name = textOf(placemark.name);
    const isDevice = data.kind === 'camera' || data.kind === 'pole';
    const place = isDevice ? {} : placeOf(placemark, `${row}${name === '' ? '' : ` (${name})`}`);
    return { row, cells: { ...(name !== '' && { name }), ...data, ...place } };
  });
}

function readKml(text: string): Node {
  if (text.startsWith('PK'))
    throw refusal('file', '(whole file)', 'is a KMZ archive: unzip it and import its doc.kml');
  // Own entities can expand to gigabytes; KML needs none.
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw refusal('file', 'DOCTYPE', 'is not allowed in a KML');
  const valid = XMLValidator.validate(text);
  if (valid !== true) throw refusal(`line ${valid.err.line}`, 'XML', valid.err.msg);
  const parser = new XMLParser({
    ...{ ignoreAttributes: false, attributeNamePrefix: '@', removeNSPrefix: true },
    ...{ parseTagValue: false, parseAttributeValue: false, trimValues: true },
  });
  const root: unknown = parse(parser, text);
  const kml = isNode(root) ? root.kml : undefined;
  if (!isNode(kml)) throw refusal('file', 'kml', 'must be the outermost element');
  return kml;
}

function parse(parser: XMLParser, text: string): unknown {
  try {
    return parser.parse(text);
  } catch (error) {
    throw refusal('file', 'XML', error instanceof Error ? error.message : String(error));
  }
}

function placemarksOf(node: Node, depth: number): readonly Node[] {
  if (depth > deepest) throw refusal('file', 'Folder', `must not be nested deeper than ${deepest}`);
  const inner = [...listOf(node.Document), ...listOf(node.Folder)];
  return [...listOf(node.Placemark), ...inner.flatMap((child) => placemarksOf(child, depth + 1))];
}

/** ExtendedData, untyped (`Data`) and typed (`SimpleData`) alike. */
function dataOf(placemark: Node): Readonly<Record<string, string>> {
  const extended = listOf(placemark.ExtendedData);
  const cells = extended.flatMap((data) => [
    ...listOf(data.Data).map((item) => [textOf(item['@name']), textOf(item.value)] as const),
    ...listOf(data.SchemaData)
      .flatMap(({ SimpleData }) => listOf(SimpleData))
      .map((item) => [textOf(item['@name']), textOf(item)] as const),
  ]);
  return Object.fromEntries(cells.filter(([name]) => name !== ''));
}

function placeOf(placemark: Node, row: string) {
  const [point] = listOf(placemark.Point);
  if (point === undefined) throw refusal(row, 'Point', 'is missing: lines and areas are no sites');
  const parts = textOf(point.coordinates).split(',');
  const [longitude = Number.NaN, latitude = Number.NaN] = parts.map((part) =>
    part.trim() === '' ? Number.NaN : Number(part),
  );
  if (!Number.isFinite(longitude) || !Number.isFinite(latitude))
    throw refusal(
      row,
      'Point.coordinates',
      `is "${textOf(point.coordinates).slice(0, 60)}", must be "longitude,latitude"`,
    );
  return { longitude, latitude };
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The parser gives one child as itself, several as a list, and an element of text alone as its text. */
function listOf(value: unknown): readonly Node[] {
  return (Array.isArray(value) ? value : [value]).flatMap((item): Node[] => {
    if (isNode(item)) return [item];
    return typeof item === 'string' ? [{ '#text': item }] : [];
  });
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const [first] = listOf(value);
  return typeof first?.['#text'] === 'string' ? first['#text'] : '';
}
