import type { Command } from 'commander';
import type { SharedReplies } from '../core/model-calls.ts';
import type { Wiring } from './program.ts';

type Size = { readonly replies: number; readonly bytes: number };

/** The command `cache`: what the LLM judge keeps between runs, and how to be rid of it. */
export function addCacheCommand(program: Command, wiring: Wiring): void {
  const cache = program
    .command('cache')
    .description('the replies of models that are kept, so that none is paid for twice');
  cache
    .command('show', { isDefault: true })
    .description('where they are, how many, how large; with DATABASE_URL also those of the fleet')
    .option('--json', 'print it as JSON')
    .action(async (options: { json?: boolean }) => {
      const { files, sizeOfReplyCache, inFleet } = await parts(wiring);
      const file = { file: files.replies, ...sizeOfReplyCache(files.replies) };
      const shared = await inFleet((replies) => replies.size());
      if (options.json === true) {
        process.stdout.write(`${JSON.stringify({ ...file, shared: shared ?? null }, null, 2)}\n`);
        return;
      }
      const line = ({ replies, bytes }: Size): string => `${replies} replies, ${(bytes / 1e6).toFixed(1)} MB`;
      process.stdout.write(`${line(file)}: ${files.replies}\n`);
      if (shared !== undefined) process.stdout.write(`${line(shared)}: in the database, for the whole fleet\n`);
    });
  cache
    .command('clear')
    .description('forget them, with DATABASE_URL also those of the fleet, and what was learned of endpoints')
    .action(async () => {
      const { files, sizeOfReplyCache, clearReplyCache, forgetLearned, inFleet } = await parts(wiring);
      const shared = await inFleet((replies) => replies.forgetAll());
      const { replies } = sizeOfReplyCache(files.replies);
      clearReplyCache(files.replies);
      forgetLearned(files.learned);
      const ofFleet = shared === undefined ? '' : `, ${shared} more of the whole fleet in the database`;
      process.stdout.write(`${replies} replies forgotten${ofFleet}, and what was learned of endpoints\n`);
    });
}

async function parts(wiring: Wiring) {
  const { keptFiles } = await import('../llm/kept.ts');
  const { clearReplyCache, sizeOfReplyCache } = await import('../llm/cache.ts');
  const { forgetLearned } = await import('../llm/learned.ts');
  const config = await wiring.config();

  /** Does something with the replies that a fleet shares; undefined where there is no database for one. */
  async function inFleet<T>(run: (replies: SharedReplies) => Promise<T>): Promise<T | undefined> {
    if (config.databaseUrl === undefined) return undefined;
    await using store = await wiring.store(config);
    return store.fleet === undefined ? undefined : await run(store.fleet.replies);
  }

  return { files: keptFiles(config.data), clearReplyCache, sizeOfReplyCache, forgetLearned, inFleet };
}
