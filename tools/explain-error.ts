/** What went wrong in plain words, with what to do where that is known: for stderr, without a stack. */
export function explainError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const advice = adviceFor(error);
  const message = error.message || innerMessage(error) || error.name;
  return advice === undefined ? message : `${message.replace(/\.$/, '')}\n${advice}`;
}

const startOrSignIn = 'Start the zone here with npm start, or set AWS credentials and a Region.';

function adviceFor(error: Error): string | undefined {
  if (error.name === 'CredentialsProviderError' || /region is missing/i.test(error.message)) {
    return startOrSignIn;
  }
  if (/ExpiredToken|UnrecognizedClient|InvalidClientTokenId/.test(error.name)) {
    return 'Sign in to AWS again (or leave --aws out while npm start runs).';
  }
  if ('code' in error && error.code === 'ECONNREFUSED') {
    return 'Nothing answers there: is npm start still running? Use --aws for the account.';
  }
  return undefined;
}

/** A failed connection to a name with several addresses is an AggregateError without words of its own. */
function innerMessage(error: Error): string | undefined {
  if (!(error instanceof AggregateError)) return undefined;
  const [first] = error.errors;
  return first instanceof Error ? first.message : undefined;
}
