import type { PictureStore } from '../sightings/picture-store.ts';
import { followSighting, type RecordSightingPorts } from '../sightings/record-sighting.ts';
import type { SettingsStore } from '../sightings/settings-store.ts';
import { LogEvent } from '../zone/log-events.ts';
import type { IdentifyFaceMessage } from '../zone/messages.ts';
import { Metric } from '../zone/metrics.ts';
import type { ZoneSettings } from '../zone/zone-file.ts';
import type { BudgetStore } from './budget-store.ts';
import { type DecideUnnamedPorts, decideUnnamed } from './decide-unnamed.ts';
import type { FaceAnalysis } from './face-analysis.ts';
import type { FaceSearch } from './face-search.ts';
import { keepCandidate } from './keep-candidate.ts';
import { allowsStrangers, keepStranger, type StrangerPorts } from './keep-stranger.ts';
import { dayIn, planSearch, type SearchPlan } from './search-budget.ts';
import { type SearchVerdict, searchCrops, type Unknown } from './search-crops.ts';

export interface IdentifyFacePorts extends RecordSightingPorts, Pick<DecideUnnamedPorts, 'decisions'> {
  readonly settings: SettingsStore;
  readonly pictures: PictureStore;
  readonly faces: FaceSearch;
  readonly analysis: FaceAnalysis;
  readonly budget: BudgetStore;
  /** Only where the zone file allows to keep strangers. */
  readonly strangers?: StrangerPorts | undefined;
}

interface Pass {
  readonly message: IdentifyFaceMessage;
  readonly settings: ZoneSettings;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A name needs this many shots that agree on it. */
const shotsForName = 2;

/**
 * Searches one face pass, as far as the budget of paid calls allows, and keeps a sighting if two of its shots show the
 * same person of the watchlist. Of anybody else nothing stays but a log line, and why nobody was named where one shot
 * took them for somebody, unless the zone file allows to keep strangers; all crops of the pass are deleted.
 * Throws SearchBusyError; the message then comes back. A repeat only ensures that what follows was told.
 */
export async function identifyFace(
  message: IdentifyFaceMessage,
  { now }: { readonly now: number },
  ports: IdentifyFacePorts,
): Promise<void> {
  const settings = await ports.settings.read();
  const known = await ports.sightings.find(message.passId);
  if (known === undefined) {
    await decide({ message, settings, now }, ports);
  } else {
    await followSighting(known, { now, faceAlertPercent: settings.thresholds.faceAlertPercent }, ports);
  }
  await ports.pictures.delete(message.crops.map(({ key }) => key));
}

async function decide(pass: Pass, ports: IdentifyFacePorts): Promise<void> {
  const { message, settings, now } = pass;
  const { telemetry } = ports;
  if (message.crops.length < shotsForName) {
    telemetry.info(LogEvent.faceNotSearched, { ...idsOf(message), reason: 'one-shot-only' });
    telemetry.measure(Metric.facesNotSearched);
    return;
  }
  const plan = await makePlan(pass, ports);
  if (!plan.searches) {
    tellSaved('search', pass, plan, ports);
    telemetry.measure(Metric.facesNotSearched);
    return;
  }
  const count = countPaidCall(pass, ports);
  const countSearch = async () => {
    telemetry.measure(Metric.faceSearches);
    await count();
  };
  const keys = message.crops.map(({ key }) => key);
  const crops = { keys, thresholds: settings.thresholds, confirms: plan.confirms };
  const verdict = await searchCrops(crops, { ...ports, countSearch });
  tellVerdict(verdict, pass, ports);
  if (verdict.kind === 'unknown') await decideUnnamed(message.passId, verdict, now, ports);
  if (verdict.kind === 'unknown') await tellApart(verdict, pass, plan, { ...ports, countCall: count });
  if (verdict.kind !== 'candidate') return;
  if (verdict.isUnconfirmed) tellSaved('confirmation', pass, plan, ports);
  if (!plan.analyzes) tellSaved('analysis', pass, plan, ports);
  const candidate = { message, candidate: verdict, plan, settings, now };
  await keepCandidate(candidate, { ...ports, countAnalysis: count });
}

/** Who is not looked for is the first that is saved on. */
async function tellApart(
  { jpeg }: Unknown,
  pass: Pass,
  plan: SearchPlan,
  { strangers, ...ports }: IdentifyFacePorts & { readonly countCall: () => Promise<void> },
): Promise<void> {
  const { message, settings, now } = pass;
  const { keepHours } = settings.strangers ?? {};
  const isAllowed = allowsStrangers(settings, message.cameraId);
  if (strangers === undefined || keepHours === undefined || !isAllowed || jpeg === undefined) return;
  if (plan.step !== 'none') return tellSaved('stranger', pass, plan, ports);
  const { faceAlertPercent } = settings.thresholds;
  await keepStranger({ message, jpeg, keepHours, faceAlertPercent, now }, { ...ports, strangers });
}

const idsOf = ({ passId, cameraId }: IdentifyFaceMessage) => ({ passId, cameraId });

function budgetKeyOf({ message, settings, now }: Pass) {
  return { day: dayIn(settings.timeZone, now), cameraId: message.cameraId };
}

async function makePlan(pass: Pass, { budget }: IdentifyFacePorts): Promise<SearchPlan> {
  const { passId, priority = 'normal', paidCallsPerDay } = pass.message;
  const spent = await budget.spent(budgetKeyOf(pass));
  const allowed = { zone: pass.settings.budget.paidCallsPerDay, camera: paidCallsPerDay };
  return planSearch({ passId, priority, spent, allowed });
}

function countPaidCall(pass: Pass, { budget, telemetry }: IdentifyFacePorts): () => Promise<void> {
  return async () => {
    telemetry.measure(Metric.paidCalls);
    await budget.add(budgetKeyOf(pass), pass.now);
  };
}

/** The decision record of the budget: every call that was not made says why. */
function tellSaved(
  what: 'search' | 'confirmation' | 'analysis' | 'stranger',
  { message }: Pass,
  { step, limit, spentPercent }: SearchPlan,
  { telemetry }: Pick<IdentifyFacePorts, 'telemetry'>,
): void {
  const { priority = 'normal' } = message;
  const reason = `${limit} budget ${spentPercent} % spent`;
  telemetry.info(LogEvent.paidCallSaved, { ...idsOf(message), what, step, limit, priority, reason });
  telemetry.measure(Metric.paidCallsSaved);
}

function tellVerdict(verdict: SearchVerdict, { message }: Pass, { telemetry }: IdentifyFacePorts): void {
  const ids = idsOf(message);
  if (verdict.kind === 'gone') telemetry.info(LogEvent.facePassRepeated, ids);
  if (verdict.kind === 'unusable') {
    telemetry.info(LogEvent.faceUnusable, { ...ids, reasons: verdict.reasons });
    telemetry.measure(Metric.facesUnusable);
  }
  if (verdict.kind === 'unknown') {
    telemetry.info(LogEvent.faceUnknown, { ...ids, reason: verdict.reason });
    telemetry.measure(Metric.facesUnknown);
  }
  if ('corrected' in verdict && verdict.corrected.length > 0) {
    telemetry.info(LogEvent.faceCorrected, { ...ids, entryIds: verdict.corrected });
    telemetry.measure(Metric.facesCorrected);
  }
}
