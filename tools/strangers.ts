import { Command } from 'commander';
import { listStrangers, type Stranger } from '../lambdas/sightings/list-strangers.ts';
import { formatTime, PlateSearchError } from './plate-search-words.ts';
import {
  type AuditOptions,
  type SearchCommandParams,
  searchDefaults,
  wholeNumber,
  withAuditOptions,
} from './search-options.ts';
import { StrangersOffError, type StrangersPorts } from './stranger-ports.ts';
import { thaiTable } from './thai-table.ts';

interface StrangersOptions extends AuditOptions {
  readonly camera?: readonly string[];
  readonly minVisits: number;
  readonly limit: number;
}

const defaults: SearchCommandParams<StrangersPorts> = {
  ...searchDefaults,
  // Loaded when it is needed: `zone --help` should not wait for the AWS SDK.
  openPorts: async (stackName) => (await import('./stranger-ports.ts')).openStrangersPorts(stackName),
};

/** `zone sightings strangers`: who came again, without a name. Its action throws errors in plain words. */
export function strangersCommand(overrides: Partial<SearchCommandParams<StrangersPorts>> = {}): Command {
  const params = { ...defaults, ...overrides };
  const command = new Command('strangers')
    .description('list unknown faces that passed again and again; the search is written to the audit log')
    .option('--camera <id...>', 'who was seen by one of these; their visits elsewhere are shown too')
    .option('--min-visits <number>', 'who was seen at least so often, 1 to 1000', wholeNumber(1, 1000), 3)
    .option('--limit <number>', 'how many at most, up to 1000', wholeNumber(1, 1000), 20);
  return withAuditOptions(command).action((options: StrangersOptions) => list(options, params));
}

/** Throws StrangersOffError and PlateSearchError. */
async function list(options: StrangersOptions, params: SearchCommandParams<StrangersPorts>): Promise<void> {
  const { camera, minVisits, limit, reason, by = params.userName() } = options;
  const ports = await params.openPorts(options.stack);
  const { strangers: settings } = await ports.settings.read();
  if (settings === undefined) throw new StrangersOffError();
  const cameraIds = (await ports.cameras.list()).map(({ id }) => id);
  const missing = camera?.find((id) => !cameraIds.includes(id));
  if (missing !== undefined) throw new PlateSearchError(`"${missing}" is no camera of the zone`);
  const asked = { cameraIds, minVisits, keepHours: settings.keepHours, limit, by, reason };
  const found = await listStrangers(
    { ...asked, now: params.clock(), ...(camera && { seenAt: camera }) },
    ports,
  );
  params.out(options.json ? `${JSON.stringify({ found }, null, 2)}\n` : describe(found));
}

const head = ['ใคร\nwho', 'กี่ครั้ง\nvisits', 'เวลา\ntimes (+07:00)', 'กล้อง\ncamera'];
const caution =
  'จัดกลุ่มจากใบหน้าเท่านั้น อาจผิดพลาดได้ grouped by faces alone: two people may be one here, one may be two\n';

function describe(found: readonly Stranger[]): string {
  if (found.length === 0) return 'ไม่พบ nothing found\n';
  return `${thaiTable(head, found.map(rowOf))}\n${caution}`;
}

function rowOf({ strangerId, visits }: Stranger): string[] {
  return [
    strangerId,
    String(visits.length),
    visits.map(({ lastSeenAt }) => formatTime(lastSeenAt)).join('\n'),
    visits.map(({ cameraId, place }) => `${cameraId} ${place.name.th}`).join('\n'),
  ];
}
