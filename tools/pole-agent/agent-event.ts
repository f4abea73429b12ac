/** What the agent says of itself: for its log, and for whoever stands beside the pole. */
export type AgentEvent =
  | { readonly event: 'pressed' | 'canceled' | 'safe'; readonly id: string; readonly drill: boolean }
  | { readonly event: 'taken'; readonly message: string; readonly id: string }
  | { readonly event: 'provisioning'; readonly step: 'certificate' | 'registration' | 'check' }
  | { readonly event: 'claim-not-needed'; readonly folder: string }
  | { readonly event: 'provisioned'; readonly pole: string }
  | { readonly event: 'connected' }
  | { readonly event: 'connection-lost'; readonly reason: string; readonly retryMilliseconds: number }
  | { readonly event: 'heartbeat' }
  | { readonly event: 'self-test'; readonly passed: boolean; readonly failed: readonly string[] }
  | { readonly event: 'fault'; readonly fault: string }
  | { readonly event: 'setting'; readonly setting: string; readonly value: unknown }
  | { readonly event: 'setting-refused'; readonly reason: string }
  | { readonly event: 'not-stored'; readonly message: string; readonly reason: string }
  | { readonly event: 'dropped'; readonly message: string; readonly id: string }
  | { readonly event: 'unreadable'; readonly file: string }
  | { readonly event: 'output-failed'; readonly output: string; readonly reason: string };

export type Tell = (event: AgentEvent) => void;

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** One line for a terminal, e.g. `taken message=press id=…`. */
export function eventAsText({ event, ...details }: AgentEvent): string {
  const words = Object.entries(details).map(
    ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
  return [event, ...words].join(' ');
}
