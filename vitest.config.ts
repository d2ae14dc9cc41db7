import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/temporary-folder.ts',
    // Tests wait for processes, databases and a browser as much as they reckon.
    maxWorkers: '100%',
    // Long enough that only what hangs is ended: a machine that is busy is slow, and nothing is wrong with what it runs.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 240_000, interval: 20 } },
  },
});
