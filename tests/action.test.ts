import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { fixtureFile, makeProject, rubricFile } from './checks/lint/small-project.ts';
import { plainEnvironment, root } from './cli/run.ts';

const Text = z.string().min(1);
const Step = z.union([
  z.strictObject({
    name: Text,
    id: Text.optional(),
    if: Text.optional(),
    shell: z.literal('bash'),
    env: z.record(z.string(), z.string()).optional(),
    run: Text,
  }),
  z.strictObject({
    name: Text,
    if: Text.optional(),
    uses: z.string().regex(/^[\w-]+\/[\w-]+@v\d+$/),
    with: z.record(z.string(), z.string()),
  }),
]);

/** What GitHub asks of the file, for an action that is made of steps. */
const Action = z.strictObject({
  name: Text,
  description: Text,
  author: Text,
  branding: z.strictObject({ icon: Text, color: Text }),
  inputs: z.record(z.string(), z.strictObject({ description: Text, default: z.string() })),
  outputs: z.record(z.string(), z.strictObject({ description: Text, value: Text })),
  runs: z.strictObject({ using: z.literal('composite'), steps: z.array(Step).min(1) }),
});

const action = Action.parse(parse(readFileSync(join(root, 'action.yml'), 'utf8')));
const scripts = action.runs.steps.filter((step) => 'run' in step);

describe('action.yml', () => {
  it('is what GitHub reads as an action of steps, each script with a shell', () => {
    expect(scripts.map((step) => step.shell)).toEqual(scripts.map(() => 'bash'));
  });

  it.each(scripts)('“$name” is a script that bash can read', ({ run }) => {
    expect(spawnSync('bash', ['-n', '-c', run], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  });

  it.each(scripts)('“$name” takes what others wrote from the environment, never as part of the script', ({ run }) => {
    expect(run).not.toContain('${{');
  });

  it('uses no input that it does not declare, and declares none that it does not use', () => {
    const used = JSON.stringify(action.runs).matchAll(/inputs\.([\w-]+)/g);
    expect([...new Set([...used].map((match) => match[1]))].toSorted()).toEqual(Object.keys(action.inputs).toSorted());
  });
});

type Run = {
  readonly code: number;
  readonly log: string;
  readonly outputs: Record<string, string>;
  readonly summary: string;
};

/** Runs the steps in order as a runner does, each script with files of its own for its outputs; other actions are only noted. */
async function runAction(
  folder: string,
  given: { inputs?: Record<string, string>; before?: string } = {},
): Promise<Run> {
  const inputs = {
    ...Object.fromEntries(Object.entries(action.inputs).map(([name, input]) => [name, input.default])),
    ...given.inputs,
  };
  const outputs: Record<string, string> = {};
  const values = (name: string): string => {
    if (name.startsWith('inputs.')) return inputs[name.slice('inputs.'.length)] ?? '';
    if (name.startsWith('steps.')) return outputs[name] ?? '';
    if (name === 'github.action_path') return root;
    if (name === 'github.event.before') return given.before ?? '';
    if (name === 'github.event.pull_request.base.sha') return '';
    throw new RangeError(`the test does not know ${name}`);
  };
  const fill = (text: string): string =>
    text.replace(
      /\$\{\{ (.+?) \}\}/g,
      (_, expression: string) =>
        expression
          .split(' || ')
          .map(values)
          .find((value) => value !== '') ?? '',
    );
  const holds = (condition: string): boolean =>
    condition.split(' && ').every((part) => {
      const [, name = '', sign, wanted] = /^([\w.-]+) (==|!=) '(.*)'$/.exec(part) ?? [];
      return part === 'always()' || (values(name) === wanted) === (sign === '==');
    });

  const summary = join(mkdtempSync(join(tmpdir(), 'runner-')), 'summary');
  writeFileSync(summary, '');
  let log = '';
  let code = 0;
  for (const step of action.runs.steps) {
    if (step.if !== undefined && !holds(step.if)) continue;
    if (code !== 0 && !(step.if ?? '').includes('always()')) continue;
    if ('uses' in step) {
      log += `uses ${fill(step.with.name ?? '')} ${fill(step.with.path ?? '')}\n`;
      continue;
    }
    const output = join(dirname(summary), 'output');
    writeFileSync(output, '');
    const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, text]) => [name, fill(text)]));
    const ended = await runBash(step.run, folder, { ...env, GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary });
    log += ended.log;
    code ||= ended.code;
    for (const line of readFileSync(output, 'utf8').split('\n').filter(Boolean)) {
      const [name = '', ...value] = line.split('=');
      outputs[`steps.${step.id}.outputs.${name}`] = value.join('=');
    }
  }
  return { code, log, outputs, summary: readFileSync(summary, 'utf8') };
}

