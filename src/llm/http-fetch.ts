import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';

/**
 * A `fetch` for the SDK over Node's kept-alive connections, for requests with a text body and replies that are read whole.
 * The built-in one carries every body through web streams, which is most of the memory and half of the processor time that
 * a call takes. A body that breaks off is an error, as it is there; redirects are not followed.
 */
export const httpFetch: typeof fetch = (input, init) =>
  new Promise((resolve, reject) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const { request: send } = url.protocol === 'https:' ? https : http;
    const body = typeof init?.body === 'string' ? Buffer.from(init.body) : undefined;
    const headers = Object.fromEntries(new Headers(init?.headers));
    const request = send(url, {
      method: init?.method ?? 'GET',
      headers: body === undefined ? headers : { ...headers, 'content-length': body.length },
      ...(init?.signal ? { signal: init.signal } : {}),
    });
    request.on('error', reject);
    request.on('response', (response) => readWhole(response).then(resolve, reject));
    request.end(body);
  });

async function readWhole(message: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  const status = message.statusCode ?? 0;
  const headers = new Headers();
  for (const [name, values] of Object.entries(message.headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  return new Response(status === 204 || status === 304 ? null : Buffer.concat(chunks), { status, headers });
}
