import { randomUUID } from 'node:crypto';
import { IoTClient } from '@aws-sdk/client-iot';
import { IoTDataPlaneClient } from '@aws-sdk/client-iot-data-plane';
import { Command, InvalidArgumentError } from 'commander';
import { PoleSettingError, type PoleSettingsWanted, reportSettings } from '../lambdas/poles/pole-shadow.ts';
import { asPoleId } from './pole-id.ts';
import { describeShadow, readPoleShadow, setPole } from './pole-shadow.ts';
import { ensureThing } from './provision-pole.ts';

interface SetOptions {
  readonly siren?: boolean;
  readonly strobe?: boolean;
  readonly speaker?: string;
  readonly testMode?: boolean;
  readonly interval?: number;
  readonly json?: true;
}

/** `zone pole set`: what a pole shall do. */
export function poleSetCommand(): Command {
  return new Command('set')
    .description('siren, strobe, words, test mode and heartbeat interval of a pole')
    .argument('<id>', 'the pole in the zone file', asPoleId)
    .option('--siren <on|off>', 'ends by itself after 10 minutes', asSwitch)
    .option('--strobe <on|off>', 'until it is set off', asSwitch)
    .option('--speaker <text>', 'said once, at most 200 characters')
    .option('--test-mode <on|off>', 'presses are drills; ends by itself after an hour', asSwitch)
    .option('--interval <seconds>', 'between heartbeats, 10–3600', Number)
    .option('--json', 'print the result as JSON')
    .action(async (poleId: string, options: SetOptions) => {
      const wanted = wantedOf(options);
      await ensureThing(new IoTClient(), poleId);
      await setPole({ poleId, data: new IoTDataPlaneClient() }, wanted);
      const text = `${poleId}: wanted ${Object.keys(wanted).join(', ')}; see npm run zone -- pole shadow ${poleId}`;
      console.log(options.json ? JSON.stringify({ poleId, wanted }) : text);
    });
}

/** `zone pole shadow`: what is wanted of a pole, and what it says of itself. */
export function poleShadowCommand(): Command {
  return new Command('shadow')
    .description('how a pole is set, since when, and what it has not done yet')
    .argument('<id>', 'the pole in the zone file', asPoleId)
    .option('--json', 'print the settings as JSON')
    .action(async (poleId: string, { json }: { readonly json?: true }) => {
      const document = await readPoleShadow({ poleId, data: new IoTDataPlaneClient() });
      const settings = reportSettings(document);
      console.log(json ? JSON.stringify({ poleId, settings }) : describeShadow(document).join('\n'));
    });
}

function wantedOf({ siren, strobe, speaker, testMode, interval }: SetOptions): PoleSettingsWanted {
  const wanted = {
    ...(siren !== undefined && { siren }),
    ...(strobe !== undefined && { strobe }),
    ...(speaker !== undefined && { speaker: { text: speaker, orderId: randomUUID() } }),
    ...(testMode !== undefined && { testMode }),
    ...(interval !== undefined && { reportingSeconds: interval }),
  };
  if (Object.keys(wanted).length > 0) return wanted;
  throw new PoleSettingError([{ field: 'settings', problem: 'name at least one, such as --siren on' }]);
}

function asSwitch(text: string): boolean {
  if (text === 'on' || text === 'off') return text === 'on';
  throw new InvalidArgumentError('Must be "on" or "off".');
}
