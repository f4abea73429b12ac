import type { AgentEvent } from '../../../tools/pole-agent/agent-event.ts';
import { Outbox } from '../../../tools/pole-agent/outbox.ts';
import { createTerminalOutputs, type Outputs } from '../../../tools/pole-agent/outputs.ts';
import { PoleAgent, type PoleAgentParams } from '../../../tools/pole-agent/pole-agent.ts';
import { PowerCutDisk } from './power-cut-disk.ts';

/** A pole's agent on a disk in memory, with a clock that the test moves. */
export function makeAgent(overrides: Partial<PoleAgentParams> = {}) {
  const clock = { uptime: 0 };
  const events: AgentEvent[] = [];
  const shown: string[] = [];
  const disk = new PowerCutDisk();
  const tell = (event: AgentEvent) => void events.push(event);
  const outbox = new Outbox({ disk, tell });
  const outputs: Outputs = createTerminalOutputs((line) => shown.push(line));
  let ids = 0;
  const agent = new PoleAgent({
    poleId: 'north-pole',
    firmware: 'test 1',
    outbox,
    buttons: { isWorking: () => true },
    outputs,
    readPower: () => ({ batteryPercent: 80, mainsPower: true }),
    now: () => Date.parse('2026-11-22T14:00:00Z') + clock.uptime,
    isClockSet: () => true,
    uptime: () => clock.uptime,
    newId: () => {
      ids += 1;
      return `id-${String(ids).padStart(6, '0')}`;
    },
    tell,
    ...overrides,
  });
  return { agent, clock, events, shown, disk, outbox };
}
