import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { formatPlateWithProvince } from '../lambdas/plates/plate.ts';
import { demoPlates, demoScenes } from '../sandbox/demo/scenes.ts';
import { assignVideos } from './camera-videos.ts';
import { type DemoEvent, describePeople, listEvents, toTable } from './demo-report.ts';
import { type Expectation, expectedAddresses, judge, type Observation } from './demo-verdict.ts';
import { type DemoZone, openDemoZone } from './demo-zone.ts';
import { type LocalPoles, provisionLocalPoles } from './local-poles.ts';
import { type LocalZone, openLocalZone } from './local-zone.ts';
import { createProgress, type Progress } from './progress.ts';
import { projectDir } from './synth-zone.ts';
import { collectUnknownFaces, type UnknownFaces } from './unknown-faces.ts';
import { WaitedInVainError, waitUntil } from './wait-until.ts';

const pole = 'nk-pole-market';
const pressId = 'demo-press-0001';

/** What demoScenes shows, and the one press. One of the four unknown faces is a look-alike of somebody on the list. */
const expected: Expectation = {
  incidents: [
    { kind: 'sos', deviceId: pole },
    { kind: 'person', deviceId: 'nk-cam-market' },
    { kind: 'plate', deviceId: 'nk-cam-bridge' },
  ],
  sightings: [
    { cameraId: 'nk-cam-market', watchedFaces: 1, unknownFaces: 4, plates: [] },
    {
      cameraId: 'nk-cam-bridge',
      watchedFaces: 0,
      unknownFaces: 0,
      plates: [demoPlates.watched, demoPlates.unknown].map(formatPlateWithProvince),
    },
    { cameraId: 'nk-cam-station', watchedFaces: 0, unknownFaces: 0, plates: [] },
  ],
};

/** From the first picture to the last alert; on an idle laptop it takes about 70 s. */
const longestMilliseconds = 170_000;
/** A pass closes three seconds after it was last seen; then its slot must still come. */
const afterVideoMilliseconds = 8_000;

/** `zone demo`: plays a scripted minute in a zone of its own. Exit code 0 only if everything came out as it must. */
export function demoCommand(): Command {
  return new Command('demo')
    .description('run the zone here and play a day at the border')
    .option('--json <file>', 'also write what happened as JSON')
    .action(async ({ json }: { readonly json?: string }) => {
      const progress = createProgress({ write: (text) => void process.stdout.write(text), now: Date.now });
      const result = await runDemo(progress);
      console.log(`\n${result.table}\n`);
      for (const problem of result.problems) console.error(`✗ ${problem}`);
      if (result.problems.length === 0)
        console.log(
          '✓ everything came out exactly as it must: who is looked for was found, look-alike and passers-by alerted nobody',
        );
      const { table: _, ...facts } = result;
      if (json !== undefined) writeFileSync(json, `${JSON.stringify(facts, null, 2)}\n`);
      if (result.problems.length > 0) process.exitCode = 1;
    });
}

export interface DemoResult {
  readonly isAsExpected: boolean;
  readonly problems: readonly string[];
  readonly events: readonly DemoEvent[];
  /** From the first picture to the verdict. */
  readonly seconds: number;
  readonly table: string;
}

/** The whole demonstration on free ports; nothing of it is left behind. */
export async function runDemo(progress: Progress): Promise<DemoResult> {
  const workDir = mkdtempSync(join(tmpdir(), 'safety-zone-demo-'));
  const ended = new Set<string>();
  const unknownFaces = collectUnknownFaces();
  try {
    const local = await openLocalZone({
      zoneFile: join(projectDir, 'zones', 'demo.yaml'),
      recipientsFile: join(projectDir, 'zones', 'recipients.example.yaml'),
      workDir,
      port: 0,
      mqttPort: 0,
      watchedPlates: [demoPlates.watched],
      videos: (zone) => assignVideos({ zone, own: new Map(), scenes: demoScenes, most: 3 }),
      progress,
      onLog: unknownFaces.accept,
      onServiceLog: (event, { streamName }) => {
        if (event === 'CAMERA_STOPPED') ended.add(String(streamName));
      },
    });
    try {
      const poles = await provisionLocalPoles({ ...local, folder: workDir });
      return await play({ local, poles, ended, unknownFaces, progress }).finally(poles.stop);
    } finally {
      await local.stop();
    }
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}

interface Stage {
  readonly local: LocalZone;
  readonly poles: LocalPoles;
  /** Cameras whose video is over. */
  readonly ended: ReadonlySet<string>;
  readonly unknownFaces: UnknownFaces;
  readonly progress: Progress;
}

async function play({ local, poles, ended, unknownFaces, progress }: Stage): Promise<DemoResult> {
  const zone = openDemoZone(local.sandbox, local.zone);
  const startedAt = Date.now();
  const deadline = startedAt + longestMilliseconds;
  progress.step('the cameras play; somebody presses the button');
  await local.play({ loop: false });
  await poles.press(pole, pressId);
  const inVain: string[] = [];
  try {
    await waitUntil('the press is an incident', deadline, async () => (await zone.incidents()).length > 0);
    progress.step('the same press comes twice more: once from the pole, once from its queue');
    await poles.press(pole, pressId);
    await zone.repeatPress(pole, pressId);
    const cameras = local.zone.cameras.map(({ id }) => id);
    await waitUntil('every video is over', deadline, async () => cameras.every((id) => ended.has(id)));
    const videoEnd = Date.now();
    progress.step('the videos are over; a slot comes a second time');
    await Promise.all(cameras.map((id) => zone.repeatSlot(id, videoEnd - 10_000)));
    await waitUntil('every camera was watched to its end', deadline, () =>
      isWatched(zone, cameras, videoEnd),
    );
    await waitUntil('the queues are empty', deadline, zone.isQuiet);
    await waitUntil('the expected alerts came', deadline, async () =>
      hasAllAlerts(await zone.observe(), local),
    );
  } catch (error) {
    if (!(error instanceof WaitedInVainError)) throw error;
    inVain.push(error.message);
  }
  progress.step('counting');
  const seen = { ...(await zone.observe()), unknownFaces: unknownFaces.list() };
  return conclude(seen, local, { inVain, startedAt });
}

async function isWatched(zone: DemoZone, cameras: readonly string[], videoEnd: number): Promise<boolean> {
  const watched = await Promise.all(cameras.map((id) => zone.watchedTo(id)));
  return watched.every((to) => to >= videoEnd + afterVideoMilliseconds);
}

function hasAllAlerts(
  { incidents, messages }: Pick<Observation, 'incidents' | 'messages'>,
  { recipients }: LocalZone,
): boolean {
  const wanted = incidents.flatMap((incident) => expectedAddresses(incident, recipients)).length;
  return incidents.length >= expected.incidents.length && messages.length >= wanted;
}

function conclude(
  seen: Observation,
  { zone, recipients }: LocalZone,
  { inVain, startedAt }: { readonly inVain: readonly string[]; readonly startedAt: number },
): DemoResult {
  const problems = [...inVain, ...judge(expected, seen, recipients)];
  const events = listEvents(seen);
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  return {
    isAsExpected: problems.length === 0,
    problems,
    events,
    seconds,
    table: `${toTable(events, zone.zone)}\n${describePeople(seen.people)}`,
  };
}
