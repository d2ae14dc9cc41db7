import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { plainEnvironment, root } from './run.ts';
import { runWarm } from './warm.ts';

const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'init-'));

describe('init', () => {
  it('writes a project that lint and check pass at once', async () => {
    const folder = join(emptyFolder(), 'rubrics of mine');
    const made = await runWarm(['init', folder]);
    expect(made).toMatchObject({ code: 0, err: '' });
    const [lint, check] = await Promise.all([
      runWarm(['lint', '--max-warnings', '0'], { cwd: folder }),
      runWarm(['check', '--attacks'], { cwd: folder }),
    ]);
    expect(lint).toMatchObject({ code: 0, out: '6 files, 0 errors, 0 warnings\n' });
    expect(check.code, check.out + check.err).toBe(0);
    expect(check.out).toMatch(/^5 answers/);
    expect(check.out).toContain('attacks by family');
  });

  it('shows what labelled sentences do: an answer in words that no indicator knows earns marks', async () => {
    const folder = emptyFolder();
    await runWarm(['init', folder]);
    const answer = '旧的恢复不了，我从这笔订单里减掉三十块。';
    const grade = async (): Promise<number> => {
      const args = ['grade', 'expired-coupon', answer, '--engine', 'heuristic', '--json'];
      const { out } = await runWarm(args, { cwd: folder });
      return (JSON.parse(out) as { percent: number }).percent;
    };
    const taught = await grade();
    rmSync(join(folder, 'rubrics/my-questions/expired-coupon.examples.jsonl'));
    expect(await grade()).toBe(0);
    expect(taught).toBeGreaterThan(0);
  });

  it('writes into the working folder when none is named', async () => {
    const folder = emptyFolder();
    expect(await runWarm(['init'], { cwd: folder })).toMatchObject({ code: 0 });
    expect(readdirSync(folder).toSorted()).toEqual([
      '.github',
      'README.md',
      'fixtures',
      'grader.config.yaml',
      'rubrics',
    ]);
  });

  it('overwrites nothing, and writes nothing where it would have to', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'README.md'), 'mine');
    const { code, err } = await runWarm(['init', folder]);
    expect({ code, err }).toEqual({ code: 1, err: `${folder}: README.md: is there already; nothing was written\n` });
    expect(readdirSync(folder)).toEqual(['README.md']);
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe('mine');
  });

  it('puts the named action into the workflow, and refuses what is none', async () => {
    const folder = emptyFolder();
    await runWarm(['init', folder, '--action', 'some-team/answer-grader@v1']);
    const workflow = parse(readFileSync(join(folder, '.github/workflows/rubrics.yml'), 'utf8')) as {
      jobs: { check: { steps: { uses: string }[] } };
    };
    expect(workflow.jobs.check.steps.map((step) => step.uses)).toContain('some-team/answer-grader@v1');
    const refused = await runWarm(['init', emptyFolder(), '--action', 'answer-grader']);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('owner/repository@ref') });
  });

  it('says in one line when the folder cannot be written', async () => {
    const file = join(emptyFolder(), 'file');
    writeFileSync(file, '');
    const { code, err } = await runWarm(['init', join(file, 'project')]);
    expect(code).toBe(1);
    expect(err).toMatch(/^[^\n]+cannot be written \(ENOTDIR\)\n$/);
  });

  it('finds its template in the packed program too', async () => {
    const { stdout } = await promisify(execFile)('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: root,
      env: plainEnvironment,
      maxBuffer: 1e8,
    });
    const listed = JSON.stringify(JSON.parse(stdout));
    for (const file of ['.github/workflows/rubrics.yml', 'grader.config.yaml', 'README.md'])
      expect(listed).toContain(`templates/project/${file}`);
  });
});
