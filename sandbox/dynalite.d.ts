declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** Only what the sandbox uses; the whole list stands in dynalite's index.js. */
  export interface DynaliteOptions {
    readonly path?: string;
    readonly createTableMs?: number;
    readonly deleteTableMs?: number;
    readonly updateTableMs?: number;
  }
  const dynalite: (options?: DynaliteOptions) => Server;
  export default dynalite;
}
