import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { browserOptions } from '../../tools/chromium.ts';
import { type RunningZone, runLocalZone } from '../../tools/run-local-zone.ts';
import { projectDir } from '../../tools/synth-zone.ts';

export async function openBrowser(): Promise<Browser> {
  if (!existsSync(browserOptions.executablePath)) {
    throw new Error(`${browserOptions.executablePath} is missing: apt-get install --yes chromium`);
  }
  return chromium.launch(browserOptions);
}

/** The zone of the demonstration, without videos of its own and on free ports; its folder goes with it. */
export async function openLocalZone(): Promise<RunningZone> {
  const zoneDir = mkdtempSync(join(tmpdir(), 'safety-zone-browser-'));
  const zone = await runLocalZone({
    zoneFile: join(projectDir, 'zones', 'demo.yaml'),
    recipientsFile: join(projectDir, 'zones', 'recipients.example.yaml'),
    videos: new Map(),
    zoneDir,
    ...{ port: 0, pagePort: 0, mqttPort: 0 },
    progress: { step: () => undefined },
  });
  return {
    ...zone,
    stop: async () => {
      await zone.stop();
      rmSync(zoneDir, { recursive: true, force: true });
    },
  };
}
