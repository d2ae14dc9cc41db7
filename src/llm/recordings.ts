import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { markerPattern } from './prompt.ts';

/** One captured exchange. `origin` is the model that replied, or `synthetic`: then it proves mechanisms and no quality. */
export const Recording = z.strictObject({
  origin: z.string().min(1),
  recorded: z.iso.date(),
  status: z.int(),
  body: z.unknown(),
});
export type Recording = z.infer<typeof Recording>;

/** The hash of a request body. The marker around the answer is made anew for each request, so it is left out. */
export function requestKey(body: string): string {
  return createHash('sha256').update(body.replace(markerPattern, '<marker>')).digest('hex').slice(0, 32);
}

/**
 * A `fetch` that answers from recordings. A request that was never recorded goes to `record.through` and is kept, or is an
 * error where there is nothing to go through: a replay never reaches the network.
 */
export function recordedFetch(
  folder: string,
  record?: { readonly through: typeof fetch; readonly origin: string; readonly today: string },
): typeof fetch {
  return async (input, init) => {
    const key = requestKey(typeof init?.body === 'string' ? init.body : '');
    const file = join(folder, `${key}.json`);
    if (existsSync(file)) {
      const { status, body } = Recording.parse(JSON.parse(readFileSync(file, 'utf8')));
      return Response.json(body, { status });
    }
    if (record === undefined) throw new Error(`no recording ${key} in ${folder}`);
    const response = await record.through(input, init);
    if (response.ok) {
      const recording: Recording = {
        origin: record.origin,
        recorded: record.today,
        status: response.status,
        body: await response.clone().json(),
      };
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, `${JSON.stringify(recording, null, 2)}\n`);
    }
    return response;
  };
}
