#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { useAwsEndpoint } from '../tools/aws-endpoint.ts';
import { explainError } from '../tools/explain-error.ts';

interface Subcommand {
  readonly name: string;
  readonly description: string;
  /** Speaks to the account, or to the local run when one is there. */
  readonly usesAws?: true;
  readonly load: () => Promise<Command>;
}

// Loaded only when named on the command line: models and SDK clients take longer to load than --help to print.
const subcommands: readonly Subcommand[] = [
  {
    name: 'check',
    description: 'check a zone or recipients file',
    load: async () => (await import('../tools/check.ts')).checkCommand(),
  },
  {
    name: 'cost',
    description: 'what a zone costs in a month on AWS, line by line',
    load: async () => (await import('../tools/cost.ts')).costCommand(),
  },
  {
    name: 'plan',
    description: 'check and draw the site plan, or import one',
    load: async () => (await import('../tools/plan/plan.ts')).planCommand(),
  },
  {
    name: 'doctor',
    description: 'what is wrong with the files, the account and the zone, and what mends it',
    usesAws: true,
    load: async () => (await import('../tools/doctor.ts')).doctorCommand(),
  },
  {
    name: 'start',
    description: 'run the whole zone on this machine',
    load: async () => (await import('../tools/start.ts')).startCommand(),
  },
  {
    name: 'demo',
    description: 'run the zone here and play a day at the border',
    load: async () => (await import('../tools/demo.ts')).demoCommand(),
  },
  {
    name: 'explain',
    description: 'why somebody was told of an incident or a sighting, or nobody was',
    usesAws: true,
    load: async () => (await import('../tools/explain.ts')).explainCommand(),
  },
  {
    name: 'camera',
    description: 'give a camera its certificate, send its video, or draw its regions and masks',
    usesAws: true,
    load: async () => (await import('../tools/camera.ts')).cameraCommand(),
  },
  {
    name: 'people',
    description: 'how many people cameras saw, for how long and which way they went; never who',
    usesAws: true,
    load: async () => (await import('../tools/people.ts')).peopleCommand(),
  },
  {
    name: 'pole',
    description: 'give a pole its certificate, or act as a pole',
    usesAws: true,
    load: async () => (await import('../tools/pole.ts')).poleCommand(),
  },
  {
    name: 'incident',
    description: 'list, show and work on incidents',
    usesAws: true,
    load: async () => (await import('../tools/incident.ts')).incidentCommand(),
  },
  {
    name: 'report',
    description: 'a month for the committee: incidents, response times, uptime, cost; nothing personal',
    usesAws: true,
    load: async () => (await import('../tools/report.ts')).reportCommand(),
  },
  {
    name: 'evidence',
    description: 'what cameras saw of an incident: hand it out, check it, keep it longer',
    usesAws: true,
    load: async () => (await import('../tools/evidence.ts')).evidenceCommand(),
  },
  {
    name: 'watchlist',
    description: 'persons and plates to look for',
    usesAws: true,
    load: async () => (await import('../tools/watchlist.ts')).watchlistCommand(),
  },
  {
    name: 'plate',
    description: 'read plates in pictures, search those that passed, try a watchlist entry',
    usesAws: true,
    load: async () =>
      new Command('plate')
        .description('read plates in pictures, search those that passed, try a watchlist entry')
        .addCommand((await import('../tools/plate-read.ts')).plateReadCommand())
        .addCommand((await import('../tools/plate-search.ts')).plateSearchCommand())
        .addCommand((await import('../tools/plate-preview.ts')).platePreviewCommand()),
  },
  {
    name: 'poll',
    description: 'ask the people: rounds, invitations, posters, results',
    usesAws: true,
    load: async () => (await import('../tools/poll.ts')).pollCommand(),
  },
  {
    name: 'rules',
    description: 'try other thresholds or watchlist entries on what was stored',
    usesAws: true,
    load: async () => (await import('../tools/rules.ts')).rulesCommand(),
  },
  {
    name: 'sightings',
    description: 'what cameras saw: faces that may be on the watchlist, and plates',
    usesAws: true,
    load: async () => (await import('../tools/sightings.ts')).sightingsCommand(),
  },
];

const wrongUsage = 2;

async function makeProgram(words: readonly string[]): Promise<Command> {
  const program = new Command('zone')
    .description('The Smart Safety Zone: check it, run it here, act in it')
    .option('--aws', 'use the AWS account even while the zone runs on this machine')
    .option('--debug', 'show where an error came from');
  for (const { name, description, usesAws, load } of subcommands) {
    const command = words.includes(name) ? await load() : new Command(name).description(description);
    if (usesAws) command.hook('preAction', () => void useAwsEndpoint({ isAws: program.opts().aws === true }));
    program.addCommand(command);
  }
  throwOnExit(program);
  return program;
}

/** Commander ends the process itself unless each command is told to throw. */
function throwOnExit(command: Command): void {
  command.exitOverride();
  command.commands.forEach(throwOnExit);
}

async function run(words: readonly string[]): Promise<number> {
  try {
    await (await makeProgram(words)).parseAsync(words, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    // Commander has already said what is wrong; it exits with 0 after --help alone.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : wrongUsage;
    console.error(words.includes('--debug') ? error : `zone: ${explainError(error)}`);
    return 1;
  }
}

process.exitCode = await run(process.argv.slice(2));
