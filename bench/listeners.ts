/**
 * How many may listen to the events of one batch: opens connections to a service of its own, in another process, waits until each has
 * heard where the batch stands, then cancels it and waits until each has heard of the end. Memory is the service's, resident.
 *
 *   node bench/listeners.ts [--listeners 10000]
 */
import { type IncomingMessage, request } from 'node:http';
import { parseArgs } from 'node:util';
import { startService } from './service.ts';

const { values } = parseArgs({ options: { listeners: { type: 'string', default: '10000' } } });
const listeners = Number(values.listeners);
/** Connections that are opened at a time. */
const atOnce = 200;

const service = await startService({ GRADER_WORK: 'workers', GRADER_LOG_LEVEL: 'warn' });
const { url } = service;
const memoryMb = (): number => Math.round(service.memoryMb());

const answers = [{ id: '1', question: 'pos-overcharge', answer: '实在抱歉，我马上核对小票。' }];
const posted = await fetch(`${url}/v1/batches`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ answers }),
});
const { id } = (await posted.json()) as { id: string };

/** Resolves when the batch's state was heard; `ended` when the end was. */
function listen(): Promise<{ readonly ended: Promise<void> }> {
  return new Promise((resolve, reject) => {
    const outgoing = request(`${url}/v1/batches/${id}/events`, { agent: false }, (response: IncomingMessage) => {
      if (response.statusCode !== 200) reject(new Error(`answered ${response.statusCode}`));
      let text = '';
      const ended = new Promise<void>((end, broken) => {
        response.on('end', () => (text.includes('event: end') ? end() : broken(new Error('ended without a word'))));
        response.on('error', broken);
      });
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
        if (text.includes('event: progress')) resolve({ ended });
      });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

const before = memoryMb();
const began = performance.now();
const open: { readonly ended: Promise<void> }[] = [];
while (open.length < listeners)
  open.push(...(await Promise.all(Array.from({ length: Math.min(atOnce, listeners - open.length) }, listen))));
const openedMs = performance.now() - began;
const held = memoryMb();

const idleMs = 10_000;
const cpuBefore = service.cpuMs();
await new Promise((resolve) => setTimeout(resolve, idleMs));
const idleCpu = service.cpuMs() - cpuBefore;
const health = performance.now();
await fetch(`${url}/healthz`);
const healthMs = performance.now() - health;

const cancelled = performance.now();
await fetch(`${url}/v1/batches/${id}/cancel`, { method: 'POST' });
await Promise.all(open.map(({ ended }) => ended));
const toldMs = performance.now() - cancelled;

console.table({
  listeners,
  'opened in s': Math.round(openedMs / 100) / 10,
  'memory before, MB': before,
  'memory with all, MB': held,
  'kB a listener': Math.round((1024 * (held - before)) / listeners),
  'processor while idle, %': Math.round((100 * idleCpu) / idleMs),
  'another request meanwhile, ms': Math.round(healthMs),
  'all told of the end in ms': Math.round(toldMs),
});
await service.stop();
