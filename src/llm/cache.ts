import { createHash, randomUUID } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Judgement, noUsage } from '../core/judge.ts';

/** Judgements kept on disk, so that the same question is never paid for twice. */
export type ReplyCache = {
  /** What was judged before; it cost nothing this time. */
  readonly find: (key: string) => Judgement | undefined;
  readonly keep: (key: string, judgement: Judgement) => void;
};

/** Part of every key: raised when a kept judgement would no longer be read the same way. */
const layout = 1;

/** The key of a judgement: everything that it depends on, hashed. */
export function cacheKey(parts: Readonly<Record<string, unknown>>): string {
  return createHash('sha256')
    .update(JSON.stringify({ layout, ...parts }))
    .digest('hex');
}

/** A cache in a folder, one file a judgement, made when first needed. A damaged file counts as absent. */
export function openReplyCache(folder: string): ReplyCache {
  const fileOf = (key: string): string => join(folder, key.slice(0, 2), `${key}.json`);
  return {
    find(key) {
      if (!existsSync(fileOf(key))) return undefined;
      try {
        return { ...(JSON.parse(readFileSync(fileOf(key), 'utf8')) as Judgement), usage: noUsage };
      } catch {
        return undefined;
      }
    },
    keep(key, judgement) {
      const file = fileOf(key);
      // They hold words of candidates: nobody else on the machine may read them.
      mkdirSync(join(folder, key.slice(0, 2)), { recursive: true, mode: 0o700 });
      // Written beside and renamed: another process never reads half a file.
      const draft = `${file}.${randomUUID()}`;
      writeFileSync(draft, JSON.stringify(judgement));
      renameSync(draft, file);
    },
  };
}

/** How many judgements are kept, and how large they are together. */
export function sizeOfReplyCache(folder: string): { readonly replies: number; readonly bytes: number } {
  const files = globSync('*/*.json', { cwd: folder });
  return { replies: files.length, bytes: files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0) };
}

/** Forgets everything. */
export function clearReplyCache(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
