import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startCost } from '../../benchmarks/presses/zone-cost.ts';

const authorization =
  'AWS4-HMAC-SHA256 Credential=key/20261123/ap-southeast-1/dynamodb/aws4_request, Signature=1';

async function openServer() {
  const server = createServer((_, response) => response.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}

describe('the cost of a zone', () => {
  it('counts requests by service and action, at its own address alone', async () => {
    await using door = await openServer();
    await using other = await openServer();
    const headers = { authorization, 'x-amz-target': 'DynamoDB_20120810.PutItem', connection: 'close' };
    const cost = startCost([], door.url);

    for (const url of [door.url, door.url, other.url]) await fetch(url, { method: 'POST', headers });

    expect(cost.stop().calls).toEqual({ 'dynamodb PutItem': 2 });
  });

  it('counts the processor time of this process as the zone', () => {
    const cost = startCost([], 'http://127.0.0.1:1');
    for (let i = 0, text = ''; i < 1e5; i++) text = `${text}${i}`;

    expect(cost.stop().processorMilliseconds.zone).toBeGreaterThan(0);
  });
});
