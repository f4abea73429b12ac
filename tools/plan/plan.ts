import { Command } from 'commander';
import { FileRefusedError } from '../../lambdas/zone/read-zone-file.ts';
import { countOf, type Finding } from './finding.ts';
import { planImportCommand } from './import-command.ts';
import { figuresOf, type PlanView, viewPlan } from './plan-view.ts';
import { type Plan, readPlan } from './read-plan.ts';
import { writePlan } from './write-plan.ts';

interface PlanOptions {
  readonly out?: string;
  readonly map?: string;
  readonly json?: boolean;
  readonly strict?: boolean;
}

interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

const terminal: Output = {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
};

/**
 * `zone plan [FILE]`: checks a site plan and, with --out, draws it. Exit code 1 where the file is refused or an error was
 * found; then nothing is drawn.
 */
export function planCommand(output: Output = terminal): Command {
  return (
    new Command('plan')
      // --out after `import` is its own.
      .enablePositionalOptions()
      .description('check and draw the site plan of a zone file')
      .argument('[file]', 'the zone file', 'zones/nongkhai.yaml')
      .option('--out <folder>', 'draw map, coverage, GeoJSON, installers’ tables and pages into this folder')
      .option('--map <file>', 'the base map (default: zones/<zone’s id>-map.json)')
      .option('--json', 'print the findings and figures as JSON')
      .option('--strict', 'exit with 1 on warnings too')
      .addCommand(planImportCommand(output))
      .action(async (file: string, options: PlanOptions) => {
        const view = openView(file, options.map, options.json ? output : undefined);
        if (view === undefined) return;
        const isWrong = countOf(view.findings, 'error') > 0;
        const files = options.out !== undefined && !isWrong ? await writePlan(view, options.out) : [];
        if (options.json) output.out(JSON.stringify(resultOf(view, files), null, 2));
        else tell(view, files, output);
        if (isWrong || (options.strict && countOf(view.findings, 'warning') > 0)) process.exitCode = 1;
      })
  );
}

/** A refused file as JSON looks like a plan with errors; without --json the refusal goes up to the program. */
function openView(file: string, map: string | undefined, json: Output | undefined): PlanView | undefined {
  try {
    return viewPlan(readPlan(file, map));
  } catch (error) {
    if (!(error instanceof FileRefusedError) || json === undefined) throw error;
    const findings = error.problems.map((problem) => ({ level: 'error', ...problem }));
    json.out(JSON.stringify({ file, findings, files: [] }, null, 2));
    process.exitCode = 1;
    return undefined;
  }
}

function resultOf(view: PlanView, files: readonly string[]) {
  const { plan, findings, coverage, sites } = view;
  return {
    file: plan.file,
    findings: findings.map((finding) => ({
      level: finding.level,
      ...placeOf(plan, finding),
      problem: finding.problem.en,
      problemTh: finding.problem.th,
    })),
    figures: {
      ...{ sites: sites.length, cameras: plan.zone.cameras.length, poles: plan.zone.poles.length },
      ...coverage,
    },
    files,
  };
}

const placeOf = ({ file, lineOf }: Plan, { path }: Finding) => ({
  file,
  line: lineOf(path),
  field: path.join('.'),
});

function tell(view: PlanView, files: readonly string[], { out, err }: Output): void {
  for (const finding of view.findings) {
    const { file, line, field } = placeOf(view.plan, finding);
    err(`${file}:${line}: ${field}: ${finding.level}: ${finding.problem.en}`);
  }
  const figures = figuresOf(view, 'en').map(({ name, value }) => `${name} ${value}`);
  out(`${view.plan.file}: ${figures.join(', ')}`);
  if (view.plan.mapName === undefined) out('No base map: nothing was checked against rivers (--map FILE).');
  for (const file of files) out(file);
}
