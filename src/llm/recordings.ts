import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { InvalidInput } from '../core/errors.ts';
import { currentExchange } from './exchange.ts';
import { formats } from './presets.ts';
import { markerPattern } from './prompt.ts';
import { structured, unstructured } from './structured-reply.ts';

/** How the request was made and from what, so that a replay can make the same, and say what changed where it cannot. */
export const Asked = z.strictObject({
  fixture: z.string(),
  model: z.string(),
  format: z.enum(formats),
  dropped: z.array(z.string()),
  prompt: z.string(),
  rubric: z.string(),
  answer: z.string(),
});
export type Asked = z.infer<typeof Asked>;

/** One captured exchange. `origin` is the model that replied, or `synthetic`: then it proves mechanisms and no quality. */
export const Recording = z.strictObject({
  origin: z.string().min(1),
  recorded: z.iso.date(),
  asked: Asked.optional(),
  status: z.int(),
  body: z.unknown(),
});
export type Recording = z.infer<typeof Recording>;

/** `origin` of a recording that no model made. */
export const synthetic = 'synthetic';

/** The hash of a request body. The marker around the answer is made anew for each request, so it is left out. */
export function requestKey(body: string): string {
  return createHash('sha256').update(body.replace(markerPattern, '<marker>')).digest('hex').slice(0, 32);
}

/** All recordings of a folder by their key; none where there is no folder. @throws {InvalidInput} naming a file that is none */
export function readRecordings(folder: string): Map<string, Recording> {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return new Map(files.map((file) => [file.slice(0, -'.json'.length), readRecording(join(folder, file))]));
}

function readRecording(file: string): Recording {
  try {
    const recording = Recording.parse(JSON.parse(readFileSync(file, 'utf8')));
    return { ...recording, body: unstructured(recording.body) };
  } catch {
    throw new InvalidInput(file, [{ field: '', message: 'is not a recording' }]);
  }
}

/** Writes a recording. A reply that is JSON is written as JSON and not as a string of it, so that its diff can be read. */
export function writeRecording(folder: string, key: string, recording: Recording): void {
  mkdirSync(folder, { recursive: true });
  const text = JSON.stringify({ ...recording, body: structured(recording.body) }, null, 2);
  writeFileSync(join(folder, `${key}.json`), `${text}\n`);
}

/** Takes away those of the recordings that were made from a fixture by a model and are not among `kept`. */
export function pruneRecordings(
  folder: string,
  recordings: ReadonlyMap<string, Recording>,
  of: { readonly fixture: string; readonly model: string; readonly kept: ReadonlySet<string> },
): void {
  for (const [key, { asked }] of recordings) {
    const stale = asked?.fixture === of.fixture && asked.model === of.model && !of.kept.has(key);
    if (stale) rmSync(join(folder, `${key}.json`), { force: true });
  }
}

/** A `fetch` that answers from recordings and never reaches the network. A request without one is an error. */
export function replayFetch(recordings: ReadonlyMap<string, Recording>): typeof fetch {
  return async (_, init) => {
    const key = keyOf(init);
    const recording = recordings.get(key);
    const exchange = currentExchange.getStore();
    if (recording === undefined) {
      if (exchange !== undefined) exchange.missing = true;
      throw new Error(`no recording ${key}`);
    }
    exchange?.origins.add(recording.origin);
    return Response.json(recording.body, { status: recording.status });
  };
}

/** A `fetch` that keeps what comes back, over what was kept before. Only good replies are kept. */
export function recordingFetch(
  folder: string,
  record: { readonly through: typeof fetch; readonly origin: string; readonly today: string },
): typeof fetch {
  return async (input, init) => {
    const response = await record.through(input, init);
    if (!response.ok) return response;
    const key = keyOf(init);
    const exchange = currentExchange.getStore();
    exchange?.keys.add(key);
    writeRecording(folder, key, {
      origin: record.origin,
      recorded: record.today,
      ...(exchange === undefined ? {} : { asked: { ...exchange.madeFrom, ...parametersOf(init) } }),
      status: response.status,
      body: await response.clone().json(),
    });
    return response;
  };
}

/** What of its parameters a request was made with. */
export function parametersOf(init: RequestInit | undefined): Pick<Asked, 'model' | 'format' | 'dropped'> {
  const body = JSON.parse(bodyOf(init)) as { model: string; response_format?: { type: 'json_schema' | 'json_object' } };
  return {
    model: body.model,
    format: body.response_format?.type ?? 'text',
    dropped: ['temperature', 'seed'].filter((name) => !Object.hasOwn(body, name)),
  };
}

function keyOf(init: RequestInit | undefined): string {
  return requestKey(bodyOf(init));
}

function bodyOf(init: RequestInit | undefined): string {
  return typeof init?.body === 'string' ? init.body : '';
}
