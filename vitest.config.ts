import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const settings: NonNullable<TestProjectInlineConfiguration['test']> = {
  // Long enough that only what hangs is ended: a machine that is busy is slow, and nothing is wrong with what it runs.
  testTimeout: 300_000,
  hookTimeout: 300_000,
  expect: { poll: { timeout: 240_000, interval: 20 } },
};

/** Tests that leave nothing behind in their process: what they load is loaded once for all of them, not once a file. */
const together = 'tests/{checks,core,grading,heuristics,http,llm,look,store,text,transcripts}/**/*.test.ts';

export default defineConfig({
  test: {
    globalSetup: 'tests/temporary-folder.ts',
    // Tests wait for processes, databases and a browser as much as they reckon.
    maxWorkers: '100%',
    projects: [
      { test: { ...settings, name: 'together', include: [together], isolate: false } },
      { test: { ...settings, name: 'apart', include: ['tests/**/*.test.ts'], exclude: [together] } },
    ],
  },
});
