import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseZoneFile } from '../../../lambdas/zone/read-zone-file.ts';
import type { ZoneFile } from '../../../lambdas/zone/zone-file.ts';
import { costReport } from '../../../tools/cost/cost-report.ts';
import { estimate } from '../../../tools/cost/estimate.ts';
import { readPriceFile } from '../../../tools/cost/prices.ts';
import { accountChecks } from '../../../tools/doctor/account-checks.ts';
import { costChecks } from '../../../tools/doctor/cost-checks.ts';
import type { DoctorPorts } from '../../../tools/doctor/doctor-ports.ts';
import { type Finding, runChecks } from '../../../tools/doctor/finding.ts';
import { zoneChecks } from '../../../tools/doctor/zone-checks.ts';
import { StackMissingError } from '../../../tools/stack-outputs.ts';

const file = 'zones/twenty-cameras.yaml';
const zone = parseZoneFile(readFileSync(file, 'utf8'), file);
const prices = readPriceFile();
const now = Date.UTC(2026, 10, 23);

/** An account in which all is right. */
const healthy: DoctorPorts = {
  reach: async () => undefined,
  quotas: async () => [
    { name: 'Concurrent executions', value: 1_000 },
    { name: 'Transactions per second per account for the operation SearchUsersByImage', value: 5 },
    { name: 'Number of video streams', value: 10_000 },
  ],
  sms: async () => ({ isSandboxed: false, monthlyLimitUsd: 100 }),
  senderIds: async () => [{ senderId: 'NKSAFE', isRegistered: true }],
  serviceTime: async () => now,
  pendingSubscriptions: async () => 0,
  streamNames: async () => zone.cameras.map(({ id }) => id),
  deployedSettings: async () => zone.zone,
};

const phone = { id: 'duty', agency: 'Police', sms: '+66810000001' };
const receives = { kinds: ['sos' as const], tiers: [1], drills: false };

async function examine(
  changes: Partial<DoctorPorts> = {},
  examined: ZoneFile = zone,
): Promise<readonly Finding[]> {
  const ports = { ...healthy, ...changes };
  const recipients = [{ ...phone, receives }];
  const forecast = estimate({ zone: examined, prices });
  const account = { zone: examined, recipients, forecast, ports, clock: () => now };
  return await runChecks([...accountChecks(account), ...zoneChecks({ zone: examined, file, ports })]);
}

const bad = (findings: readonly Finding[]) => findings.filter(({ status }) => status !== 'ok');
const fails = () => Promise.reject(new TypeError('fetch failed'));

