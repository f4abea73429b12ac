import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseZoneFile } from '../../../lambdas/zone/read-zone-file.ts';
import { fragmentYaml } from '../../../tools/plan/fragment.ts';
import { importPlan } from '../../../tools/plan/import-command.ts';
import { ImportRefusedError } from '../../../tools/plan/import-error.ts';
import { toGeoJson } from '../../../tools/plan/to-geojson.ts';
import { toCsv } from '../../../tools/plan/to-text.ts';

const nongkhai = parseZoneFile(readFileSync('zones/nongkhai.yaml', 'utf8'), 'zones/nongkhai.yaml');

function refusalOf(file: string, text: string): string {
  try {
    importPlan(file, text);
    return 'not refused';
  } catch (error) {
    if (error instanceof ImportRefusedError) return error.message;
    throw error;
  }
}

const csv = (...lines: string[]) =>
  [
    'id,name,latitude,longitude,kind,site,watches,bearingDegrees',
    ...lines.map((line) => `${line},${line.includes(',camera,') ? 80 : ''}`),
  ].join('\n');
const market = 'market,Market,17.88,102.74,,,';
const placemark = (inner: string) => `<Placemark><name>วัดโพธิ์ชัย</name>${inner}</Placemark>`;
const kml = (inner: string) =>
  `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder>${inner}</Folder></Document></kml>`;
const geojson = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });
const point = (coordinates: unknown, properties: object = {}) => ({
  ...{ type: 'Feature', geometry: { type: 'Point', coordinates } },
  properties,
});

describe('what was exported', () => {
  it.each([
    ['GeoJSON', 'plan.geojson', JSON.stringify(toGeoJson(nongkhai))],
    ['CSV', 'sites.csv', toCsv(nongkhai)],
  ])('comes back from %s with every site, camera, pole and view', (_, file, text) => {
    const { sites, cameras, poles } = importPlan(file, text);

    expect({ sites, cameras, poles }).toEqual({
      ...{ sites: nongkhai.sites, cameras: nongkhai.cameras, poles: nongkhai.poles },
    });
  });

  it('comes back whatever the places and names', () => {
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
      .map((text) => text.replace(/[\p{Cc}\u2028\u2029\ufeff]/gu, '').trim())
      .filter(
        (text) => text.length > 0 && text.length <= 80 && text === text.normalize() && text.isWellFormed(),
      );
    const site = fc.record({
      name: fc.record({ th: name, en: name }),
      latitude: fc.double({ min: 5.5, max: 20.6, noNaN: true }).map((value) => Math.round(value * 1e6) / 1e6),
      longitude: fc
        .double({ min: 97.3, max: 105.7, noNaN: true })
        .map((value) => Math.round(value * 1e6) / 1e6),
    });
    const zones = fc.array(site, { minLength: 1, maxLength: 5 }).map((sites) => ({
      ...nongkhai,
      ...{ sites: sites.map((one, i) => ({ id: `site-${i}`, ...one })), cameras: [], poles: [] },
    }));

    fc.assert(
      fc.property(zones, (zone) => {
        expect(importPlan('a.geojson', JSON.stringify(toGeoJson(zone))).sites).toEqual(zone.sites);
        expect(importPlan('a.csv', toCsv(zone)).sites).toEqual(zone.sites);
      }),
    );
  });

  it('is no formula in a spreadsheet, and comes back as it was', () => {
    for (const th of ['=1+1', '-2', "'=1", '@name']) {
      const sites = nongkhai.sites.map((site) => ({ ...site, name: { th, en: 'Site' } }));
      const text = toCsv({ ...nongkhai, sites });

      expect(text).not.toMatch(/,[=+@]/);
      expect(importPlan('a.csv', text).sites[0]?.name.th).toBe(th);
    }
  });

  it('is YAML that stands in a zone file', () => {
    const fragment = importPlan('sites.csv', toCsv(nongkhai));

    const read: unknown = parse(fragmentYaml(fragment));

    expect(read).toEqual(JSON.parse(JSON.stringify(fragment)));
  });
});

