import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { startZoneSandbox, type ZoneSandbox } from '../../sandbox/start-zone-sandbox.ts';
import { fetchModels } from '../../tools/fetch-models.ts';
import { type DevicePems, issueCertificate } from '../../tools/issue-certificate.ts';
import { synthZone } from '../../tools/synth-zone.ts';

export interface BenchZoneParams {
  /** At most 1000, as a zone file. */
  readonly poles: number;
  /** Most processes per function. */
  readonly concurrency: number;
  readonly progress: (line: string) => void;
}

export interface BenchPole {
  readonly poleId: string;
  readonly client: MqttClient;
}

export interface BenchZone extends AsyncDisposable {
  readonly sandbox: ZoneSandbox;
  /** All connected, each with its own certificate. */
  readonly poles: readonly BenchPole[];
}

/** Whose phone is watched for first alerts. */
export const dutyPhone = '+66810000001';

/** The very stack of a zone with many poles, running here, and its poles connected by mutual TLS. */
export async function openBenchZone({ poles, concurrency, progress }: BenchZoneParams): Promise<BenchZone> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-presses-'));
  const poleIds = Array.from({ length: poles }, (_, i) => `bench-pole-${String(i).padStart(4, '0')}`);
  const files = writeFiles(folder, poleIds);
  progress('synthesizing the CDK app');
  await synthZone(files);
  progress(`starting a zone of ${poles} poles`);
  const sandbox = await startZoneSandbox({
    cloudAssembly: files.outDir,
    ...{ port: 0, mqttPort: 0, concurrencyCap: concurrency, faceModels: await fetchModels() },
  });
  progress('issuing certificates and connecting');
  const connected = await inChunks(poleIds, 25, (poleId) => connectPole(sandbox, poleId));
  return {
    sandbox,
    poles: connected,
    [Symbol.asyncDispose]: async () => {
      await Promise.all(connected.map(({ client }) => client.endAsync(true)));
      await sandbox.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** JSON is YAML too. */
function writeFiles(folder: string, poleIds: readonly string[]) {
  const name = { th: 'เขตทดสอบ', en: 'Bench' };
  const sites = [{ id: 'bench-site', name, latitude: 17.88, longitude: 102.74 }];
  const zone = {
    zone: { id: 'bench', name, sampling: { framesPerSecond: 1 }, tiers: [{ tier: 1, afterSeconds: 0 }] },
    ...{ version: 1, sites, cameras: [] },
    poles: poleIds.map((id) => ({ id, site: 'bench-site' })),
  };
  const receives = { kinds: ['sos'], tiers: [1] };
  const recipients = [{ id: 'duty', agency: 'police', sms: dutyPhone, receives }];
  const files = {
    zoneFile: join(folder, 'zone.yaml'),
    recipientsFile: join(folder, 'recipients.yaml'),
    outDir: join(folder, 'cdk.out'),
  };
  writeFileSync(files.zoneFile, JSON.stringify(zone));
  writeFileSync(files.recipientsFile, JSON.stringify({ version: 1, recipients }));
  return files;
}

async function connectPole({ clients, outputs, iotCore }: ZoneSandbox, poleId: string): Promise<BenchPole> {
  const kept: DevicePems[] = [];
  const policyName = outputs.PolePolicyName ?? '';
  const keep = (pems: DevicePems) => void kept.push(pems);
  await issueCertificate({ iot: clients.iot, thingName: poleId, policyName, keep });
  const [{ certificatePem: cert, privateKeyPem: key } = { certificatePem: '', privateKeyPem: '' }] = kept;
  const client = await connectAsync(
    `mqtts://127.0.0.1:${iotCore.mqttPort}`,
    {
      ...{ clientId: poleId, ca: iotCore.caPem, cert, key },
      ...{ protocolVersion: 4, reconnectPeriod: 300, keepalive: 300, connectTimeout: 120_000 },
    } as const,
    false,
  );
  client.on('error', () => undefined);
  return { poleId, client };
}

export async function inChunks<In, Out>(
  items: readonly In[],
  size: number,
  work: (item: In) => Promise<Out>,
): Promise<readonly Out[]> {
  const done: Out[] = [];
  for (let from = 0; from < items.length; from += size)
    done.push(...(await Promise.all(items.slice(from, from + size).map(work))));
  return done;
}
