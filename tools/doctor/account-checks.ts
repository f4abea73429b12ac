import { leastUnreserved, pageConcurrency } from '../../lambdas/zone/concurrency.ts';
import type { RecipientsFile } from '../../lambdas/zone/recipients-file.ts';
import type { ZoneFile } from '../../lambdas/zone/zone-file.ts';
import type { Estimate } from '../cost/estimate.ts';
import { type DoctorPorts, type Quotas, type ServiceName, serviceNames } from './doctor-ports.ts';
import { type Check, fail, notChecked, ok, reasonOf, type Verdict, warn } from './finding.ts';

export interface AccountCheckParams {
  readonly zone: ZoneFile;
  readonly recipients: RecipientsFile['recipients'];
  readonly forecast: Estimate;
  readonly ports: DoctorPorts;
  /** Epoch ms. */
  readonly clock: () => number;
}

/** What the account allows, whether or not the zone stands in it yet. */
export function accountChecks(params: AccountCheckParams): readonly Check[] {
  const { ports } = params;
  const always = (name: string, run: Check['run']): Check => ({ name, when: 'always', run });
  return [
    ...serviceNames.map((service) => always(`region, ${service}`, () => checkService(service, ports))),
    always('clock', async () => checkClock(await ports.serviceTime(), params.clock())),
    always('quota, functions at a time', async () =>
      checkConcurrency(await ports.quotas('lambda'), params.zone),
    ),
    always('quota, faces a second', async () => checkSearches(await ports.quotas('rekognition'), params)),
    always('quota, video streams', async () => checkStreams(await ports.quotas('kinesisvideo'), params.zone)),
    always('SMS', async () => checkSms(params)),
    always('SMS sender', async () => checkSender(params)),
  ];
}

/** Without credentials nothing was asked, and nothing is wrong. */
const isUnasked = (error: unknown) =>
  error instanceof Error &&
  (error.name === 'CredentialsProviderError' || /region is missing/i.test(error.message));

async function checkService(service: ServiceName, { reach }: DoctorPorts): Promise<readonly Verdict[]> {
  try {
    await reach(service);
    return [ok(`${service} answers`)];
  } catch (error) {
    if (isUnasked(error)) throw error;
    const mend =
      'a Region that has it (docs/architecture.md), and credentials that may list there: aws sts get-caller-identity';
    return [fail(`${service} does not answer: ${reasonOf(error)}`, mend)];
  }
}

/** AWS refuses requests that were signed more than five minutes off. */
const mostSkewSeconds = { warn: 30, fail: 240 };

function checkClock(serviceTime: number, now: number): readonly Verdict[] {
  const skew = Math.abs(serviceTime - now) / 1000;
  const what = `the clock of this machine is ${skew.toFixed(0)} s off`;
  const mend = 'sudo timedatectl set-ntp true';
  if (skew >= mostSkewSeconds.fail) return [fail(`${what}: AWS refuses requests from 300 s on`, mend)];
  if (skew >= mostSkewSeconds.warn) return [warn(what, mend)];
  return [ok(what)];
}

const noQuotas = 'the local run has no quotas';
const ask = (service: string, quota: string) =>
  `ask for more: Service Quotas console, ${service}, "${quota}", or aws service-quotas request-service-quota-increase`;

function checkConcurrency(quotas: Quotas | undefined, { cameras, zone }: ZoneFile): readonly Verdict[] {
  const name = 'Concurrent executions';
  if (quotas === undefined) return [notChecked(noQuotas)];
  const found = quotas.find((quota) => quota.name === name)?.value;
  if (found === undefined) return [notChecked(`the account names no quota "${name}"`)];
  const pages = zone.alerts.link === 'off' ? 1 : 2;
  const needed = Math.max(leastUnreserved, 2 * cameras.length) + pages * pageConcurrency;
  const what = `${found} functions at a time; ${cameras.length} cameras and ${pages} public pages want ${needed}`;
  return [found >= needed ? ok(what) : fail(what, ask('AWS Lambda', name))];
}

/** Passes come in bursts: a street's busiest minute has about this many times the average. */
const burst = 10;

function checkSearches(quotas: Quotas | undefined, { forecast }: AccountCheckParams): readonly Verdict[] {
  if (quotas === undefined) return [notChecked(noQuotas)];
  const found = quotas.find(({ name }) => name.includes('SearchUsersByImage'))?.value;
  if (found === undefined) return [notChecked('the account names no quota for SearchUsersByImage')];
  const needed = (forecast.use.searches / (30 * 86_400)) * burst;
  const what = `${found} searches a second; the busiest minutes want about ${needed.toFixed(1)}`;
  if (found >= needed) return [ok(what)];
  const mend = `${ask('Amazon Rekognition', 'SearchUsersByImage')}; then npx cdk deploy -c searchesPerSecond=N`;
  return [warn(`${what}, so some are told late`, mend)];
}

function checkStreams(quotas: Quotas | undefined, { cameras }: ZoneFile): readonly Verdict[] {
  if (quotas === undefined) return [notChecked(noQuotas)];
  const found = quotas.find(({ name }) => /streams/i.test(name) && !/per second|rate/i.test(name))?.value;
  if (found === undefined) return [notChecked('the account names no quota of video streams')];
  const what = `${found} video streams; ${cameras.length} cameras`;
  return [found >= cameras.length ? ok(what) : fail(what, ask('Amazon Kinesis Video Streams', 'streams'))];
}

async function checkSms({ recipients, forecast, ports }: AccountCheckParams): Promise<readonly Verdict[]> {
  if (!recipients.some(({ sms }) => sms !== undefined)) return [ok('no recipient is told by SMS')];
  const { isSandboxed, monthlyLimitUsd } = await ports.sms();
  const sandbox = isSandboxed
    ? fail(
        'the account is in the SMS sandbox: only verified numbers are told',
        'SNS console, Text messaging, "Exit SMS sandbox"',
      )
    : ok('the account is out of the SMS sandbox');
  if (monthlyLimitUsd === undefined)
    return [sandbox, notChecked('the account names no limit of SMS spending')];
  const expected = forecast.lines.find(({ item }) => item === 'SMS')?.usd ?? 0;
  const what = `SMS may cost USD ${monthlyLimitUsd} a month, about USD ${expected.toFixed(2)} are expected`;
  const enough = Math.ceil(expected * 3);
  const mend = `aws sns set-sms-attributes --attributes MonthlySpendLimit=${enough}; beyond what AWS granted: a support case`;
  return [
    sandbox,
    monthlyLimitUsd >= 2 * expected ? ok(what) : fail(`${what}: at the limit none is sent`, mend),
  ];
}

async function checkSender({ recipients, ports }: AccountCheckParams): Promise<readonly Verdict[]> {
  if (!recipients.some(({ sms }) => sms !== undefined)) return [ok('no recipient is told by SMS')];
  const ids = await ports.senderIds();
  if (ids === undefined) return [notChecked('the local run has no carriers')];
  const mend = 'AWS End User Messaging console, Registrations, Thailand: takes weeks and a stamped letter';
  const registered = ids.find(({ isRegistered }) => isRegistered);
  if (registered) return [ok(`sender id ${registered.senderId} is registered for Thailand`)];
  if (ids.length > 0) return [warn(`sender id ${ids[0]?.senderId} is not registered for Thailand yet`, mend)];
  return [warn('no sender id for Thailand: SMS come from "NOTICE" and may not arrive', mend)];
}
