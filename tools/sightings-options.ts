import { InvalidArgumentError } from 'commander';
import { expressions } from '../lambdas/sightings/face-attributes.ts';
import type { LooksQuery } from '../lambdas/sightings/search-camera.ts';

/** Names as people say them, and the fields they stand for: a mask is one way to be partly hidden. */
const yesOrNo = {
  glasses: 'glasses',
  sunglasses: 'sunglasses',
  beard: 'beard',
  mask: 'occluded',
  occluded: 'occluded',
} as const;

export const attributeHelp = `${Object.keys(yesOrNo).join(', ')} =true or =false; expression=${expressions.join('|')}`;

/** One of `glasses=true`, `expression=happy` onto those before it. Throws InvalidArgumentError. */
export function parseAttribute(text: string, before: LooksQuery = {}): LooksQuery {
  const [name = '', value = '', ...rest] = text.trim().toLowerCase().split('=');
  if (rest.length > 0) throw new InvalidArgumentError(`it must be one of ${attributeHelp}.`);
  if (name === 'expression') {
    const expression = expressions.find((each) => each === value);
    if (expression !== undefined) return { ...before, expression };
  }
  const field = Object.entries(yesOrNo).find(([word]) => word === name)?.[1];
  if (field === undefined || !/^(?:true|false)$/.test(value))
    throw new InvalidArgumentError(`it must be one of ${attributeHelp}.`);
  return { ...before, [field]: value === 'true' };
}
