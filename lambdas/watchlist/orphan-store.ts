/** Users of the face collection that no entry or correction stands for, and since when (epoch ms). */
export interface OrphanStore {
  read(): Promise<Orphans>;
  /** Replaces what stood there. */
  write(orphans: Orphans): Promise<void>;
}

export type Orphans = Readonly<Record<string, number>>;
