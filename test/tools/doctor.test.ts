import { afterEach, describe, expect, it } from 'vitest';
import type { DoctorPorts } from '../../tools/doctor/doctor-ports.ts';
import { doctorCommand } from '../../tools/doctor.ts';

const absent = () => Promise.reject(new Error('nobody is there'));
const ports: DoctorPorts = {
  ...{ reach: absent, quotas: absent, sms: absent, senderIds: absent, serviceTime: absent },
  ...{ pendingSubscriptions: absent, streamNames: absent, deployedSettings: absent },
};

async function run(...words: readonly string[]): Promise<string> {
  let said = '';
  const out = (text: string) => {
    said += text;
  };
  const command = doctorCommand({ openPorts: () => ports, out, clock: () => 0 });
  await command.parseAsync(words, { from: 'user' });
  return said;
}

const checksIn = (said: string): readonly string[] =>
  JSON.parse(said).map(({ check }: { readonly check: string }) => check);

// The command says by the exit code of its process that something is to mend.
afterEach(() => {
  process.exitCode = 0;
});

describe('zone doctor', () => {
  it('gives each line its verdict and what mends it, and ends with 1 where anything fails', async () => {
    const said = await run('zones/twenty-cameras.yaml');

    expect(said).toContain('ok   zone file: zones/twenty-cameras.yaml can be used');
    expect(said).toMatch(/FAIL region, Kinesis Video: .*nobody is there\n {7}→ /);
    expect(said).toContain('–    clock: not checked, because nobody is there');
    expect(said).toMatch(/\d+ to mend, \d+ to look at, \d+ all right, \d+ not checked\n$/);
    expect(process.exitCode).toBe(1);
  });

  it('looks at costs only when asked', async () => {
    expect(checksIn(await run('--json'))).not.toContain('cost, budget');
    expect(checksIn(await run('--json', '--cost'))).toContain('cost, budget');
  });

  it('leaves what only a deployed zone can tell for after the deployment', async () => {
    const [before, after] = [
      checksIn(await run('--json', '--before')),
      checksIn(await run('--json', '--after')),
    ];

    expect(before).toContain('zone file');
    expect(before).not.toContain('subscriptions');
    expect(after).toEqual(['deployed zone', 'video streams', 'subscriptions']);
  });

  it('asks no account about a zone file that cannot be used', async () => {
    const checks = checksIn(await run('zones/recipients.example.yaml', '--json'));

    expect(new Set(checks)).toEqual(new Set(['units', 'zone file', 'recipients', 'models']));
  });
});
