import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
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
    const service = await startService({ settings: { connections: { requestTimeoutMs: 100, mostConnections: 10 } } });
    stops.push(service.stop);
    expect(await sendAndWait(service.url, 'POST /v1/grades HTTP/1.1\r\nHost: localhost\r\nX-Slow: ')).toMatch(
      /^HTTP\/1\.1 408 /,
    );
  });

  it('that sends its body too slowly is closed', async () => {
    const service = await startService({ settings: { connections: { requestTimeoutMs: 100, mostConnections: 10 } } });
    stops.push(service.stop);
    const head =
      'POST /v1/grades HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n';
    expect(await sendAndWait(service.url, `${head}{"question": `)).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('beyond the limit is closed at once, and those within it go on', async () => {
    const service = await startService({ settings: { connections: { requestTimeoutMs: 60_000, mostConnections: 2 } } });
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
});
