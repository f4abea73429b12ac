import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doctorCommand } from '../../../tools/doctor.ts';
import { runZone, type Zone } from './run-zone.ts';

let zone: Zone;
beforeAll(async () => {
  zone = await runZone();
});
afterAll(() => zone?.stop());

async function examine(file: string) {
  let said = '';
  const command = doctorCommand({
    out: (text) => {
      said += text;
    },
  });
  const recipients = ['--recipients', 'test/fixtures/recipients.yaml'];
  await command.parseAsync([file, ...recipients, '--cost', '--json'], { from: 'user' });
  process.exitCode = 0;
  return JSON.parse(said) as readonly { check: string; status: string; what: string; mend?: string }[];
}

describe('zone doctor in the local run', () => {
  it('finds the zone that runs in order, and says what a local run cannot tell', async () => {
    const findings = await examine('test/fixtures/zone.yaml');

    expect(findings.filter(({ status }) => status === 'fail')).toEqual([]);
    expect(findings.filter(({ check }) => check.startsWith('region,')).map(({ status }) => status)).toEqual(
      Array.from({ length: 7 }, () => 'ok'),
    );
    for (const check of ['clock', 'deployed zone', 'video streams', 'subscriptions', 'SMS'])
      expect(findings.find((one) => one.check === check)).toMatchObject({ status: 'ok' });
    expect(findings.find(({ check }) => check === 'quota, functions at a time')?.status).toBe('not checked');
  });

  it('finds a zone file that is not the one that was deployed', async () => {
    const findings = await examine('zones/twenty-cameras.yaml');

    expect(findings.find(({ check }) => check === 'deployed zone')?.status).toBe('warn');
    expect(findings.find(({ check }) => check === 'video streams')).toMatchObject({ status: 'fail' });
  });
});
