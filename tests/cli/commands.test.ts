import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { plainEnvironment, root } from './run.ts';
import { runWarm } from './warm.ts';

describe('questions and rubrics', () => {
  it('lists every question with its id, in both languages', async () => {
    const [chinese, english] = await Promise.all([runWarm(['questions']), runWarm(['questions', '--lang', 'en'])]);
    expect(chinese.out).toMatch(/late-delivery +物流超时/);
    expect(english.out).toMatch(/late-delivery +\w/);
  });

  it('lists them as JSON', async () => {
    const { out } = await runWarm(['questions', '--json']);
    const sets = JSON.parse(out) as { questions: { id: string }[] }[];
    expect(sets.flatMap((set) => set.questions.map((question) => question.id))).toContain('pos-overcharge');
  });

  it('marks in a rubric what a candidate may not see', async () => {
    const { out } = await runWarm(['rubric', 'show', 'pos-overcharge', '--lang', 'en']);
    for (const word of ['weight', 'met', 'partial', 'example']) expect(out).toMatch(new RegExp(`🔒 ${word} `));
    expect(out).not.toMatch(/🔒 advice/);
  });

  it('names the nearest rubric to one that does not exist', async () => {
    const { code, err } = await runWarm(['rubric', 'show', 'late-delivry']);
    expect({ code, err }).toEqual({
      code: 1,
      err: 'there is no question "late-delivry"; did you mean late-delivery?\n',
    });
  });
});

describe('explain', () => {
  it('shows which indicator fired on which words, also as JSON', async () => {
    const args = ['explain', 'pos-overcharge', '实在抱歉，钱平白少了，换谁都着急。'];
    const [text, json] = await Promise.all([runWarm(args), runWarm([...args, '--json'])]);
    expect(text.out).toMatch(/empathy: met\n {4}\+ met .* on 「/);
    const { points } = JSON.parse(json.out) as { points: { id: string; verdict: string }[] };
    expect(points.find((point) => point.id === 'empathy')).toMatchObject({ verdict: 'met' });
  });
});

describe('diagnose', () => {
  it('shows which database is used, without its password', async () => {
    const env = { DATABASE_URL: 'postgres://grader:s3cret@db.example:5432/grades?password=s3cret' };
    const { out } = await runWarm(['diagnose'], { env });
    expect(out).toContain('postgres://grader:****@db.example:5432/grades');
    expect(out).not.toContain('s3cret');
  });

  it('shows the settings in effect and never the key, nor what cookies are sealed with', async () => {
    const secret = 'marked-seal-of-cookies-0123456789abcdef';
    const env = { OPENAI_API_KEY: 'sk-marked-key', GRADER_SECRET: secret, GRADER_MODEL: 'some-model', PORT: '4000' };
    const { code, out } = await runWarm(['diagnose', '--json'], { env });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      engine: 'hybrid',
      model: 'some-model',
      port: 4000,
      api_key: '••••',
      secret: '••••',
    });
    expect(out).not.toContain('marked');
  });

  it('names every wrong variable at once', async () => {
    const { code, err } = await runWarm(['diagnose'], { env: { PORT: 'high', GRADER_ENGINE: 'magic' } });
    expect(code).toBe(1);
    expect(err).toContain('PORT: must be a whole number from 0 to 65535');
    expect(err).toContain('GRADER_ENGINE: must be heuristic or hybrid');
  });
});

describe('the two ways to start', () => {
  it('bin/answer-grader.js runs the same program', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['bin/answer-grader.js', '--version'], {
      cwd: root,
      env: plainEnvironment,
    });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('prints the help on --help and exits with 0', async () => {
    const { code, out } = await runWarm(['--help']);
    expect(code).toBe(0);
    for (const command of ['grade', 'questions', 'rubric', 'serve', 'diagnose']) expect(out).toContain(`  ${command}`);
  });
});
