import type { ServerResponse } from 'node:http';

/** How a stream goes wrong, or differs from the way that OpenAI has it. */
export type StreamFault = 'stream-cut' | 'stream-ends-early' | 'stream-error' | 'no-done';

export type StreamWay = {
  /** UTF-16 units of the reply in one event, so that characters and escapes are cut in two. */
  readonly pieceLength: number;
  /** Bytes of the event stream in one write, so that events and characters are cut in two; 0: one write an event. */
  readonly writeLength: number;
  /** Between two events. */
  readonly pauseMs: number;
  readonly fault: StreamFault | undefined;
  readonly finish: string;
  /** Whether the request asked for it (`stream_options.include_usage`). */
  readonly usage: object | undefined;
};

/** Sends a reply as a stream of chat completion chunks. */
export async function sendStream(response: ServerResponse, content: string, way: StreamWay): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  const events = eventsOf(content, way);
  const broken = way.fault === 'stream-cut' || way.fault === 'stream-ends-early' || way.fault === 'stream-error';
  const sent = broken ? events.slice(0, Math.ceil(events.length / 2)) : events;
  for (const event of sent) {
    if (!(await write(response, `data: ${JSON.stringify(event)}\n\n`, way))) return;
    if (way.pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, way.pauseMs));
  }
  if (way.fault === 'stream-cut') return void response.destroy();
  if (way.fault === 'stream-error')
    await write(response, `data: ${JSON.stringify({ error: { message: 'overloaded', code: 503 } })}\n\n`, way);
  if (!broken && way.fault !== 'no-done') await write(response, 'data: [DONE]\n\n', way);
  response.end();
}

function eventsOf(content: string, { pieceLength, finish, usage }: StreamWay): object[] {
  const shared = { id: 'stub', object: 'chat.completion.chunk', created: 0, model: 'stub' };
  const pieces: string[] = [];
  for (let from = 0; from < content.length; from += pieceLength) pieces.push(content.slice(from, from + pieceLength));
  return [
    { ...shared, choices: [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }] },
    ...pieces.map((piece) => ({ ...shared, choices: [{ index: 0, delta: { content: piece }, finish_reason: null }] })),
    { ...shared, choices: [{ index: 0, delta: {}, finish_reason: finish }] },
    ...(usage === undefined ? [] : [{ ...shared, choices: [], usage }]),
  ];
}

/** @returns whether there is still somebody who reads */
async function write(response: ServerResponse, text: string, { writeLength }: StreamWay): Promise<boolean> {
  const bytes = Buffer.from(text);
  const length = writeLength === 0 ? bytes.length : writeLength;
  for (let from = 0; from < bytes.length; from += length) {
    if (response.destroyed) return false;
    await new Promise((resolve) => response.write(bytes.subarray(from, from + length), resolve));
  }
  return !response.destroyed;
}
