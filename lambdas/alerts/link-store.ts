import type { AcknowledgeLink } from './acknowledge-link.ts';

/** Where the links of an incident's alerts are kept. */
export interface LinkStore {
  keep(link: AcknowledgeLink): Promise<void>;
  find(incidentId: string, tokenHash: string): Promise<AcknowledgeLink | undefined>;
  /**
   * Takes the link for who comes first, by one conditional write; answers who that was, a repeat too.
   * `undefined`: there is no such link, or it had expired at `at` before anybody used it.
   */
  use(incidentId: string, tokenHash: string, user: LinkUser): Promise<LinkUser | undefined>;
}

export interface LinkUser {
  /** 1–80 characters. */
  readonly by: string;
  /** Epoch ms. */
  readonly at: number;
}
