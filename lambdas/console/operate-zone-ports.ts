import type { HoldingStore } from '../alerts/holding-store.ts';
import type { CameraStore } from '../cameras/camera-store.ts';
import type { EvidenceStore } from '../evidence/evidence-store.ts';
import type { ExportFolder } from '../evidence/export-folder.ts';
import type { IncidentStore } from '../incidents/incident-store.ts';
import type { PoleButton } from '../poles/pole-button.ts';
import type { PoleRegistry } from '../poles/pole-registry.ts';
import type { EraseSubjectPorts } from '../sightings/erase-subject.ts';
import type { EnrollFolderPorts } from '../watchlist/enroll-folder.ts';
import type { Operation, OperationName } from '../zone/operations.ts';
import type { Telemetry } from '../zone/telemetry.ts';

/** What was asked cannot be done, and nothing was changed; the message says why in plain words. */
export class OperationRefusedError extends Error {
  override readonly name = 'OperationRefusedError';
}

export interface OperateZonePorts extends EnrollFolderPorts, EraseSubjectPorts {
  readonly incidents: Pick<IncidentStore, 'find' | 'move' | 'addStep' | 'timeline'>;
  readonly evidence: Pick<EvidenceStore, 'list' | 'read'>;
  readonly exports: (path: string) => { readonly folder: ExportFolder; readonly address: string };
  readonly cameras: Pick<CameraStore, 'find'>;
  readonly poles: Pick<PoleRegistry, 'findPlace'>;
  readonly button: PoleButton;
  readonly holding: Pick<HoldingStore, 'mute'>;
  readonly telemetry: Pick<Telemetry, 'info' | 'warn'>;
  /** Of the recipients; an entry may be visible to no other. */
  readonly agencies: readonly string[];
  /** Epoch ms. */
  readonly now: () => number;
}

/** What the runbook shows in its outputs. */
export interface Operated {
  readonly outcome: string;
  /** In plain words, for whoever started it. */
  readonly message: string;
}

export type Asked<Name extends OperationName> = Extract<Operation, { readonly operation: Name }>;
