import { InvalidArgumentError } from 'commander';

/** Reads the id of a pole from the command line. */
export function asPoleId(text: string): string {
  if (/^[a-z][a-z0-9-]{2,39}$/.test(text)) return text;
  throw new InvalidArgumentError('Must be the id of a pole, such as nk-pole-pier.');
}
