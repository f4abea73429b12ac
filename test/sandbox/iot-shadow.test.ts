import {
  ConflictException,
  GetThingShadowCommand,
  IoTDataPlaneClient,
  PublishCommand,
  ResourceNotFoundException,
  UpdateThingShadowCommand,
} from '@aws-sdk/client-iot-data-plane';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readShadow, ShadowError, updateShadow } from '../../sandbox/iot-core/shadow-document.ts';
import { closed, connect, type LocalIot, listen, makeDevice, startIot } from './iot-fixture.ts';

const update = (former: Parameters<typeof updateShadow>[0], request: object, at = 100) =>
  updateShadow(former, 'pole', Buffer.from(JSON.stringify(request)), at);
const read = (shadow: Parameters<typeof readShadow>[0], at = 200) => readShadow(shadow, 'pole', at);

describe('a shadow document', () => {
  it('keeps what is desired and reported, each with its time, and tells the difference', () => {
    const first = update(undefined, { state: { desired: { siren: true, strobe: false } } }, 100);
    const second = update(
      first.shadow,
      { state: { reported: { siren: false, strobe: false } }, clientToken: 't' },
      160,
    );

    expect(second.delta).toEqual({
      state: { siren: true },
      metadata: { siren: { timestamp: 100 } },
      version: 2,
      timestamp: 160,
      clientToken: 't',
    });
    expect(second.accepted).toEqual({
      state: { reported: { siren: false, strobe: false } },
      metadata: { reported: { siren: { timestamp: 160 }, strobe: { timestamp: 160 } } },
      version: 2,
      timestamp: 160,
      clientToken: 't',
    });
    expect(read(second.shadow)).toEqual({
      state: {
        desired: { siren: true, strobe: false },
        reported: { siren: false, strobe: false },
        delta: { siren: true },
      },
      metadata: {
        desired: { siren: { timestamp: 100 }, strobe: { timestamp: 100 } },
        reported: { siren: { timestamp: 160 }, strobe: { timestamp: 160 } },
      },
      version: 2,
      timestamp: 200,
    });
  });

  it('tells no difference where there is none', () => {
    const { shadow } = update(undefined, { state: { desired: { siren: true } } });

    expect(update(shadow, { state: { reported: { siren: true, strobe: true } } }).delta).toBeUndefined();
  });

  it('merges objects, replaces lists, and deletes what is null', () => {
    const first = update(undefined, { state: { desired: { a: { b: 1, c: 2 }, list: [1, 2], gone: 1 } } });
    const second = update(
      first.shadow,
      { state: { desired: { a: { c: null, d: 3 }, list: [3], gone: null } } },
      150,
    );

    expect(read(second.shadow)).toMatchObject({
      state: { desired: { a: { b: 1, d: 3 }, list: [3] } },
      metadata: {
        desired: { a: { b: { timestamp: 100 }, d: { timestamp: 150 } }, list: [{ timestamp: 150 }] },
      },
    });
    expect(JSON.stringify(read(second.shadow))).not.toContain('gone');
    expect(read(update(second.shadow, { state: { desired: null } }).shadow)).toMatchObject({
      state: {},
      version: 3,
    });
  });

  it.each([
    [409, 'a version that was overtaken', { state: {}, version: 7 }],
    [400, 'no state', { desired: {} }],
    [400, 'another section', { state: { wished: {} } }],
    [413, 'more than 8 KB', { state: { desired: { text: 'x'.repeat(8 * 1024) } } }],
    [
      400,
      'nine levels',
      { state: { desired: { a: { a: { a: { a: { a: { a: { a: { a: { a: 1 } } } } } } } } } } },
    ],
  ])('refuses with %i %s', (code, _name, request) => {
    expect(() => update(undefined, request)).toThrow(expect.objectContaining({ code }));
  });

  it('reads back whatever was put into it, and fails in no other way than its own', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ desired: fc.dictionary(fc.string(), fc.jsonValue()) }), { maxLength: 4 }),
        (states) => {
          let shadow: Parameters<typeof readShadow>[0];
          let version = 0;
          for (const state of states) {
            try {
              shadow = update(shadow, { state }).shadow;
              version += 1;
            } catch (error) {
              expect(error).toBeInstanceOf(ShadowError);
            }
          }
          if (shadow !== undefined) expect(read(shadow)).toMatchObject({ version });
        },
      ),
    );
  });
});

