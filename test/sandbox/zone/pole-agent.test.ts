import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { IoTDataPlaneClient } from '@aws-sdk/client-iot-data-plane';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { incidentIdOf } from '../../../lambdas/zone/names.ts';
import { describeShadow, readPoleShadow, setPole } from '../../../tools/pole-shadow.ts';
import { type RunningAgent, runAgent } from '../../tools/pole-agent/run-agent.ts';
import { installPole, type Pole } from './pole-client.ts';
import { patiently, runZone, type Zone } from './run-zone.ts';

let zone: Zone;
let pole: Pole;
let line: Awaited<ReturnType<typeof openLine>>;
let agent: RunningAgent;

/** The line between a pole and its broker, which can fail as mobile networks do. */
async function openLine(port: number) {
  const ends = new Set<Socket>();
  const state = { isUp: true, isDeaf: false };
  const server = createServer((near) => {
    if (!state.isUp) return near.destroy();
    const far = connect(port, '127.0.0.1');
    for (const end of [near, far]) {
      ends.add(end);
      end.on('error', () => undefined).on('close', () => [near, far].forEach((each) => void each.destroy()));
    }
    near.pipe(far);
    far.on('data', (bytes) => void (state.isDeaf || near.write(bytes)));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const cut = () => {
    for (const end of ends) end.destroy();
    ends.clear();
  };
  return {
    port: (server.address() as AddressInfo).port,
    state,
    cut,
    close: () => {
      cut();
      server.close();
    },
  };
}

beforeAll(async () => {
  zone = await runZone();
  pole = await installPole(zone, 'north-pole');
  line = await openLine(zone.sandbox.iotCore.mqttPort);
  agent = startAgent();
});
afterAll(async () => {
  await agent?.stop();
  line?.close();
  await zone?.stop();
});

const startAgent = () => runAgent({ ...pole, port: line.port, outbox: join(zone.folder, 'outbox') });
/** The presses that the zone has joined: the last one in the pointer, those before it each on its own. */
async function joined() {
  const items = await zone.items('IncidentsTable');
  const last = z
    .looseObject({ causeId: z.string(), ordinal: z.number() })
    .parse(items.flatMap(({ record, value }) => (record === 'current' ? [Object(value).last] : []))[0]);
  const before = items.flatMap(({ record }) => /^cause#(.*)/.exec(String(record))?.[1] ?? []);
  return { ids: new Set([...before, last.causeId]), count: last.ordinal };
}

describe('the reference pole', () => {
  it('gets every press through a line that fails, and each comes to be one press of one incident', async () => {
    const pressed: string[] = [];
    const press = () => pressed.push(agent.press());
    await vi.waitFor(() => expect(agent.events).toContainEqual({ event: 'connected' }), patiently);

    press();
    await vi.waitFor(() => expect(agent.taken()).toEqual(pressed), patiently);
    // The broker takes it, and its acknowledgement never arrives: the pole has to say it again.
    line.state.isDeaf = true;
    press();
    await vi.waitFor(async () => expect((await joined()).ids).toContain(pressed[1]), patiently);
    line.state.isUp = false;
    line.cut();
    press();
    press();
    await agent.stop();
    agent = startAgent();
    press();
    Object.assign(line.state, { isUp: true, isDeaf: false });

    await vi.waitFor(() => expect(agent.taken()).toEqual(pressed.slice(1)), patiently);
    await vi.waitFor(async () => expect((await joined()).ids).toEqual(new Set(pressed)), patiently);
    await zone.drained('PolesPressQueue');
    expect((await joined()).count).toBe(pressed.length);
    const incidents = (await zone.incidents()).filter(({ kind }) => kind === 'sos');
    // Queues keep no order: any of the presses may be the one that opens the incident.
    const possible = pressed.map((pressId) => incidentIdOf('sos', 'north-pole', pressId));
    expect(incidents).toHaveLength(1);
    expect(possible).toContain(incidents[0]?.incidentId);
    await vi.waitFor(() => expect(zone.told(incidents[0]?.incidentId ?? '')).toHaveLength(3), patiently);
  });

  it('does what is set for it, and says so', async () => {
    const data = new IoTDataPlaneClient();
    const params = { poleId: pole.poleId, data };

    await setPole(params, { siren: true, speaker: { text: 'ช่วยกำลังมา', orderId: 'order-01' } });

    await vi.waitFor(
      () => expect(agent.shown).toEqual(expect.arrayContaining(['[siren ON]', '[speaker] ช่วยกำลังมา'])),
      patiently,
    );
    await vi.waitFor(
      async () =>
        expect(describeShadow(await readPoleShadow(params))).toEqual([
          expect.stringMatching(/^siren: on since 20\S+Z$/),
          expect.stringMatching(/^strobe: off since/),
          expect.stringMatching(/^speaker: "ช่วยกำลังมา" since/),
          expect.stringMatching(/^testMode: off since/),
          expect.stringMatching(/^reportingSeconds: 60 since/),
        ]),
      patiently,
    );
    data.destroy();
  });
});
