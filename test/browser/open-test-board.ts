import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRecipientsFile, parseZoneFile } from '../../lambdas/zone/read-zone-file.ts';
import { createFunctionWatch } from '../../sandbox/page/health.ts';
import { type LocalPoles, provisionLocalPoles } from '../../tools/local-poles.ts';
import { openPage } from '../../tools/open-page.ts';
import { runZone, type Zone } from '../sandbox/zone/run-zone.ts';

export interface TestBoard {
  readonly zone: Zone;
  readonly poles: LocalPoles;
  /** Of the page; the boards are at `/board.html`. */
  readonly url: string;
  stop(): Promise<void>;
}

const read = (name: string): [text: string, file: string] => {
  const file = join(import.meta.dirname, '..', 'fixtures', name);
  return [readFileSync(file, 'utf8'), file];
};

/** The zone of the end-to-end tests with the page of the local run: nothing goes by that the test did not send. */
export async function openTestBoard(): Promise<TestBoard> {
  const running = await runZone();
  const { sandbox, folder } = running;
  const zone = parseZoneFile(...read('zone.yaml'));
  const { recipients } = parseRecipientsFile(...read('recipients.yaml'));
  const poles = await provisionLocalPoles({ zone, sandbox, folder });
  const watch = createFunctionWatch(Date.now);
  const page = await openPage({ local: { zone, recipients, sandbox }, poles, watch, port: 0 });
  const stop = async () => {
    await poles.stop();
    await page.close();
    await running.stop();
  };
  return { zone: running, poles, url: page.url, stop };
}
