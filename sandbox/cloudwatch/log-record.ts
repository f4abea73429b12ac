/** A line of a log as JSON; nothing if it is none. Never throws. */
export function readRecord(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