function runBash(script: string, cwd: string, more: NodeJS.ProcessEnv): Promise<{ code: number; log: string }> {
  const env = { ...plainEnvironment, PATH: `${dirname(process.execPath)}:${plainEnvironment.PATH}`, ...more };
  // As GitHub calls it where `shell: bash` is said.
  const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
  return new Promise((resolve) => {
    execFile('bash', args, { cwd, env }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), log: out + err }),
    );
  });
}

/** A project under git, with one commit; gives the commit. */
function commit(folder: string): string {
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
      cwd: folder,
      encoding: 'utf8',
    }).trim();
  git('init', '--quiet');
  git('add', '-A');
  git('commit', '--quiet', '-m', 'state');
  return git('rev-parse', 'HEAD');
}

const weaker = { file: rubricFile, from: '- "(就|只|才)差(了)?(一|1)(天|日)"', to: '- 就差一天了呀' };
const misspelt = {
  file: fixtureFile,
  from: '"check":"missed","offer":"missed"},"red_flags":["blame"]',
  to: '"chek":"missed","offer":"missed"},"red_flags":["blame"]',
};

describe('the action', () => {
  it('is green over a project as init writes it, with a summary and the reports', async () => {
    const folder = makeProject();
    const { code, log, outputs, summary } = await runAction(folder);
    expect(code, log).toBe(0);
    expect(outputs).toEqual({
      'steps.changed.outputs.changed': 'true',
      'steps.lint.outputs.code': '0',
      'steps.check.outputs.code': '0',
    });
    expect(summary).toMatch(/QWK/);
    expect(log).toContain('uses answer-grader-report answer-grader-report');
    for (const name of ['summary.md', 'report.html', 'run.json', 'check.junit.xml'])
      expect(existsSync(join(folder, 'answer-grader-report', name)), name).toBe(true);
  });

  it('is red when a label names no point, and marks its line', async () => {
    const { code, log, outputs } = await runAction(makeProject([misspelt]));
    expect(code).not.toBe(0);
    expect(log).toContain(`::error file=${fixtureFile},line=3,title=lint fixture-labels::`);
    expect(outputs['steps.lint.outputs.code']).toBe('100');
  });

  it('is red when a point was weakened, keeps the reports, and says which gate failed', async () => {
    const folder = makeProject([weaker, { file: rubricFile, from: '(换我|换谁|谁|您)…6', to: '(换我)…6' }]);
    const { code, log, outputs, summary } = await runAction(folder, {
      inputs: { 'max-warnings': '9', 'check-arguments': '--summary --worst 1' },
    });
    expect({ code, check: outputs['steps.check.outputs.code'] }, log).toEqual({ code: 1, check: '100' });
    expect(log).toContain('gate failed: point expired-coupon.empathy');
    const point = readFileSync(join(folder, rubricFile), 'utf8').split('\n').indexOf('  - id: empathy') + 1;
    expect(log).toContain(
      `::error file=${rubricFile},line=${point},title=check expired-coupon.empathy::1 judged otherwise`,
    );
    expect(log).toContain('uses answer-grader-report');
    expect(summary).not.toBe('');
  });

  it('does nothing when neither rubrics nor prompts nor labelled answers changed', async () => {
    const folder = makeProject();
    const before = commit(folder);
    writeFileSync(join(folder, 'README.md'), 'other words');
    commit(folder);
    const { code, log, outputs } = await runAction(folder, { before });
    expect({ code, changed: outputs['steps.changed.outputs.changed'] }).toEqual({ code: 0, changed: 'false' });
    expect(log).toBe('No rubric, prompt or labelled answer changed: nothing to check.\n');
  });

  it.each([
    ['a labelled answer changed', 'real'],
    ['the branch is new', '0'.repeat(40)],
    ['git does not know the commit before', 'f'.repeat(40)],
  ])('runs when %s', async (_, before) => {
    const folder = makeProject();
    const first = commit(folder);
    writeFileSync(join(folder, fixtureFile), `${readFileSync(join(folder, fixtureFile), 'utf8')}\n`);
    commit(folder);
    const { code, outputs } = await runAction(folder, { before: before === 'real' ? first : before });
    expect({ code, changed: outputs['steps.changed.outputs.changed'] }).toEqual({ code: 0, changed: 'true' });
  });
});
