import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { standingInstruction } from '../lambdas/alerts/standing-instruction.ts';
import { activeStates, type IncidentState, incidentState } from '../lambdas/incidents/incident.ts';
import { newestIncidents } from '../lambdas/incidents/incident-index.ts';
import { type AlertKind, alertKind } from '../lambdas/zone/messages.ts';
import { actCommands } from './incident-act.ts';
import type { IncidentCommandParams } from './incident-command.ts';
import { idOf, stackOption, unknownIncident } from './incident-options.ts';
import type { IncidentPorts } from './incident-ports.ts';
import { describeIncident, describeIncidents, type IncidentView } from './incident-words.ts';
import { searchDefaults, wholeNumber } from './search-options.ts';

const defaults: IncidentCommandParams = {
  ...searchDefaults,
  // Loaded when they are needed: `zone --help` should not wait for the AWS SDK and the fonts.
  openPorts: async (stackName) => (await import('./incident-ports.ts')).openIncidentPorts(stackName),
  draw: async (view) => (await import('./incident-picture.ts')).drawIncident(view),
  save: writeFile,
};

/** `zone incident`: the incidents, what happened to them, and what operators do. Throws errors in plain words. */
export function incidentCommand(overrides: Partial<IncidentCommandParams> = {}): Command {
  const params = { ...defaults, ...overrides };
  const command = new Command('incident').description('list, show and work on incidents');
  command.addCommand(listCommand(params)).addCommand(showCommand(params));
  for (const each of actCommands(params)) command.addCommand(each);
  return command;
}

interface ListOptions {
  readonly state: readonly (IncidentState | 'all')[];
  readonly kind?: readonly AlertKind[];
  readonly limit: number;
  readonly json: boolean;
  readonly stack?: string;
}

function listCommand(params: IncidentCommandParams): Command {
  return new Command('list')
    .description('list incidents, newest first; those that nobody has closed, unless --state says otherwise')
    .addOption(
      new Option('--state <state...>', 'in one of these states')
        .choices([...incidentState.options, 'all'])
        .default(activeStates, activeStates.join(', ')),
    )
    .addOption(new Option('--kind <kind...>', 'of these kinds; default: all').choices(alertKind.options))
    .option('--limit <number>', 'how many at most, up to 1000', wholeNumber(1, 1000), 50)
    .option('--json', 'print an array', false)
    .option(...stackOption)
    .action(async ({ state, kind, limit, json, stack }: ListOptions) => {
      const ports = await params.openPorts(stack);
      const states = state.filter((one) => one !== 'all');
      const wanted = states.length === state.length ? states : incidentState.options;
      const found = await newestIncidents(
        wanted,
        limit,
        ports.index,
        (one) => kind?.includes(one.kind) ?? true,
      );
      const { timeZone } = await ports.settings.read();
      const text = () => describeIncidents(found, { now: params.clock(), timeZone });
      params.out(json ? `${JSON.stringify(found, null, 2)}\n` : text());
    });
}

interface ShowOptions {
  readonly json: boolean;
  readonly picture?: string;
  readonly stack?: string;
}

function showCommand(params: IncidentCommandParams): Command {
  return new Command('show')
    .description('show an incident with every step and every message sent')
    .argument('<id>', 'e.g. SOS-7KQ2MD9F', idOf)
    .option('--json', 'print an object', false)
    .option('--picture <file>', 'also draw the timeline into this PNG file')
    .option(...stackOption)
    .action(async (id: string, { json, picture, stack }: ShowOptions) => {
      const view = await viewOf(id, await params.openPorts(stack));
      if (picture !== undefined) await params.save(picture, await params.draw(view));
      params.out(json ? `${JSON.stringify(view, null, 2)}\n` : describeIncident(view));
    });
}

async function viewOf(id: string, { incidents, settings }: IncidentPorts): Promise<IncidentView> {
  const incident = await incidents.find(id);
  if (incident === undefined) throw unknownIncident(id);
  const { timeZone, instructions } = await settings.read();
  const instruction = standingInstruction({ ...incident, ...incident.subject }, instructions);
  return { incident, steps: await incidents.timeline(id), instruction, timeZone };
}
