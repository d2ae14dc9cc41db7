import type { Command } from 'commander';
import type { Wiring } from './program.ts';

/** The command `cache`: what the LLM judge keeps between runs, and how to be rid of it. */
export function addCacheCommand(program: Command, wiring: Wiring): void {
  const cache = program
    .command('cache')
    .description('the replies of models that are kept, so that none is paid for twice');
  cache
    .command('show', { isDefault: true })
    .description('where they are, how many, how large')
    .option('--json', 'print it as JSON')
    .action(async (options: { json?: boolean }) => {
      const { files, sizeOfReplyCache } = await parts(wiring);
      const { replies, bytes } = sizeOfReplyCache(files.replies);
      const shown = { file: files.replies, replies, bytes };
      process.stdout.write(
        options.json === true
          ? `${JSON.stringify(shown, null, 2)}\n`
          : `${replies} replies, ${(bytes / 1e6).toFixed(1)} MB: ${files.replies}\n`,
      );
    });
  cache
    .command('clear')
    .description('forget them, and what was learned of endpoints')
    .action(async () => {
      const { files, sizeOfReplyCache, clearReplyCache, forgetLearned } = await parts(wiring);
      const { replies } = sizeOfReplyCache(files.replies);
      clearReplyCache(files.replies);
      forgetLearned(files.learned);
      process.stdout.write(`${replies} replies forgotten, and what was learned of endpoints\n`);
    });
}

async function parts(wiring: Wiring) {
  const { keptFiles } = await import('../llm/kept.ts');
  const { clearReplyCache, sizeOfReplyCache } = await import('../llm/cache.ts');
  const { forgetLearned } = await import('../llm/learned.ts');
  return { files: keptFiles((await wiring.config()).data), clearReplyCache, sizeOfReplyCache, forgetLearned };
}
