import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BatchShape } from '../../src/http/batches/batch-shape.ts';
import { startService, type TestService } from './service.ts';

let service: TestService;
let idle: TestService;
beforeAll(async () => {
  [service, idle] = await Promise.all([startService(), startService({ work: false })]);
});
afterAll(() => Promise.all([service.stop(), idle.stop()]));

let count = 0;
const submit = async (to: TestService, answers = 2): Promise<BatchShape> => {
  const many = Array.from({ length: answers }, (_, index) => ({
    id: `${index}`,
    question: 'pos-overcharge',
    answer: `实在抱歉，换谁都着急，我马上核对第 ${count++} 张小票。`,
  }));
  const response = await to.fetch('/v1/batches', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ answers: many }),
  });
  expect(response.status).toBe(202);
  return (await response.json()) as BatchShape;
};

type Told = { event: string; id: string; batch: BatchShape };

/** Reads the events of a batch one by one; heartbeats are passed over. */
async function open(from: TestService, id: string, lastEventId?: string) {
  const abort = new AbortController();
  const response = await fetch(`${from.url}/v1/batches/${id}/events`, {
    signal: abort.signal,
    ...(lastEventId === undefined ? {} : { headers: { 'last-event-id': lastEventId } }),
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  async function next(): Promise<Told | undefined> {
    for (;;) {
      const end = text.indexOf('\n\n');
      if (end >= 0) {
        const block = text.slice(0, end);
        text = text.slice(end + 2);
        const found = /^event: (.*)\n(?:id: (.*)\n)?data: (.*)$/.exec(block);
        if (found !== null) return { event: found[1] ?? '', id: found[2] ?? '', batch: JSON.parse(found[3] ?? '') };
        continue;
      }
      const piece = await reader?.read();
      if (piece === undefined || piece.done) return undefined;
      text += piece.value;
    }
  }
  return { status: response.status, next, close: () => abort.abort() };
}

describe('the events of a batch', () => {
  it('tell where it stands at once, what changes, and its end, after which the stream ends', async () => {
    const { id } = await submit(service, 200);
    const events = await open(service, id);
    const told: Told[] = [];
    for (let event = await events.next(); event !== undefined; event = await events.next()) told.push(event);
    expect(told[0]?.event).toBe('progress');
    expect(told.at(-1)).toMatchObject({
      event: 'end',
      batch: { id, state: 'done', progress: { counts: { graded: 200 } } },
    });
    expect(new Set(told.map((event) => event.id)).size).toBe(told.length);
  });

  it('go on from the last one that a client has heard, and say nothing twice', async () => {
    const { id } = await submit(idle);
    const first = await open(idle, id);
    const heard = await first.next();
    first.close();
    const again = await open(idle, id, heard?.id);
    await idle.fetch(`/v1/batches/${id}/cancel`, { method: 'POST' });
    expect(await again.next()).toMatchObject({ event: 'progress', batch: { state: 'cancelled' } });
    const end = await again.next();
    expect(end?.event).toBe('end');
    expect(await again.next()).toBeUndefined();
    expect((await open(idle, id, end?.id)).status, 'nothing is left to be told: a browser stays away').toBe(204);
    await idle.fetch(`/v1/batches/${id}/retry`, { method: 'POST' });
    const retried = await open(idle, id, end?.id);
    expect(await retried.next()).toMatchObject({ event: 'progress', batch: { state: 'running' } });
    retried.close();
  });

  it('say that the batch was removed', async () => {
    const { id } = await submit(idle);
    const events = await open(idle, id);
    await events.next();
    expect((await idle.fetch(`/v1/batches/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect(await events.next()).toMatchObject({ event: 'problem', batch: { status: 404 } });
    expect(await events.next()).toBeUndefined();
  });

  it('end without a last word when the service stops, so that a client comes back', async () => {
    const stopping = new AbortController();
    const own = await startService({ work: false, operations: { stopping: stopping.signal } });
    const { id } = await submit(own);
    const events = await open(own, id);
    expect((await events.next())?.event).toBe('progress');
    stopping.abort();
    expect(await events.next()).toBeUndefined();
    await own.stop();
  });
});
