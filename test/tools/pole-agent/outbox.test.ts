import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgentEvent } from '../../../tools/pole-agent/agent-event.ts';
import { type KeptType, Outbox } from '../../../tools/pole-agent/outbox.ts';
import { PowerCutDisk } from './power-cut-disk.ts';

const silent = () => undefined;
const message = (id: string, messageType: KeptType = 'press') => ({
  messageType,
  id,
  body: { version: 1, id },
});
const drain = (outbox: Outbox): string[] => {
  const ids: string[] = [];
  for (const lane of ['press', 'status'] as const) {
    for (let entry = outbox.next(lane); entry !== undefined; entry = outbox.next(lane)) {
      ids.push(entry.id);
      outbox.remove(entry);
    }
  }
  return ids;
};

describe('the outbox', () => {
  it('hands presses out in their order, whatever status came between', () => {
    const outbox = new Outbox({ disk: new PowerCutDisk(), tell: silent });

    for (const [id, type] of [
      ['a', 'fault'],
      ['b', 'press'],
      ['c', 'self-test'],
      ['d', 'cancel'],
    ] as const) {
      outbox.put(message(id, type));
    }

    expect(drain(outbox)).toEqual(['b', 'd', 'a', 'c']);
  });

  it('keeps its order over restarts', () => {
    const disk = new PowerCutDisk();
    const first = new Outbox({ disk, tell: silent });
    for (const id of ['a', 'b']) first.put(message(id));

    const second = new Outbox({ disk, tell: silent });
    second.put(message('c'));

    expect(drain(new Outbox({ disk, tell: silent }))).toEqual(['a', 'b', 'c']);
  });

  it('sends a press from memory when the disk takes nothing, and says so', () => {
    const disk = new PowerCutDisk();
    const events: AgentEvent[] = [];
    const outbox = new Outbox({ disk, tell: (event) => events.push(event) });
    disk.cutAfter(0);

    outbox.put(message('a'));

    expect(outbox.next('press')).toMatchObject({ id: 'a' });
    expect(events).toEqual([{ event: 'not-stored', message: 'press', reason: 'the power is out' }]);
    expect(outbox.isDurable()).toBe(false);
  });

  it('lets old status go when there is too much of it, and no call for help', () => {
    const outbox = new Outbox({ disk: new PowerCutDisk(), tell: silent, mostStatus: 2 });

    for (const id of ['a', 'b', 'c']) outbox.put(message(`press-${id}`));
    for (const id of ['a', 'b', 'c']) outbox.put(message(`fault-${id}`, 'fault'));

    expect(drain(outbox)).toEqual(['press-a', 'press-b', 'press-c', 'fault-b', 'fault-c']);
  });

  it('leaves a file that it cannot read where it is, and goes on', () => {
    const disk = new PowerCutDisk();
    disk.write('000000000007.json', 'not JSON');
    const events: AgentEvent[] = [];

    const outbox = new Outbox({ disk, tell: (event) => events.push(event) });
    outbox.put(message('a'));

    expect(events).toEqual([{ event: 'unreadable', file: '000000000007.json' }]);
    expect(drain(outbox)).toEqual(['a']);
    expect(disk.list()).toContain('000000000007.json');
  });
});

/** One thing that happens at a pole. */
const happening = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('press', 'cancel', 'fault', 'self-test').map((put) => ({ put })) },
  // Sent, and acknowledged or not before the line went dead.
  {
    weight: 4,
    arbitrary: fc.record({ send: fc.constantFrom('press', 'status'), isAcknowledged: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ cutAfter: fc.nat(6) }) },
  { weight: 1, arbitrary: fc.constant({ cutAfter: 0 }) },
);

describe('power cuts at any step', () => {
  it('lose nothing that was kept, send nothing under another id, and keep the order', () => {
    fc.assert(
      fc.property(
        fc.array(happening, { maxLength: 40 }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (happenings, luck) => {
          const disk = new PowerCutDisk();
          const toss = () => luck.next().value ?? 0;
          const open = () => new Outbox({ disk, tell: silent });
          const kept: { id: string; type: string }[] = [];
          const given = new Set<string>();
          const sent: { id: string; body: string }[] = [];
          let outbox = open();
          const step = (work: () => void) => {
            try {
              work();
            } catch (error) {
              if (!disk.isOff) throw error;
            }
            if (!disk.isOff) return true;
            disk.restart(toss);
            outbox = open();
            return false;
          };
          for (const each of happenings) {
            if ('cutAfter' in each) disk.cutAfter(each.cutAfter);
            if ('put' in each) {
              const id = `id-${given.size}`;
              given.add(id);
              const isAlive = step(() => outbox.put(message(id, each.put as KeptType)));
              if (isAlive) kept.push({ id, type: each.put });
            }
            if ('send' in each) {
              const entry = outbox.next(each.send as 'press' | 'status');
              if (entry === undefined) continue;
              sent.push({ id: entry.id, body: JSON.stringify(entry.body) });
              if (each.isAcknowledged) step(() => outbox.remove(entry));
            }
          }
          disk.cutAfter(Number.POSITIVE_INFINITY);
          for (const id of drain(outbox)) sent.push({ id, body: JSON.stringify({ version: 1, id }) });

          for (const { id } of kept) expect(sent.map((it) => it.id)).toContain(id);
          for (const { id, body } of sent) {
            expect(given).toContain(id);
            expect(JSON.parse(body)).toEqual({ version: 1, id });
          }
          const firstSent = [...new Set(sent.map(({ id }) => id))];
          const presses = kept.filter(({ type }) => ['press', 'cancel'].includes(type)).map(({ id }) => id);
          expect(firstSent.filter((id) => presses.includes(id))).toEqual(presses);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
