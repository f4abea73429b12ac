/** A name is that of no agency; the message tells which there are. */
export class AgencyUnknownError extends Error {
  override readonly name = 'AgencyUnknownError';
}

/** The agencies in a text like `police, hospital`, each once; nothing for an empty text. Throws AgencyUnknownError. */
export function namedAgencies(text: string, known: readonly string[]): readonly string[] | undefined {
  const named = text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = named.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new AgencyUnknownError(
      `"${unknown}" is no agency of the recipients: ${known.join(', ') || 'there is none'}`,
    );
  return named.length === 0 ? undefined : [...new Set(named)];
}
