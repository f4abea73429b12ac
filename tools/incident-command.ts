import type { IncidentPorts } from './incident-ports.ts';
import type { IncidentView } from './incident-words.ts';
import type { SearchCommandParams } from './search-options.ts';

/** What the commands of incidents get from outside. */
export interface IncidentCommandParams extends Omit<SearchCommandParams<IncidentPorts>, 'err'> {
  readonly draw: (view: IncidentView) => Promise<Uint8Array>;
  readonly save: (path: string, bytes: Uint8Array) => Promise<void>;
}
