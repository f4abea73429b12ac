import { expect, it } from 'vitest';
import type { AgentEvent } from '../../../tools/pole-agent/agent-event.ts';
import { stayConnected } from '../../../tools/pole-agent/stay-connected.ts';
import { UplinkError } from '../../../tools/pole-agent/uplink.ts';
import { makeUplink } from './make-uplink.ts';

/** Each number is how long a connection lasts in ms; 0 is one that is refused. */
async function waits(lasts: readonly number[]): Promise<readonly number[]> {
  let uptime = 0;
  let attempts = 0;
  const stopping = new AbortController();
  const found: number[] = [];
  await stayConnected(
    {
      connect: async () => {
        const last = lasts[attempts++];
        if (last === undefined) stopping.abort();
        if (!last) throw new UplinkError('refused');
        const uplink = makeUplink();
        uptime += last;
        uplink.breakDown();
        return uplink;
      },
      use: async (uplink) => void (await uplink.ended),
      tell: (event: AgentEvent) => {
        if (event.event === 'connection-lost') found.push(event.retryMilliseconds);
      },
      uptime: () => uptime,
      random: () => 1,
      pause: async (milliseconds) => {
        uptime += milliseconds;
      },
    },
    stopping.signal,
  );
  return found;
}

it('waits longer after each failure in a row, up to half a minute', async () => {
  expect(await waits([0, 0, 0, 0, 0, 0, 0])).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
});

it('waits shortly again after a connection that lasted, and not after one that was cut at once', async () => {
  expect(await waits([0, 0, 60_000, 100, 100])).toEqual([1000, 2000, 1000, 2000, 4000]);
});

it('leaves a connection that it is told to leave', async () => {
  const stopping = new AbortController();
  const uplink = makeUplink();
  const staying = stayConnected(
    {
      connect: async () => uplink,
      use: async () => stopping.abort(),
      tell: () => undefined,
      uptime: () => 0,
      random: () => 0,
      pause: async () => undefined,
    },
    stopping.signal,
  );

  await staying;

  expect(await uplink.ended).toBe('broken');
});
