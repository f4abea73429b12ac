import { InvalidArgumentError } from 'commander';
import { mostCharacters } from '../lambdas/incidents/timeline.ts';
import { IncidentCommandError } from './incident-words.ts';

export const stackOption = ['--stack <name>', 'the stack, if it is not the usual one'] as const;

export const unknownIncident = (id: string) =>
  new IncidentCommandError(`there is no incident ${id} (any more)`);

export function idOf(text: string): string {
  const id = text.trim().toUpperCase();
  if (!/^[A-Z]{3}-[0-9A-Z]{4,16}$/.test(id)) throw new InvalidArgumentError('it must be like SOS-7KQ2MD9F.');
  return id;
}

export function nameOf(text: string): string {
  const name = text.trim();
  if (name === '' || name.length > 80) throw new InvalidArgumentError('it must be 1 to 80 characters.');
  return name;
}

export function commentOf(text: string): string {
  const comment = text.trim();
  if (comment === '' || [...comment].length > mostCharacters)
    throw new InvalidArgumentError(`it must be 1 to ${mostCharacters} characters.`);
  return comment;
}