describe('importPlan', () => {
  it('takes a map of names and points as people draw it in Google Earth', () => {
    const text = kml(placemark('<Point><coordinates> 102.7553,17.8800,0 </coordinates></Point>'));

    expect(importPlan('doc.kml', text)).toEqual({
      sites: [
        {
          ...{ id: 'site-1', name: { th: 'วัดโพธิ์ชัย', en: 'วัดโพธิ์ชัย' } },
          ...{ latitude: 17.88, longitude: 102.7553 },
        },
      ],
      ...{ cameras: [], poles: [] },
    });
  });

  it('takes fields of a KML, and devices without a point', () => {
    const data = (name: string, value: string) => `<Data name="${name}"><value>${value}</value></Data>`;
    const text = kml(
      `${placemark(`<ExtendedData>${data('id', 'pho-chai')}${data('nameEn', 'Wat &amp; Pho')}</ExtendedData><Point><coordinates>102.7553,17.88</coordinates></Point>`)}<Placemark><ExtendedData>${data('kind', 'pole')}${data('id', 'pho-chai-pole')}${data('site', 'pho-chai')}</ExtendedData></Placemark>`,
    );

    const { sites, poles } = importPlan('doc.kml', text);

    expect(sites[0]?.name.en).toBe('Wat & Pho');
    expect(poles).toEqual([{ id: 'pho-chai-pole', site: 'pho-chai' }]);
  });

  it('takes semicolons, tabs, quotes and the mark that Excel puts first', () => {
    expect(
      importPlan('a.csv', '\ufeffname;latitude;longitude\r\n"A; ""B""";17.88;102.74\r\n').sites[0],
    ).toMatchObject({
      ...{ id: 'a-b', name: { en: 'A; "B"' } },
    });
    expect(importPlan('a.tsv', 'name\tlatitude\tlongitude\nOld Pier\t17.88\t102.74').sites[0]?.id).toBe(
      'old-pier',
    );
  });

  it.each([
    [
      'swapped coordinates',
      'a.csv',
      csv('market,Market,102.74,17.88,,,'),
      'a.csv: line 2: latitude: is 102.74, must lie in Thailand (5.5–20.6): are latitude and longitude swapped?',
    ],
    [
      'swapped coordinates',
      'a.geojson',
      geojson(point([17.88, 102.74], { name: 'A' })),
      'a.geojson: feature 1: latitude: is 102.74',
    ],
    [
      'two devices of one id',
      'a.csv',
      csv(market, 'cam-1,,,,camera,market,faces', 'cam-1,,,,camera,market,faces'),
      'line 4: id: "cam-1" is used twice',
    ],
    [
      'a camera at no site',
      'a.csv',
      csv(market, 'cam-1,,,,camera,nowhere,faces'),
      'line 3: site: "nowhere" is no site of this file',
    ],
    [
      'a word for a number',
      'a.csv',
      csv('market,Market,north,102.74,,,'),
      'line 2: latitude: is "north", must be a number such as 17.8857',
    ],
    [
      'a decimal comma',
      'a.csv',
      'name;latitude;longitude\nA;17,88;102,74',
      'line 2: latitude: is "17,88", must be a number',
    ],
    ['a missing coordinate', 'a.csv', csv('market,Market,17.88,,,,'), 'line 2: longitude: is missing'],
    [
      'an unknown kind',
      'a.csv',
      csv('market,Market,17.88,102.74,drone,,'),
      'line 2: kind: is "drone", must be site, camera, pole',
    ],
    [
      'an unknown column',
      'a.csv',
      'name,lat,lon\nA,17.88,102.74',
      'line 2: lat: is no column here; known are kind, id,',
    ],
    [
      'a line with too few fields',
      'a.csv',
      'name,latitude,longitude\nA,17.88',
      'line 2: (whole line): has 2 fields, must have 3',
    ],
    [
      'what a camera watches',
      'a.csv',
      csv(market, 'cam-1,,,,camera,market,dogs'),
      'line 3: watches: is "dogs", must be "faces" or "plates"',
    ],
    ['an open quote', 'a.csv', 'name,latitude,longitude\n"A,17.88,102.74', '(whole line): is no CSV'],
    ['a column twice', 'a.csv', 'name,name\nA,B', 'line 1: name: is there twice'],
    ['nothing', 'a.csv', '', 'file: (whole file): is empty'],
    ['a head alone', 'a.csv', 'name,latitude,longitude', 'file: (whole file): holds no sites'],
    ['text that is no JSON', 'a.geojson', '{', 'file: (whole file): is no JSON'],
    ['another JSON', 'a.json', '{"type":"Feature"}', 'file: type: must be a GeoJSON FeatureCollection'],
    [
      'a line instead of a point',
      'a.geojson',
      geojson({ ...point([]), geometry: { type: 'LineString', coordinates: [] } }),
      'feature 1: geometry: is a LineString, must be a Point',
    ],
    [
      'coordinates that are none',
      'a.geojson',
      geojson(point(['102', '17'])),
      'feature 1: geometry.coordinates: must be [longitude, latitude]',
    ],
    [
      'a route',
      'a.kml',
      kml(placemark('<LineString><coordinates>102,17 103,18</coordinates></LineString>')),
      'placemark 1 (วัดโพธิ์ชัย): Point: is missing',
    ],
    [
      'coordinates that are no numbers',
      'a.kml',
      kml(placemark('<Point><coordinates>here</coordinates></Point>')),
      'Point.coordinates: is "here"',
    ],
    ['own entities', 'a.kml', '<!DOCTYPE kml [<!ENTITY a "aaaa">]><kml/>', 'file: DOCTYPE: is not allowed'],
    ['broken XML', 'a.kml', '<kml>\n<Document></kml>', 'line 2: XML:'],
    ['a zipped map', 'a.kml', 'PK\u0003\u0004', 'is a KMZ archive'],
    ['another format', 'a.xlsx', 'PK', 'file: (name): must end in .csv'],
  ])('refuses %s, naming row and field', (_, file, text, problem) => {
    expect(refusalOf(file, text)).toContain(problem);
  });

  it('tells all that is wrong at once', () => {
    expect(refusalOf('a.csv', csv('m,M,1,2,,,', 'n-site,N,north,2,,,')).split('\n').length).toBe(1);
    expect(refusalOf('a.csv', csv('market,M,1,2,,,', 'mark,N,3,4,,,')).split('\n').length).toBe(4);
  });

  it.each(['a.csv', 'a.geojson', 'a.kml'])(
    'throws nothing but its own refusal for %s, whatever the text',
    (file) => {
      const start = fc.constantFrom(
        '',
        'name,latitude,longitude\n',
        '{"type":"FeatureCollection","features":[',
        '<kml><Placemark>',
      );
      const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.json());

      fc.assert(
        fc.property(start, text, (first, rest) => {
          expect(typeof refusalOf(file, first + rest)).toBe('string');
        }),
        { numRuns: 300 },
      );
    },
  );

  it.each([
    ['GeoJSON', (properties: object) => importPlan('a.geojson', geojson(point([102.74, 17.88], properties)))],
    [
      'KML',
      (properties: object) =>
        importPlan(
          'a.kml',
          kml(
            `<Placemark><Point><coordinates>102.74,17.88</coordinates></Point><ExtendedData>${Object.entries(
              properties,
            )
              .map(
                ([name, value]) =>
                  `<Data name="${name}"><value>${JSON.stringify(value)?.replace(/[<&]/g, '')}</value></Data>`,
              )
              .join('')}</ExtendedData></Placemark>`,
          ),
        ),
    ],
  ])('throws nothing but its own refusal for any properties of %s', (_, read) => {
    const column = fc.constantFrom(
      'id',
      'name',
      'kind',
      'site',
      'watches',
      'latitude',
      'phase',
      '__proto__',
      'constructor',
      'view',
    );

    fc.assert(
      fc.property(fc.dictionary(column, fc.jsonValue()), (properties) => {
        try {
          read(properties);
        } catch (error) {
          expect(error).toBeInstanceOf(ImportRefusedError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
