import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { Command } from 'commander';
import { csvRows } from './csv-rows.ts';
import { type Fragment, fragmentOf, fragmentYaml } from './fragment.ts';
import { geojsonRows } from './geojson-rows.ts';
import { ImportRefusedError, type ImportRow, refusal } from './import-error.ts';
import { kmlRows } from './kml-rows.ts';

/** A zone of 2,000 sites and 2,000 devices takes about 2 MB of GeoJSON. */
const mostBytes = 20_000_000;

const readers: Readonly<Record<string, (text: string) => readonly ImportRow[]>> = {
  '.csv': csvRows,
  '.tsv': csvRows,
  '.geojson': geojsonRows,
  '.json': geojsonRows,
  '.kml': kmlRows,
};

/** The sites, cameras and poles in the text of a CSV, GeoJSON or KML, by the ending of its name. Throws ImportRefusedError. */
export function importPlan(file: string, text: string): Fragment {
  try {
    const read = readers[extname(file).toLowerCase()];
    if (read === undefined)
      throw refusal(
        'file',
        '(name)',
        `must end in ${Object.keys(readers).join(', ')} (a KMZ must be unzipped first)`,
      );
    return fragmentOf(read(text));
  } catch (error) {
    throw error instanceof ImportRefusedError ? new ImportRefusedError(error.problems, file) : error;
  }
}

/** `zone plan import FILE`: prints the part of a zone file, or writes it to --out. Throws ImportRefusedError; then nothing is written. */
export function planImportCommand({ out }: { readonly out: (text: string) => void }): Command {
  return new Command('import')
    .description('make sites, cameras and poles of a zone file from a CSV, GeoJSON or KML')
    .argument('<file>', 'e.g. sites.csv, plan.geojson, doc.kml')
    .option('--out <file>', 'write the YAML here instead of printing it')
    .action((file: string, _own: unknown, command: Command) => {
      // `zone plan` has an --out too, and takes it first.
      const { out: target } = command.optsWithGlobals<{ out?: string }>();
      if (statSync(file).size > mostBytes)
        throw new ImportRefusedError(
          [{ row: 'file', field: '(size)', problem: `must be at most ${mostBytes / 1e6} MB` }],
          file,
        );
      const fragment = importPlan(file, readFileSync(file, 'utf8'));
      const { sites, cameras, poles } = fragment;
      const yaml = fragmentYaml(fragment);
      if (target === undefined) return out(yaml.trimEnd());
      writeFileSync(target, yaml);
      out(`${target}: ${sites.length} sites, ${cameras.length} cameras, ${poles.length} poles`);
    });
}
