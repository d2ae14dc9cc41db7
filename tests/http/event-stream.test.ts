import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import express, { type Response as Answer } from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { createEventStream, eventText } from '../../src/http/event-stream.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function serve(handle: (response: Answer) => void): Promise<string> {
  const app = express();
  app.get('/', (_request, response) => handle(response));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe('a stream of events', () => {
  it('is as browsers read it, also with line breaks in the data', async () => {
    const url = await serve((response) => {
      const events = createEventStream(response);
      events.send('point', { reason: '一\n二\r\n\u2028三' }, '7');
      events.send('end', null);
      events.end();
      events.send('late', null);
    });
    const response = await fetch(url);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(await response.text()).toBe(
      'event: point\nid: 7\ndata: {"reason":"一\\n二\\r\\n\u2028三"}\n\nevent: end\ndata: null\n\n',
    );
  });

  it('begins at once for who waits, and says that it is still there while nothing happens', async () => {
    const url = await serve((response) => createEventStream(response, 5).begin());
    const abort = new AbortController();
    const response = await fetch(url, { signal: abort.signal });
    const reader = response.body?.getReader();
    for (let beat = 0; beat < 2; beat++)
      expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toMatch(/^(: still here\n\n)+$/);
    abort.abort();
  });

  it('writes nothing to a client that is gone', async () => {
    const abort = new AbortController();
    const gone = new Promise<Answer>((resolve) => {
      void serve((response) => {
        const events = createEventStream(response, 1);
        events.begin();
        response.once('close', () => {
          events.send('late', null);
          events.end();
          resolve(response);
        });
      }).then((url) => fetch(url, { signal: abort.signal }).then(() => abort.abort()));
    });
    expect((await gone).destroyed).toBe(true);
  });

  it('holds one event for a client that takes nothing, and sends the newest when it does', async () => {
    const { promise: opened, resolve: open } = Promise.withResolvers<Answer>();
    const url = await serve(open);
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    closing.push(() => socket.destroy());
    socket.pause().write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    const response = await opened;
    const events = createEventStream(response);
    const size = 8 * 1024 * 1024;
    // More than the system takes for a client that does not read.
    for (const number of [1, 2, 3, 4, 5]) events.sendShared(eventText(`number-${number}`, 'x'.repeat(size)));
    expect(response.writableLength).toBeLessThan(2 * size);

    let heard = '';
    const last = new Promise<void>((resolve) => {
      socket.setEncoding('utf8').on('data', (text: string) => {
        heard += text.replaceAll(/x+/g, '');
        if (heard.includes('event: number-5')) resolve();
      });
    });
    socket.resume();
    await last;
    expect(heard.match(/event: [\w-]+/g)).toEqual(['event: number-1', 'event: number-5']);
  });
});
