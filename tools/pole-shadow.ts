import {
  GetThingShadowCommand,
  type IoTDataPlaneClient,
  ResourceNotFoundException,
  UpdateThingShadowCommand,
} from '@aws-sdk/client-iot-data-plane';
import {
  checkWanted,
  type PoleSettingsWanted,
  type PoleShadowDocument,
  parseShadowDocument,
  reportSettings,
  type SettingReport,
} from '../lambdas/poles/pole-shadow.ts';

/** The pole has no shadow: it never connected, and nothing was ever set. */
export class PoleShadowMissingError extends Error {
  override readonly name = 'PoleShadowMissingError';
}

interface Params {
  readonly poleId: string;
  readonly data: IoTDataPlaneClient;
}

/** Wishes for a pole; it does them as soon as it is connected. Throws PoleSettingError and SDK errors. */
export async function setPole({ poleId, data }: Params, wanted: PoleSettingsWanted): Promise<void> {
  const payload = Buffer.from(JSON.stringify({ state: { desired: checkWanted(wanted) } }));
  await data.send(new UpdateThingShadowCommand({ thingName: poleId, payload }));
}

/** The pole's shadow. Throws PoleShadowMissingError and SDK errors. */
export async function readPoleShadow({ poleId, data }: Params): Promise<PoleShadowDocument> {
  try {
    const { payload = new Uint8Array() } = await data.send(new GetThingShadowCommand({ thingName: poleId }));
    const document = parseShadowDocument(payload);
    if (document !== undefined) return document;
    throw new Error(`the shadow of ${poleId} is no shadow document`);
  } catch (cause) {
    if (!(cause instanceof ResourceNotFoundException)) throw cause;
    throw new PoleShadowMissingError(`${poleId} has not connected yet, and nothing was set for it`, {
      cause,
    });
  }
}

/** A line for each setting: what is so, since when, and what is still waited for. */
export function describeShadow(document: PoleShadowDocument): readonly string[] {
  return reportSettings(document).map((report) => {
    const is = `${words(report.reported)}${since(report.reportedAt)}`;
    const waiting = `; wanted: ${words(report.desired)}${since(report.desiredAt)}`;
    return `${report.setting}: ${is}${report.isApplied ? '' : waiting}`;
  });
}

function words(value: SettingReport['desired']): string {
  if (value === undefined) return 'not reported';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'object' && value !== null && 'text' in value) return JSON.stringify(value.text);
  return JSON.stringify(value);
}

function since(at: number | undefined): string {
  return at === undefined ? '' : ` since ${new Date(at).toISOString()}`;
}
