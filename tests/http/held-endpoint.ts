import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stubReply } from '../../bench/stub-reply.ts';

/** A model's endpoint that answers nothing before it is told to. */
export type HeldEndpoint = {
  readonly baseUrl: string;
  /** What was sent to it, call by call, headers included. */
  readonly received: readonly string[];
  /** Resolves when so many calls have arrived. */
  readonly asked: (calls: number) => Promise<void>;
  /** Answers what waits and everything that comes after. */
  readonly release: () => void;
  readonly close: () => void;
};

/** Starts it on a free port. */
export async function startHeldEndpoint(): Promise<HeldEndpoint> {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const waiting: { calls: number; resolve: () => void }[] = [];
  const received: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push(`${JSON.stringify(request.headers)}\n${Buffer.concat(chunks).toString('utf8')}`);
    for (const { resolve } of waiting.filter((waiter) => waiter.calls <= received.length)) resolve();
    await released;
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { messages: { content: string }[] };
    const content = JSON.stringify(stubReply(body.messages[0]?.content ?? '', false));
    const choices = [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content } }];
    const usage = { prompt_tokens: 1000, completion_tokens: 200, total_tokens: 1200 };
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ id: 'held', object: 'chat.completion', created: 0, model: 'held', choices, usage }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    received,
    asked: (wanted) =>
      new Promise((resolve) => {
        if (received.length >= wanted) resolve();
        else waiting.push({ calls: wanted, resolve });
      }),
    release,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
