import { identifyFace } from '../../lambdas/faces/identify-face.ts';
import { rekognitionFaceAnalysis } from '../../lambdas/faces/rekognition-face-analysis.ts';
import { rekognitionFaceSearch } from '../../lambdas/faces/rekognition-face-search.ts';
import type { IdentifyFaceMessage } from '../../lambdas/zone/messages.ts';
import { type DemoFace, demoPeople } from '../../sandbox/demo-people.ts';
import { memoryBudgetStore } from '../../test/memory/budget-store.ts';
import { startRekognition } from '../../test/sandbox/make-rekognition.ts';
import { collectionId, enrollPeople } from './enroll-people.ts';
import type { MemoryPorts } from './watch-street.ts';

/** Calls by the name of the service's action. */
export type Calls = Readonly<Record<string, number>>;

/** identify-face before the local Rekognition, and what it paid: every call that the service got, refused ones too. */
export interface Till {
  readonly identify: (message: IdentifyFaceMessage, ports: MemoryPorts) => Promise<void>;
  /** Calls for each pass, by its id. */
  readonly paidFor: ReadonlyMap<string, number>;
  /** The calls that were made meanwhile. */
  pay<Result>(work: () => Promise<Result>): Promise<{ readonly result: Result; readonly calls: Calls }>;
  close(): Promise<void>;
}

/** `watched` is shown in another photo than the one enrolled; of the others no second photo is there. */
export const samePhoto = ['stranger-7', 'stranger-9'] as const;

/** Who is on the watchlist, with the pictures that are enrolled of them. */
export function enrolledPeople(): Readonly<Record<string, readonly DemoFace[]>> {
  const strangers = demoPeople.strangers.map((face, index) => [`stranger-${index + 1}`, [face]] as const);
  const wanted = strangers.filter(([id]) => samePhoto.some((one) => one === id));
  return { watched: demoPeople.watched.enroll, ...Object.fromEntries(wanted) };
}

/** Starts the local Rekognition behind its real client and enrolls the watched people. */
export async function openTill(): Promise<Till> {
  const { client, service, crop, close } = await startRekognition();
  await enrollPeople(client, enrolledPeople(), crop);
  const paidFor = new Map<string, number>();
  const ports = {
    faces: rekognitionFaceSearch({ client, collectionId }),
    analysis: rekognitionFaceAnalysis({ client }),
    budget: memoryBudgetStore(),
  };
  return {
    paidFor,
    close,
    identify: async (message, memory) => {
      const before = sumOfCalls(service.calls());
      await identifyFace(message, { now: message.lastSeenAt }, { ...memory, ...ports });
      paidFor.set(message.passId, sumOfCalls(service.calls()) - before);
    },
    pay: async (work) => {
      const before = service.calls();
      const result = await work();
      return { result, calls: difference(service.calls(), before) };
    },
  };
}

export const sumOfCalls = (calls: Calls): number =>
  Object.values(calls).reduce((sum, count) => sum + count, 0);

function difference(after: Calls, before: Calls): Calls {
  const made = Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)] as const);
  return Object.fromEntries(made.filter(([, count]) => count > 0));
}
