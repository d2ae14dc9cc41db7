import { join } from 'node:path';

/** Where the LLM judge keeps things between runs, under the program's folder of data. */
export type KeptFiles = { readonly replies: string; readonly learned: string };

/** The places: judgements that were paid for, and what endpoints are known to take. */
export function keptFiles(data: string): KeptFiles {
  return { replies: join(data, 'replies.sqlite'), learned: join(data, 'endpoints.json') };
}
