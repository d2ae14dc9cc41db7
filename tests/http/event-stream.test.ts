import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Response as Answer } from 'express';
import { afterEach, describe, expect, it } from 'vitest';
import { createEventStream } from '../../src/http/event-stream.ts';

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
});
