import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { Readable } from 'node:stream';

/**
 * A `fetch` for the SDK over Node's kept-alive connections, for requests with a text body and replies that are read whole
 * unless they are a stream of events.
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
    request.on('response', (response) => read(response).then(resolve, reject));
    request.end(body);
  });

async function read(message: IncomingMessage): Promise<Response> {
  const status = message.statusCode ?? 0;
  const headers = new Headers();
  for (const [name, values] of Object.entries(message.headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  if (/^text\/event-stream\b/i.test(headers.get('content-type') ?? ''))
    return new Response(Readable.toWeb(message) as ReadableStream, { status, headers });
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return new Response(status === 204 || status === 304 ? null : Buffer.concat(chunks), { status, headers });
}
