import { type AddressInfo, connect, type Socket } from 'node:net';
import express, { type RequestHandler } from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { createBoundedServer } from '../../../src/http/operations/connections.ts';
import { openMetrics } from '../../../src/http/operations/metrics.ts';
import { createOwnDoor } from '../../../src/http/operations/own-door.ts';
import { startService } from '../service.ts';

const stops: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** Opens a connection, sends what is given and nothing more; resolves with all that came back when the server has closed it. */
function sendAndWait(url: string, text: string): Promise<string> {
  const socket = dial(url);
  let received = '';
  socket.setEncoding('utf8').on('data', (part: string) => {
    received += part;
  });
  socket.write(text);
  return new Promise((resolve) => socket.on('close', () => resolve(received)));
}

function dial(url: string): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => undefined);
  stops.push(() => void socket.destroy());
  return socket;
}

describe('a connection', () => {
  it('that sends its head too slowly is answered 408 and closed', async () => {
    const service = await startService({ settings: { connections: { requestTimeoutMs: 100 } } });
    stops.push(service.stop);
    expect(await sendAndWait(service.url, 'POST /v1/grades HTTP/1.1\r\nHost: localhost\r\nX-Slow: ')).toMatch(
      /^HTTP\/1\.1 408 /,
    );
  });

  it('that sends its body too slowly is closed', async () => {
    const service = await startService({ settings: { connections: { requestTimeoutMs: 100 } } });
    stops.push(service.stop);
    const head =
      'POST /v1/grades HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n';
    expect(await sendAndWait(service.url, `${head}{"question": `)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('beyond the limit is closed at once, and those within it go on', async () => {
    const service = await startService({ settings: { connections: { mostConnections: 2 } } });
    stops.push(service.stop);
    const first = dial(service.url);
    const second = dial(service.url);
    await Promise.all([first, second].map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
    expect(await sendAndWait(service.url, 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n')).toBe('');
    const answered = new Promise<string>((resolve) => first.once('data', (data) => resolve(String(data))));
    first.write('GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n');
    expect(await answered).toContain('HTTP/1.1 200 OK');
  });

  it('with a head of more than 16 kB is answered 431', async () => {
    const service = await startService();
    stops.push(service.stop);
    const head = `GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`;
    expect(await sendAndWait(service.url, head)).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('beyond the share of one address is answered 429 and closed, and there is room again when one has ended', async () => {
    const service = await startService({ settings: { connections: { mostPerAddress: 2 } } });
    stops.push(service.stop);
    const first = dial(service.url);
    const second = dial(service.url);
    await Promise.all([first, second].map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
    const ask = () => sendAndWait(service.url, 'GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
    const refused = await ask();
    expect(refused).toMatch(/^HTTP\/1\.1 429 /);
    expect(refused).toContain('2 connections of one address are the limit');
    // Their ends are seen in the order in which they come: that of the second before what is asked next.
    first.destroy();
    second.destroy();
    let answered = await ask();
    while (answered.startsWith('HTTP/1.1 429 ')) answered = await ask();
    expect(answered).toMatch(/grader_refused_total\{why="connections"\} [1-9]/);
  });

  it('of a proxy that is trusted is not counted: what each of its clients has open is', async () => {
    const connections = { mostPerAddress: 2 };
    const service = await startService({ settings: { connections, trustProxy: 1 }, work: false });
    stops.push(service.stop);
    const submitted = await service.fetch('/v1/batches', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ answers: [{ id: '1', question: 'pos-overcharge', answer: '您好，我马上核对小票。' }] }),
    });
    const { id } = (await submitted.json()) as { id: string };
    const listen = (address: string) =>
      service.fetch(`/v1/batches/${id}/events`, { headers: { 'x-forwarded-for': address } });
    const open = [await listen('203.0.113.1'), await listen('203.0.113.1')];
    expect(open.map(({ status }) => status)).toEqual([200, 200]);
    const refused = await listen('203.0.113.1');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect((await listen('203.0.113.2')).status).toBe(200);
    await open[0]?.body?.cancel();
    let again = await listen('203.0.113.1');
    while (again.status === 429) again = await listen('203.0.113.1');
    expect(again.status).toBe(200);
  });
});

describe('a response', () => {
  /** A server with a short limit for who reads, and one route. */
  async function serve(handle: RequestHandler) {
    const metrics = openMetrics('0');
    const settings = { ...readConfig({}).operations.connections, readTimeoutMs: 100 };
    const server = createBoundedServer(settings, { metrics, ownDoor: createOwnDoor() }, express().use(handle));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    stops.push(() => {
      server.close();
      server.closeAllConnections();
    });
    return { server, metrics, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  }

  it('of which nothing is taken is cut off', async () => {
    const { promise: closed, resolve: close } = Promise.withResolvers<void>();
    const { metrics, url } = await serve((_request, response) => {
      response.once('close', close);
      response.end(Buffer.alloc(64 * 1024 * 1024));
    });
    dial(url).pause().write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await closed;
    expect(await metrics.registry.metrics()).toContain('grader_refused_total{why="slow_reader"} 1');
  });

  it('that takes long to be made is waited for', async () => {
    const { promise: waited, resolve: hasWaited } = Promise.withResolvers<void>();
    const { server, url } = await serve(async (_request, response) => {
      await waited;
      response.end('made');
    });
    server.once('timeout', () => hasWaited());
    expect(await (await fetch(url)).text()).toBe('made');
  });
});
