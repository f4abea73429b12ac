// All pictures of the local zone in the documents: `npm run docs:pictures [-- NAME…]`, in about five minutes.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { browserOptions } from './chromium.ts';
import type { Language } from './docs-pictures/operator-board.ts';
import { type PlayShiftParams, playShift, type Shift } from './docs-pictures/play-shift.ts';
import { pictures } from './docs-pictures/shots.ts';
import { writePicture } from './docs-pictures/write-picture.ts';
import { fetchModels } from './fetch-models.ts';
import { publishAsPole } from './pole-mqtt.ts';
import { createProgress, type Progress } from './progress.ts';
import { type RunningZone, runLocalZone } from './run-local-zone.ts';
import { projectDir } from './synth-zone.ts';

const folder = join(projectDir, 'docs', 'images');

/** Starts a zone of its own, plays some work, and takes the pictures of these names, or all. */
async function takePictures(names: readonly string[], progress: Progress): Promise<void> {
  const zoneDir = mkdtempSync(join(tmpdir(), 'safety-zone-pictures-'));
  const closers: (() => Promise<void> | void)[] = [() => rmSync(zoneDir, { recursive: true, force: true })];
  try {
    const zone = await startZone(zoneDir, progress);
    closers.push(zone.stop);
    const params = await playParams(zone, zoneDir);
    progress.step('playing a shift');
    const browser = await chromium.launch(browserOptions);
    closers.push(() => browser.close());
    const stage = { ...params, browser };
    const shift = await playShift(stage);
    for (const language of ['th', 'en'] as const)
      await takeIn(language, { ...stage, names, shift, progress });
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}

const startZone = (zoneDir: string, progress: Progress) =>
  runLocalZone({
    zoneFile: join(projectDir, 'zones', 'demo.yaml'),
    recipientsFile: join(projectDir, 'zones', 'recipients.example.yaml'),
    videos: new Map(),
    zoneDir,
    ...{ port: 0, pagePort: 0, mqttPort: 0 },
    progress,
  });

async function playParams(
  { pageUrl, local }: RunningZone,
  zoneDir: string,
): Promise<Omit<PlayShiftParams, 'browser'>> {
  const broker = { host: 'localhost', port: local.sandbox.iotCore.mqttPort };
  return {
    pageUrl,
    faceModel: (await fetchModels()).detect,
    poles: local.zone.poles.map(({ id }) => id),
    sendAsPole: (poleId, messageType, body) =>
      publishAsPole({ ...broker, poleId, messageType, body, certs: join(zoneDir, 'poles', poleId) }),
  };
}

interface TakeParams extends PlayShiftParams {
  readonly names: readonly string[];
  readonly shift: Shift;
  readonly progress: Progress;
}

async function takeIn(language: Language, { names, progress, ...stage }: TakeParams): Promise<void> {
  for (const { name, languages = ['th', 'en'], take } of pictures) {
    if (!languages.includes(language) || (names.length > 0 && !names.includes(name))) continue;
    const file = join(folder, languages.length === 1 ? `${name}.png` : `${name}-${language}.png`);
    const bytes = await writePicture(await take({ ...stage, language }), file);
    progress.step(`${file}: ${Math.round(bytes / 1000)} kB`);
  }
}

if (import.meta.main) {
  mkdirSync(folder, { recursive: true });
  const names = process.argv.slice(2);
  const unknown = names.filter((name) => !pictures.some((picture) => picture.name === name));
  if (unknown.length > 0)
    throw new RangeError(
      `no such picture: ${unknown}; there are ${pictures.map(({ name }) => name).join(', ')}`,
    );
  const write = (text: string) => void process.stdout.write(text);
  await takePictures(names, createProgress({ write, now: Date.now }));
}
