import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { httpFetch } from '../../src/llm/http-fetch.ts';

let close = (): void => undefined;
afterEach(() => close());

async function listen(serve: RequestListener): Promise<string> {
  const server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  close = () => {
    server.close();
    server.closeAllConnections();
  };
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

describe('the fetch under the SDK', () => {
  it('carries method, headers and a text body there, and status, headers and body back', async () => {
    const url = await listen(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const { 'x-one': one, 'content-length': length } = request.headers;
      response.writeHead(207, { 'x-back': 'yes' }).end(JSON.stringify({ method: request.method, body, one, length }));
    });
    const response = await httpFetch(url, { method: 'POST', body: '核实', headers: { 'x-one': '1' } });
    expect([response.status, response.headers.get('x-back')]).toEqual([207, 'yes']);
    expect(await response.json()).toEqual({ method: 'POST', body: '核实', one: '1', length: '6' });
  });

  it('fails when the body breaks off, instead of handing over half of it', async () => {
    const url = await listen((_request, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('{"half": ', () => response.destroy());
    });
    await expect(httpFetch(url)).rejects.toThrow();
  });

  it('fails where nobody listens', async () => {
    const url = await listen(() => undefined);
    close();
    await expect(httpFetch(url)).rejects.toThrow();
  });

  it('stops when it is aborted', async () => {
    const abort = new AbortController();
    const url = await listen(() => abort.abort());
    await expect(httpFetch(url, { signal: abort.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});
