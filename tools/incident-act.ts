import { Command } from 'commander';
import { assignIncident } from '../lambdas/incidents/assign-incident.ts';
import { commentIncident } from '../lambdas/incidents/comment-incident.ts';
import { type MovedState, moveOf } from '../lambdas/incidents/incident.ts';
import { stateWords } from '../lambdas/incidents/incident-words.ts';
import { moveIncident } from '../lambdas/incidents/move-incident.ts';
import { mostCharacters } from '../lambdas/incidents/timeline.ts';
import type { IncidentCommandParams } from './incident-command.ts';
import { commentOf, idOf, nameOf, stackOption, unknownIncident } from './incident-options.ts';
import type { IncidentPorts } from './incident-ports.ts';
import { IncidentCommandError, zoneTime } from './incident-words.ts';

interface ActOptions {
  readonly by?: string;
  readonly comment?: string;
  readonly stack?: string;
}

const moves: Readonly<Record<string, MovedState>> = {
  acknowledge: 'acknowledged',
  respond: 'responding',
  resolve: 'resolved',
  'false-alarm': 'false-alarm',
};

/** What operators do: the moves, comments and who shall do it. */
export function actCommands(params: IncidentCommandParams): readonly Command[] {
  const moving = Object.entries(moves).map(([name, to]) => moveCommand(name, to, params));
  return [...moving, commentCommand(params), assignCommand(params)];
}

function actCommand(name: string, description: string): Command {
  return new Command(name)
    .description(description)
    .argument('<id>', 'e.g. SOS-7KQ2MD9F', idOf)
    .option('--by <name>', 'who does it; default: the user of this computer', nameOf)
    .option(...stackOption);
}

function moveCommand(name: string, to: MovedState, params: IncidentCommandParams): Command {
  return actCommand(name, `say that an incident is ${stateWords[to].en}`)
    .option('--comment <text>', `at most ${mostCharacters} characters`, commentOf)
    .action(async (id: string, { by = params.userName(), comment, stack }: ActOptions) => {
      const ports = await params.openPorts(stack);
      const said = comment === undefined ? {} : { comment };
      const telemetry = { info: () => undefined };
      const outcome = await moveIncident(
        { incidentId: id, to, by, at: params.clock(), ...said },
        { ...ports, telemetry },
      );
      if (outcome === 'unknown') throw unknownIncident(id);
      if (outcome === 'unmoved') throw await tooLate(id, ports);
      params.out(`${id}: ${stateWords[to].th} ${stateWords[to].en} (${by})\n`);
    });
}

/** Who was first, and when. */
async function tooLate(id: string, { incidents, settings }: IncidentPorts): Promise<IncidentCommandError> {
  const incident = await incidents.find(id);
  if (incident === undefined) return unknownIncident(id);
  const { state } = incident;
  const move = state === 'open' ? undefined : moveOf(incident, state);
  const { timeZone } = await settings.read();
  const who = move === undefined ? '' : ` by ${move.by} at ${zoneTime(move.at, timeZone)}`;
  return new IncidentCommandError(`nothing was changed: ${id} is already ${stateWords[state].en}${who}`);
}

function commentCommand(params: IncidentCommandParams): Command {
  return actCommand('comment', 'add a comment to an incident')
    .argument('<text>', `at most ${mostCharacters} characters`, commentOf)
    .action(async (id: string, text: string, { by = params.userName(), stack }: ActOptions) => {
      const ports = await params.openPorts(stack);
      const outcome = await commentIncident({ incidentId: id, by, at: params.clock(), text }, ports);
      if (outcome === 'unknown') throw unknownIncident(id);
      params.out(`${id}: เพิ่มความเห็นแล้ว comment added (${by})\n`);
    });
}

function assignCommand(params: IncidentCommandParams): Command {
  return actCommand('assign', 'give an incident to somebody')
    .argument('<name>', 'who shall do it', nameOf)
    .action(async (id: string, assignee: string, { by = params.userName(), stack }: ActOptions) => {
      const ports = await params.openPorts(stack);
      const outcome = await assignIncident({ incidentId: id, assignee, by, at: params.clock() }, ports);
      if (outcome === 'unknown') throw unknownIncident(id);
      if (outcome === 'closed') throw await tooLate(id, ports);
      params.out(`${id}: มอบหมายให้ ${assignee} assigned to ${assignee}\n`);
    });
}
