import { describe, expect, it } from 'vitest';
import { allRules } from '../../../src/checks/lint/lint.ts';
import { fixtureFile, makeProject, rubricFile } from '../../checks/lint/small-project.ts';
import { root } from '../run.ts';
import { runWarm } from '../warm.ts';

const weak = { file: rubricFile, from: '        - "@apology"\n', to: '        - "@apology"\n        - 深表遗憾之至\n' };
const wrong = {
  file: fixtureFile,
  from: '"check":"missed","offer":"missed"},"red_flags":["blame"]',
  to: '"chek":"missed","offer":"missed"},"red_flags":["blame"]',
};
const inFolder = (folder: string, ...args: string[]) => runWarm(['lint', ...args], { cwd: folder });

describe('lint', () => {
  it('finds no error in this repository', async () => {
    const { code, out } = await runWarm(['lint', '--json']);
    const { errors, files } = JSON.parse(out) as { errors: number; files: number };
    expect({ code, errors }).toEqual({ code: 0, errors: 0 });
    expect(files).toBeGreaterThan(70);
  });

  it('names file, line, severity and rule, and says what to do', async () => {
    const { code, out } = await inFolder(makeProject([wrong]));
    expect(code).toBe(100);
    expect(out).toContain(
      `${fixtureFile}\n     3  error    fixture-labels  expired-coupon/a03 labels a point that does not exist: chek`,
    );
    expect(out).toMatch(/fixture-labels \(2\): .+\n {2}→ use the ids of the rubric/);
    expect(out).toMatch(/2 errors, 0 warnings\n$/);
  });

  it('passes with warnings, unless there are more than --max-warnings', async () => {
    const folder = makeProject([weak]);
    const [free, one, none] = await Promise.all([
      inFolder(folder),
      inFolder(folder, '--max-warnings', '1'),
      inFolder(folder, '--max-warnings', '0'),
    ]);
    expect([free.code, one.code, none.code]).toEqual([0, 0, 100]);
  });

  it('writes annotations for GitHub, errors first, with nothing in them that would end one', async () => {
    const { out } = await inFolder(makeProject([weak, wrong]), '--format', 'github');
    const [first, second, third, last] = out.split('\n');
    expect(first).toMatch(
      /^::error file=fixtures\/answers\/my-questions\/expired-coupon\.jsonl,line=3,title=lint fixture-labels::/,
    );
    expect(second).toMatch(/^::error /);
    expect(third).toMatch(
      /^::warning file=rubrics\/my-questions\/expired-coupon\.yaml,line=\d+,title=lint indicator-never-fires::/,
    );
    expect(last).toMatch(/2 errors, 1 warnings/);
  });

  it('shows only what was asked for, and refuses a path at which nothing lies', async () => {
    const folder = makeProject([weak, wrong]);
    const [rubrics, nothing] = await Promise.all([inFolder(folder, 'rubrics', '--json'), inFolder(folder, 'docs')]);
    const { findings } = JSON.parse(rubrics.out) as { findings: { rule: string }[] };
    expect(findings.map((finding) => finding.rule)).toEqual(['indicator-never-fires']);
    expect(nothing).toMatchObject({ code: 1, err: expect.stringContaining('lies at docs') });
  });

  it('takes the settings of another folder, whose paths lie beside it', async () => {
    const folder = makeProject([wrong]);
    const { code, out } = await runWarm(['lint', '-c', `${folder}/grader.config.yaml`]);
    expect(code).toBe(100);
    expect(out).toContain('chek');
  });

  it('has a rule switched off by the settings, and asks for the reason', async () => {
    const off = (reason: string) => ({
      file: 'grader.config.yaml',
      from: '  off: {}',
      to: `  off:\n    fixture-labels: ${reason}`,
    });
    const [silent, unexplained] = await Promise.all([
      inFolder(makeProject([wrong, off('labels are being renamed')])),
      inFolder(makeProject([wrong, off('')])),
    ]);
    expect(silent.code).toBe(0);
    expect(unexplained.code).toBe(100);
    expect(unexplained.out).toMatch(/grader\.config\.yaml\n +\d+ +error +switch-without-reason/);
  });

  it('writes out every warning, with --quiet only how many there are', async () => {
    const folder = makeProject([weak]);
    const [all, quiet] = await Promise.all([inFolder(folder), inFolder(folder, '--quiet')]);
    expect(all.out).toMatch(/warning {2}indicator-never-fires {2}empathy: .*深表遗憾之至/);
    expect(quiet.out).toMatch(/^indicator-never-fires \(1\)/);
    expect(quiet.out).toMatch(/0 errors, 1 warning\n$/);
  });

  it('lists its rules', async () => {
    const { out } = await runWarm(['lint', '--rules', '--json']);
    expect((JSON.parse(out) as { name: string }[]).map((rule) => rule.name)).toEqual(allRules.map((rule) => rule.name));
  });
});

describe('a command in the folder of a project', () => {
  it('uses the rubrics of the project', async () => {
    const { out } = await runWarm(['questions'], { cwd: makeProject() });
    expect(out).toContain('expired-coupon');
    expect(out).not.toContain('late-delivery');
  });

  it('but GRADER_RUBRICS wins', async () => {
    const { out } = await runWarm(['questions'], { cwd: makeProject(), env: { GRADER_RUBRICS: `${root}/rubrics` } });
    expect(out).toContain('late-delivery');
  });
});
