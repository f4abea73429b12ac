import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AgentEvent } from '../../../tools/pole-agent/agent-event.ts';
import { openMqttUplink } from '../../../tools/pole-agent/mqtt-uplink.ts';
import { openNodeDisk } from '../../../tools/pole-agent/node-disk.ts';
import { Outbox } from '../../../tools/pole-agent/outbox.ts';
import { createTerminalOutputs } from '../../../tools/pole-agent/outputs.ts';
import { PoleAgent } from '../../../tools/pole-agent/pole-agent.ts';
import { stayConnected } from '../../../tools/pole-agent/stay-connected.ts';
import { readPoleCredentials } from '../../../tools/pole-credentials.ts';

export interface RunningAgent {
  /** Presses the button; gives back the id of the press. */
  press(): string;
  readonly events: readonly AgentEvent[];
  readonly shown: readonly string[];
  /** Ids of the presses that the broker has acknowledged to this agent. */
  taken(): readonly string[];
  stop(): Promise<void>;
}

export interface RunAgentParams {
  readonly poleId: string;
  readonly certs: string;
  readonly outbox: string;
  readonly host: string;
  readonly port: number;
}

/** The agent as `zone pole run` wires it, impatient: its waits are a twentieth. */
export function runAgent({ poleId, certs, outbox: folder, host, port }: RunAgentParams): RunningAgent {
  const events: AgentEvent[] = [];
  const shown: string[] = [];
  const tell = (event: AgentEvent) => void events.push(event);
  const outbox = new Outbox({ disk: openNodeDisk(folder), tell });
  const uptime = () => performance.now();
  const agent = new PoleAgent({
    poleId,
    firmware: 'test 1',
    outbox,
    buttons: { isWorking: () => true },
    outputs: createTerminalOutputs((line) => shown.push(line)),
    readPower: () => ({ mainsPower: true }),
    now: Date.now,
    isClockSet: () => true,
    uptime,
    newId: randomUUID,
    tell,
  });
  const stopping = new AbortController();
  const credentials = readPoleCredentials(certs);
  const staying = stayConnected(
    {
      connect: () => openMqttUplink({ host, port, clientId: poleId, credentials, answerMilliseconds: 3000 }),
      use: (uplink) => agent.use(uplink),
      tell,
      uptime,
      random: Math.random,
      pause: (milliseconds, signal) => sleep(milliseconds / 20, undefined, { signal }).catch(() => undefined),
    },
    stopping.signal,
  );
  const ticking = setInterval(() => agent.tick(), 100);
  return {
    press: () => {
      agent.onButton('press');
      return events.flatMap((each) => (each.event === 'pressed' ? [each.id] : [])).at(-1) ?? '';
    },
    events,
    shown,
    taken: () =>
      events.flatMap((each) => (each.event === 'taken' && each.message === 'press' ? [each.id] : [])),
    stop: async () => {
      clearInterval(ticking);
      stopping.abort();
      await staying;
    },
  };
}
