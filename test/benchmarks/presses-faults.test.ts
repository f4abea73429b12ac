import { describe, expect, it } from 'vitest';
import { faultyPorts, KilledError, ThrottledError } from '../../benchmarks/presses/faulty-ports.ts';
import { heartbeatBill } from '../../benchmarks/presses/heartbeats.ts';
import { measureFaults } from '../../benchmarks/presses/measure-faults.ts';
import { percentile } from '../../benchmarks/presses/measure-zone.ts';
import { virtualQueues } from '../../benchmarks/presses/virtual-queues.ts';
import { seededRandom } from '../../models/plates/seeded-random.ts';

const faults = { presses: 150, seed: 7, throttledShare: 0.2, killedShare: 0.1, doubledShare: 0.1 };

describe('presses under faults', () => {
  it('are neither lost nor counted twice, all are told, and what nobody answers reaches the last tier', async () => {
    const report = await measureFaults(faults);

    expect(report.kills).toBeGreaterThan(10);
    expect(report).toMatchObject({ lost: 0, miscounted: 0, firstAlerts: report.incidents });
    expect(report.escalated).toBe(report.unacknowledged);
  });

  it('are told once, although functions die after the topic took an alert and before they note it', async () => {
    const { doubleFirstAlerts, publishedUnnoted } = await measureFaults({ ...faults, seed: 8 });

    expect(publishedUnnoted).toBeGreaterThan(0);
    expect(doubleFirstAlerts).toBe(0);
  });

  it('are told once each where messages come twice and in any order, and nothing fails', async () => {
    const calm = await measureFaults({ ...faults, throttledShare: 0, killedShare: 0, doubledShare: 0.5 });

    expect(calm).toMatchObject({ lost: 0, miscounted: 0, doubleFirstAlerts: 0, deadLetters: 0 });
  });

  it('are found lost when everything is refused: the benchmark can fail', async () => {
    const report = await measureFaults({ ...faults, presses: 20, throttledShare: 1 });

    expect(report).toMatchObject({ lost: 20, incidents: 0 });
    expect(report.deadLetters).toBeGreaterThan(0);
  });
});

describe('faulty ports', () => {
  const fate = { throttledShare: 0, killedShare: 0, random: seededRandom(1), onFault: () => undefined };
  const makePorts = () => ({ table: { put: async () => 'kept' }, queue: { send: async () => 'sent' } });

  it('refuse calls of tables and leave queues alone', async () => {
    const ports = faultyPorts(makePorts(), ['table'], { ...fate, throttledShare: 1 });

    await expect(ports.table.put()).rejects.toThrow(ThrottledError);
    await expect(ports.queue.send()).resolves.toBe('sent');
  });

  it('stay dead once they were killed', async () => {
    const ports = faultyPorts(makePorts(), [], { ...fate, killedShare: 1 });
    const calls = Array.from({ length: 20 }, () => ports.table.put);
    const answers = [];
    for (const call of calls) answers.push(await call().catch((error: unknown) => error));

    const firstDeath = answers.findIndex((answer) => answer instanceof KilledError);
    expect(firstDeath).toBeGreaterThanOrEqual(0);
    expect(answers.slice(firstDeath).every((answer) => answer instanceof KilledError)).toBe(true);
  });
});

describe('a virtual queue', () => {
  it('brings a failed message back when it is visible again, and gives up in the end', async () => {
    const queues = virtualQueues({ startsAt: 0, random: () => 0, doubledShare: 0 });
    const seenAt: number[] = [];
    const handle = async () => {
      seenAt.push(queues.now());
      throw new Error('no');
    };
    queues.queue<string>({ handle, maxReceiveCount: 3, hiddenSeconds: 30 }).send('press');
    await queues.run();

    expect(seenAt).toEqual([0, 30_000, 60_000]);
    expect(queues.deadLetterCount()).toBe(1);
  });
});

describe('the bill of heartbeats', () => {
  it('is what the messages of a month cost', () => {
    const work = { milliseconds: 10, perBatch: 10, memoryGigabytes: 0.5, writes: 2, reads: 1 };
    const prices = {
      ...{ connectionMinutesPerMillion: 1, rulesPerMillion: 1, actionsPerMillion: 1 },
      ...{ sqsRequestsPerMillion: 1, lambdaRequestsPerMillion: 1, lambdaGigabyteSecond: 0.001 },
      ...{ dynamoWritesPerMillion: 1, dynamoReadsPerMillion: 1 },
    };
    const bill = heartbeatBill({ poles: 1000, perMinute: 1 }, work, prices);

    // 43.2 million messages a month: 1000 poles × 30 days × 1440 minutes.
    expect(bill.messagesPerMonth).toBe(43_200_000);
    expect(bill.usd['IoT rules and actions']).toBeCloseTo(86.4);
    expect(bill.usd.SQS).toBeCloseTo(43.2 * 1.2);
    expect(bill.usd.Lambda).toBeCloseTo(4.32 + 216);
    expect(bill.usd.DynamoDB).toBeCloseTo(129.6);
    expect(bill.concurrency).toBeCloseTo(0.1667, 3);
  });
});

describe('a percentile', () => {
  it.each([
    [[], 0.5, 0],
    [[3], 0.99, 3],
    [[4, 1, 3, 2], 0.5, 2],
    [[4, 1, 3, 2], 0.99, 4],
  ])('of %j at %d is %d', (values, share, expected) => {
    expect(percentile(values, share)).toBe(expected);
  });
});
