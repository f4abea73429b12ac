import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import { FileRefusedError, parseRecipientsFile, parseZoneFile } from '../lambdas/zone/read-zone-file.ts';
import { zoneFile } from '../lambdas/zone/zone-file.ts';

interface CheckOptions {
  readonly recipients?: boolean;
  readonly json?: boolean;
  readonly schema?: boolean;
}

/** `zone check FILE`: says whether a zone or recipients file can be used; exit code 1 with every problem if not. */
export function checkCommand(): Command {
  return new Command('check')
    .description('check a zone file, or with --recipients a recipients file')
    .argument('[file]', 'the YAML file', 'zones/nongkhai.yaml')
    .option('--recipients', 'the file lists recipients')
    .option('--json', 'print the problems as a JSON array')
    .option('--schema', 'print the JSON Schema of the zone file instead, for editors')
    .action((file: string, options: CheckOptions) => {
      if (options.schema) console.log(JSON.stringify(z.toJSONSchema(zoneFile, { io: 'input' }), null, 2));
      else report(file, options);
    });
}

function report(file: string, options: CheckOptions): void {
  const problems = problemsOf(file, options.recipients === true);
  if (options.json) console.log(JSON.stringify(problems, null, 2));
  else if (problems.length === 0) console.log(`${file}: all right`);
  else for (const p of problems) console.error(`${p.file}:${p.line}: ${p.field}: ${p.problem}`);
  if (problems.length > 0) process.exitCode = 1;
}

function problemsOf(file: string, isRecipients: boolean) {
  const text = readFileSync(file, 'utf8');
  try {
    (isRecipients ? parseRecipientsFile : parseZoneFile)(text, file);
    return [];
  } catch (error) {
    if (error instanceof FileRefusedError) return error.problems;
    throw error;
  }
}