describe('the shadow service', () => {
  let local: LocalIot;
  let data: IoTDataPlaneClient;
  beforeEach(async () => {
    local = await startIot();
    const { endpoint, region, credentials } = local.iot.config;
    data = new IoTDataPlaneClient({ ...(endpoint && { endpoint }), region, credentials });
  });
  afterEach(async () => {
    data.destroy();
    await local.close();
  });
  const thingName = 'listener';
  const set = (request: object) =>
    data.send(new UpdateThingShadowCommand({ thingName, payload: Buffer.from(JSON.stringify(request)) }));

  it('tells a device over MQTT what was set over HTTPS, and the other way round', async () => {
    const received = await listen(local, `$aws/things/${thingName}/shadow/#`);
    const on = (path: string) =>
      received
        .filter(({ topic }) => topic === `$aws/things/${thingName}/shadow/${path}`)
        .map(({ payload }) => JSON.parse(payload.toString()));

    await set({ state: { desired: { siren: true } } });
    await vi.waitFor(() =>
      expect(on('update/delta')).toMatchObject([{ state: { siren: true }, version: 1 }]),
    );
    await local.core.publish(
      `$aws/things/${thingName}/shadow/update`,
      '{"state":{"reported":{"siren":true}}}',
    );
    await vi.waitFor(() => expect(on('update/documents')).toHaveLength(2));
    await local.core.publish(`$aws/things/${thingName}/shadow/get`, '');

    await vi.waitFor(() =>
      expect(on('get/accepted')).toMatchObject([{ state: { reported: { siren: true } }, version: 2 }]),
    );
    expect(on('update/delta')).toHaveLength(1);
    const { payload } = await data.send(new GetThingShadowCommand({ thingName }));
    expect(JSON.parse(Buffer.from(payload ?? []).toString())).toMatchObject({
      version: 2,
      state: { reported: { siren: true } },
    });
  });

  it('refuses over MQTT on the rejected topics', async () => {
    const received = await listen(local, `$aws/things/${thingName}/shadow/+/rejected`);

    await local.core.publish(`$aws/things/${thingName}/shadow/get`, '');
    await local.core.publish(`$aws/things/${thingName}/shadow/update`, 'not JSON');

    await vi.waitFor(() =>
      expect(received.map(({ payload }) => JSON.parse(payload.toString()).code)).toEqual([404, 400]),
    );
  });

  it('refuses over HTTPS by the errors of the SDK', async () => {
    await expect(data.send(new GetThingShadowCommand({ thingName }))).rejects.toThrow(
      ResourceNotFoundException,
    );
    await set({ state: { desired: { siren: true } } });
    await expect(set({ state: {}, version: 9 })).rejects.toThrow(ConflictException);
  });

  it('publishes over HTTPS to devices', async () => {
    const received = await listen(local, 'doors/#');

    await data.send(new PublishCommand({ topic: 'doors/1', qos: 1, payload: Buffer.from('open') }));

    await vi.waitFor(() => expect(received).toEqual([{ topic: 'doors/1', payload: Buffer.from('open') }]));
  });

  it('is closed to a device whose policy does not name its topics', async () => {
    const policy = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'iot:Connect', Resource: '*' }],
    };
    const client = await connect(local, await makeDevice(local, 'pole-01', policy), 'pole-01');
    const end = closed(client);

    client.publish('$aws/things/pole-02/shadow/update', '{"state":{"desired":{"siren":true}}}', { qos: 1 });

    await end;
  });
});
