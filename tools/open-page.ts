import { GetObjectCommand, NoSuchKey } from '@aws-sdk/client-s3';
import { evidencePrefix } from '../lambdas/zone/names.ts';
import { drawWidget } from '../sandbox/page/draw-widget.ts';
import { type FunctionWatch, readQueues } from '../sandbox/page/health.ts';
import { openPageServer, type PageServer } from '../sandbox/page/page-server.ts';
import { makePageViewReader } from '../sandbox/page/page-view.ts';
import type { LocalPoles } from './local-poles.ts';
import type { LocalZone } from './local-zone.ts';

export interface OpenPageParams {
  readonly local: Pick<LocalZone, 'zone' | 'recipients' | 'sandbox'>;
  readonly poles: LocalPoles;
  readonly watch: FunctionWatch;
  readonly port: number;
}

/** The page of a running local zone. Rejects when its port is taken. */
export function openPage({ local, poles, watch, port }: OpenPageParams): Promise<PageServer> {
  const { zone, recipients, sandbox } = local;
  const { sqs } = sandbox.clients;
  const readHealth = async () => ({ queues: await readQueues(sqs), functions: watch.functions() });
  const { name, timeZone } = zone.zone;
  return openPageServer({
    port,
    zone: { ...zone, name, timeZone, endpointUrl: sandbox.endpointUrl },
    readView: makePageViewReader({ zone, recipients, sandbox, readHealth, now: Date.now }),
    latestFrame: (cameraId) => sandbox.kinesisVideo.latestFrame(cameraId),
    readPicture: (sightingId) => readPicture(local, sightingId),
    pressPole: (poleId, pressId) => poles.press(poleId, pressId),
    board: {
      dashboards: sandbox.dashboards,
      callWidget: sandbox.invoke,
      drawWidget: (request) => drawWidget(request, { ...sandbox, timeZone, now: Date.now }),
    },
  });
}

async function readPicture(
  { sandbox }: Pick<LocalZone, 'sandbox'>,
  sightingId: string,
): Promise<Uint8Array | undefined> {
  const Key = `${evidencePrefix.sightings}${sightingId}.jpg`;
  try {
    const object = new GetObjectCommand({ Bucket: sandbox.outputs.EvidenceBucket, Key });
    return await (await sandbox.clients.s3.send(object)).Body?.transformToByteArray();
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}
