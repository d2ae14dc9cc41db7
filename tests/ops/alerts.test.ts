import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from '../cli/run.ts';

const run = promisify(execFile);
const folder = join(root, 'ops');

/** Runs `promtool`, which comes with Prometheus; undefined where it is not installed. */
async function promtool(...args: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await run('promtool', args, { cwd: folder });
    return stdout + stderr;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

const absent = (await promtool('--version')) === undefined;
const reason = absent ? ' (skipped: promtool is not installed; on Debian it comes with the package prometheus)' : '';

const Alerts = z.object({ groups: z.array(z.object({ rules: z.array(z.object({ alert: z.string() })) })) });
const Cases = z.object({
  tests: z.array(
    z.object({
      name: z.string(),
      promql_expr_test: z.array(z.object({ exp_samples: z.array(z.object({ labels: z.string() })) })),
    }),
  ),
});

describe('ops/alerts.yml', () => {
  it.skipIf(absent)(`is taken by Prometheus as it stands${reason}`, async () => {
    expect(await promtool('check', 'rules', 'alerts.yml')).toContain('SUCCESS');
  });

  it.skipIf(absent)(`fires when it should and not otherwise${reason}`, async () => {
    expect(await promtool('test', 'rules', 'alerts.test.yml')).toContain('SUCCESS');
  });

  it('has, for every alert, a case in which it fires', () => {
    const { groups } = Alerts.parse(parse(readFileSync(join(folder, 'alerts.yml'), 'utf8')));
    const { tests } = Cases.parse(parse(readFileSync(join(folder, 'alerts.test.yml'), 'utf8')));
    const firing = tests.flatMap((each) => each.promql_expr_test.flatMap(({ exp_samples }) => exp_samples));
    for (const { alert } of groups.flatMap(({ rules }) => rules))
      expect(
        firing.some(({ labels }) => labels.includes(`alertname="${alert}"`)),
        alert,
      ).toBe(true);
  });
});