describe('the doctor', () => {
  it('finds nothing in an account in which all is right', async () => {
    expect(bad(await examine())).toEqual([]);
  });

  it.each<[string, Partial<DoctorPorts>, Finding['status'], RegExp, RegExp]>([
    ['a service that does not answer', { reach: fails }, 'fail', /Kinesis Video does not answer/, /Region/],
    [
      'a clock that is a minute off',
      { serviceTime: async () => now + 60_000 },
      'warn',
      /60 s off/,
      /timedatectl/,
    ],
    [
      'a clock that is five minutes off',
      { serviceTime: async () => now - 300_000 },
      'fail',
      /300 s off/,
      /timedatectl/,
    ],
    [
      'a new account’s ten functions',
      { quotas: async () => [{ name: 'Concurrent executions', value: 10 }] },
      'fail',
      /10 functions at a time; 20 cameras and 2 public pages want 110/,
      /Service Quotas/,
    ],
    [
      'too few searches a second',
      { quotas: async () => [{ name: 'SearchUsersByImage', value: 0.1 }] },
      'warn',
      /0.1 searches a second/,
      /searchesPerSecond/,
    ],
    [
      'too few video streams',
      { quotas: async () => [{ name: 'Number of video streams', value: 3 }] },
      'fail',
      /3 video streams; 20 cameras/,
      /Service Quotas/,
    ],
    [
      'the SMS sandbox',
      { sms: async () => ({ isSandboxed: true, monthlyLimitUsd: 100 }) },
      'fail',
      /sandbox/,
      /Exit/,
    ],
    [
      'a dollar for all SMS',
      { sms: async () => ({ isSandboxed: false, monthlyLimitUsd: 1 }) },
      'fail',
      /USD 1 a month/,
      /MonthlySpendLimit=\d+/,
    ],
    ['no sender id', { senderIds: async () => [] }, 'warn', /NOTICE/, /Registrations/],
    [
      'a sender id that waits',
      { senderIds: async () => [{ senderId: 'NKSAFE', isRegistered: false }] },
      'warn',
      /NKSAFE is not registered/,
      /Registrations/,
    ],
    [
      'mailboxes that did not confirm',
      { pendingSubscriptions: async () => 2 },
      'fail',
      /2 mailboxes/,
      /cdk deploy/,
    ],
    ['a camera without a stream', { streamNames: async () => [] }, 'fail', /camera-01/, /cdk deploy/],
    [
      'a zone that was deployed from another file',
      { deployedSettings: async () => ({ ...zone.zone, slotSeconds: 60 }) },
      'warn',
      /not those of/,
      /cdk diff/,
    ],
  ])('finds %s, and says what mends it', async (_, changes, status, what, mend) => {
    const [first] = bad(await examine(changes)).filter((finding) => finding.status !== 'not checked');

    expect(first).toMatchObject({ status });
    expect(first?.what).toMatch(what);
    expect(first?.mend).toMatch(mend);
  });

  it.each<[string, Partial<DoctorPorts>, RegExp]>([
    ['the local run has no quotas', { quotas: async () => undefined }, /because the local run has no quotas/],
    [
      'nobody knows the senders',
      { senderIds: async () => undefined },
      /because the local run has no carriers/,
    ],
    ['a call fails', { pendingSubscriptions: fails }, /because fetch failed/],
    [
      'the zone is not deployed',
      { deployedSettings: () => Promise.reject(new StackMissingError('none')) },
      /because the zone is not deployed yet/,
    ],
    ['the account says no limit', { sms: async () => ({ isSandboxed: false }) }, /no limit of SMS spending/],
  ])('says what it did not check where %s, and goes on', async (_, changes, because) => {
    const findings = await examine(changes);
    const unchecked = findings.filter(({ status }) => status === 'not checked');

    expect(unchecked.length).toBeGreaterThan(0);
    for (const { what } of unchecked) expect(what).toMatch(because);
    expect(bad(findings)).toEqual(unchecked);
  });

  it('does not ask about SMS where nobody is told by any', async () => {
    const params = { zone, recipients: [], forecast: estimate({ zone, prices }), clock: () => now };
    const findings = await runChecks(accountChecks({ ...params, ports: { ...healthy, sms: fails } }));

    expect(bad(findings)).toEqual([]);
  });
});

describe('the doctor’s look at costs', () => {
  const examineCost = async (budget: Partial<ZoneFile['zone']['budget']>) => {
    const planned = { ...zone, zone: { ...zone.zone, budget: { ...zone.zone.budget, ...budget } } };
    return await runChecks(
      costChecks({ report: costReport({ zone: planned, prices }), zone: planned, file }),
    );
  };
  const statuses = async (budget: Partial<ZoneFile['zone']['budget']>) =>
    (await examineCost(budget)).map(({ check, status }) => [check, status]);

  it('is content with a forecast within budget and caps', async () => {
    expect((await statuses({ monthlyUsd: 10_000 })).slice(0, 2)).toEqual([
      ['cost, budget', 'ok'],
      ['cost, paid calls', 'ok'],
    ]);
  });

  it('fails a forecast beyond the budget, in dollars as in baht', async () => {
    expect((await statuses({ monthlyUsd: 1_000 }))[0]).toEqual(['cost, budget', 'fail']);
    expect((await statuses({ monthlyThb: 32_680 }))[0]).toEqual(['cost, budget', 'fail']);
  });

  it('warns of a zone without a budget', async () => {
    expect((await statuses({}))[0]).toEqual(['cost, budget', 'warn']);
  });

  it.each([
    [5_180, 'warn'],
    [5_179, 'fail'],
    [7_400, 'ok'],
  ])('judges %i paid calls a day, of which passes want 5,179.5: %s', async (paidCallsPerDay, status) => {
    expect((await statuses({ paidCallsPerDay }))[1]).toEqual(['cost, paid calls', status]);
  });

  it('warns of a camera whose own cap is under what its passes want', async () => {
    const [first, ...others] = zone.cameras;
    const capped = first === undefined ? [] : [{ ...first, paidCallsPerDay: 10 }, ...others];
    const planned = { ...zone, cameras: capped };
    const findings = await runChecks(
      costChecks({ report: costReport({ zone: planned, prices }), zone: planned, file }),
    );

    expect(findings.find(({ check }) => check === 'cost, cameras')).toMatchObject({
      status: 'warn',
      what: expect.stringMatching(/345 paid calls a day.* camera-01$/),
    });
  });
});
