import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { Capabilities } from './capabilities.ts';
import { formats } from './presets.ts';

/** An endpoint and a model on it, and what was learned of them. */
export const Learned = z.object({
  endpoint: z.string(),
  model: z.string(),
  format: z.enum(formats),
  dropped: z.array(z.string()).readonly(),
});
export type Learned = z.infer<typeof Learned>;

const LearnedFile = z.object({ learned: z.array(Learned) });

/** What was learned of endpoints, kept between runs so that a refusal is met once and not once a run. */
export type LearnedStore = {
  readonly all: () => readonly Learned[];
  readonly find: (endpoint: string, model: string) => Capabilities | undefined;
  readonly keep: (learned: Learned) => void;
};

/** A store in one JSON file, made when something is first learned. A damaged file counts as absent: it is learned anew. */
export function openLearned(file: string): LearnedStore {
  const all = (): Learned[] => {
    if (!existsSync(file)) return [];
    try {
      return LearnedFile.parse(JSON.parse(readFileSync(file, 'utf8'))).learned;
    } catch {
      return [];
    }
  };
  return {
    all,
    find: (endpoint, model) => {
      const known = all().find((entry) => entry.endpoint === endpoint && entry.model === model);
      return known === undefined ? undefined : { format: known.format, dropped: known.dropped };
    },
    keep(learned) {
      // Read again: another process may have learned of another endpoint meanwhile.
      const others = all().filter((entry) => entry.endpoint !== learned.endpoint || entry.model !== learned.model);
      mkdirSync(dirname(file), { recursive: true });
      const draft = `${file}.${randomUUID()}`;
      writeFileSync(draft, `${JSON.stringify({ learned: [...others, learned] }, null, 2)}\n`);
      renameSync(draft, file);
    },
  };
}

/** Forgets what was learned of every endpoint. */
export function forgetLearned(file: string): void {
  rmSync(file, { force: true });
}
