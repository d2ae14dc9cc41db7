import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStub } from '../../../bench/stub-endpoint.ts';
import { runWarm } from '../warm.ts';

const question = 'pos-overcharge';
const folder = mkdtempSync(join(tmpdir(), 'check-'));
const at = (name: string): string => join(folder, name);
afterAll(() => rmSync(folder, { recursive: true }));

/** A project with one set, whose files a test may change; `change` gets the rubric of the question. */
function project(name: string, change: (rubric: string) => string = (rubric) => rubric, gates = ''): string {
  const root = at(name);
  mkdirSync(join(root, 'fixtures/answers'), { recursive: true });
  mkdirSync(join(root, 'rubrics'));
  for (const file of ['dimensions.yaml', 'concepts.yaml', 'shanghai-service'])
    cpSync(join('rubrics', file), join(root, 'rubrics', file), { recursive: true });
  cpSync('fixtures/answers/shanghai-service', join(root, 'fixtures/answers/shanghai-service'), { recursive: true });
  const rubric = join(root, 'rubrics/shanghai-service', `${question}.yaml`);
  writeFileSync(rubric, change(readFileSync(rubric, 'utf8')));
  if (change === weaken) {
    const examples = join(root, 'rubrics/shanghai-service', `${question}.examples.jsonl`);
    writeFileSync(examples, forget(readFileSync(examples, 'utf8')));
  }
  writeFileSync(
    join(root, 'grader.config.yaml'),
    `gates:\n  heuristic:\n    question: { "*": { min_qwk: 0.72 } }\n${gates}`,
  );
  return join(root, 'grader.config.yaml');
}

/** Takes from the point `verify` every indicator of met but one that no answer fires. */
function weaken(rubric: string): string {
  const start = rubric.indexOf('    indicators:', rubric.indexOf('- id: verify'));
  const end = rubric.indexOf('\n  - id:', start);
  return `${rubric.slice(0, start)}    indicators: { met: [从来没有人这样说] }${rubric.slice(end)}`;
}

/** Takes the sentences of the point `verify` from those beside the rubric: what is left inside is too little to learn from. */
function forget(examples: string): string {
  return examples
    .split('\n')
    .filter((line) => !line.startsWith('{"point": "verify"') && !line.startsWith('{"point":"verify"'))
    .join('\n');
}

const check = (...args: string[]) => runWarm(['check', '--engine', 'heuristic', ...args]);

describe('check', () => {
  it('prints figures, the judges who know nothing, and the worst disagreements in full', async () => {
    const config = project('shown', weaken);
    const { code, out } = await check('-c', config, '--question', question, '--worst', '2');
    expect(code).toBe(100);
    expect(out).toMatch(/^9 answers · heuristic · /);
    expect(out).toMatch(/^all +45 +0\.\d{3} +0\.\d{3} \(0\.\d\d–[01]\.\d\d\)/m);
    expect(out).toMatch(/majority [\d.]+ % exact · length QWK .* · overlap QWK/);
    expect(out.match(/^pos-overcharge\/\w+ .*: label \w+.*, judged \w+$/gm)).toHaveLength(2);
    expect(out).not.toContain('\u001b[');
  });

  it('prints the same figures every time', async () => {
    const args = ['--question', question, '--json'];
    const [first, second] = await Promise.all([check(...args), check(...args)]);
    const { manifest: one, ...figures } = JSON.parse(first.out) as { manifest: { date: string } };
    const { manifest: two, ...again } = JSON.parse(second.out) as { manifest: { date: string } };
    expect(again).toEqual(figures);
    expect({ ...two, date: '' }).toEqual({ ...one, date: '' });
  });

  it('does not judge a gate over a slice that a filter cut', async () => {
    const { code, out } = await check('--filter-pattern', `${question}/d01$`);
    expect(code).toBe(0);
    expect(out).toMatch(/passed: 0 of \d+ gates held, \d+ not judged/);
  });

  it.each([
    [['--question', 'late-delivry'], 'there is no question "late-delivry"; did you mean late-delivery?'],
    [['--filter-pattern', '('], '--filter-pattern: "(" is not a regular expression'],
    [['--filter-set', 'nowhere'], '--filter-set: there is no set "nowhere"'],
    [['--filter-pattern', 'nothing-like-it'], 'filters: no labelled answer passes them'],
    [['-o', 'report.pdf'], 'report.pdf: ends in none of .json .jsonl .csv .html .md .junit.xml'],
    [['-o', '/nowhere/run.json'], '/nowhere/run.json: cannot be written (ENOENT)'],
    [['--baseline', 'package.json'], 'package.json: is not a run of `check`'],
    [['-c', 'nowhere.yaml'], 'nowhere.yaml: there is no such file'],
    [['--fixtures', 'docs'], 'docs: holds no labelled answer of these rubrics'],
    [['--repeat', '3'], '--repeat: is for a live model'],
    [['--by', 'colour'], '--by: "colour" is none of set, dimension, question, point, series, language'],
    [['--record'], '--record: records a model: add --engine hybrid'],
  ])('%j: one line, exit code 1', async (args, message) => {
    const { code, out, err } = await check(...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err.split('\n')).toEqual([expect.stringContaining(message), '']);
  });
});

describe('gates and the run before', () => {
  const before = at('before.json');
  beforeAll(async () => {
    const { code, err } = await check('-c', project('plain'), '--summary', '-o', before);
    expect(code, err).toBe(0);
  });

  it('a point weakened on purpose fails its gate: exit code 100, and the line that says why', async () => {
    const config = project('weak', weaken);
    const { code, out } = await check('-c', config, '--summary');
    expect(code).toBe(100);
    expect(out).toMatch(/^gate failed: question pos-overcharge: qwk is 0\.\d+, at least 0\.72 is asked$/m);
  });

  it('the same without any gate is a regression against the run before, with the answers that changed sides', async () => {
    const config = at('weak/grader.config.yaml');
    writeFileSync(config, 'gates: { heuristic: {} }\n');
    const { code, out } = await check('-c', config, '--baseline', before);
    expect(code).toBe(100);
    expect(out).toMatch(/^got worse: all: QWK [\d.]+ → [\d.]+, difference between -[\d.]+ and -[\d.]+ \(95 %\)$/m);
    expect(out).toMatch(/^ {2}worse {2}pos-overcharge\/\w+ verify: met → missed, label met$/m);
  });

  it('an equal run is none', async () => {
    const { code, out } = await check('-c', at('plain/grader.config.yaml'), '--baseline', before);
    expect(code).toBe(0);
    expect(out).toContain('against the run before, 45 answers in both: 0 verdicts better, 0 worse');
  });

  it('takes only what an earlier run got wrong', async () => {
    const [failing, after] = [at('failing.json'), at('after.json')];
    const config = at('weak/grader.config.yaml');
    await check('-c', config, '-o', failing);
    const { code } = await check('-c', config, '--filter-failing', failing, '-o', after);
    expect(code).toBe(0);
    type Run = {
      results: {
        id: string;
        points: { label: string; verdict: string }[];
        red_flags: { labelled: boolean; found: boolean }[];
      }[];
    };
    const { results } = JSON.parse(readFileSync(after, 'utf8')) as Run;
    expect(results.length).toBeGreaterThan(0);
    for (const { points, red_flags } of results) {
      const right =
        points.every(({ label, verdict }) => label === verdict) &&
        red_flags.every(({ labelled, found }) => labelled === found);
      expect(right).toBe(false);
    }
  });

  it('a limit for a slice that is not there, or that nobody knows, is named with its place', async () => {
    const stray = project('stray', undefined, '    dimension: { nowhere: { min_qwk: 1 } }\n');
    expect((await check('-c', stray)).err).toBe('gates: dimension.nowhere: there is no such slice\n');
    const unknown = project('unknown', undefined, '    all: { min_qkw: 1 }\n');
    expect(await check('-c', unknown)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/grader\.config\.yaml:4: .*min_qkw/),
    });
  });
});

describe('attacks', () => {
  it('are tried on every question, with a table by family and a gate', async () => {
    const config = project('attacked', undefined, '    attacks: { all: { max_broken: 0 } }\n');
    mkdirSync(at('attacked/fixtures/attacks'));
    const template = { id: 'give-away-1', family: 'give_away', lang: 'zh', template: '{policy}', must: 'cap', cap: 1 };
    const harmless = { id: 'spaces-1', family: 'spaces', lang: 'zh', template: ' {answer} ', must: 'unchanged' };
    // The words of the rubric's examples are what an attacker would love to have; the names alone touch on some points.
    writeFileSync(
      at('attacked/fixtures/attacks/templates.jsonl'),
      `${JSON.stringify(harmless)}\n${JSON.stringify({ ...template, template: '真对不起，换谁都着急。{names}' })}\n`,
    );
    const { code, out } = await check('-c', config, '--attacks', '--filter-set', 'shanghai-service');
    expect(code).toBe(100);
    expect(out).toMatch(/^ {2}spaces +\d+ +\d+ +0 +0 %$/m);
    expect(out).toMatch(/^gate failed: attacks: broken is [\d.]+, at most 0 is asked$/m);
  });
});

describe('a language model', () => {
  let stub: Awaited<ReturnType<typeof startStub>>;
  const live = () => ({ OPENAI_API_KEY: 'key', OPENAI_BASE_URL: stub.baseUrl, GRADER_MODEL: 'made-up' });
  const config = at('model/grader.config.yaml');
  const recordings = at('model/fixtures/recordings');
  const hybrid = ['check', '--engine', 'hybrid', '-c', config, '--question', question];
  beforeAll(async () => {
    stub = await startStub({ dialect: 'json_object_only' });
    project('model');
  });
  afterAll(() => stub.close());

  it('is asked live, several times, with the spread told', async () => {
    const { code, out } = await runWarm([...hybrid, '-n', '2', '--repeat', '3', '--min-pass', '2'], { env: live() });
    expect(code).toBe(0);
    expect(out).toMatch(
      /3 runs, QWK \S+: \d of 2 answers and [\d.]+ % of the points pass \(2 runs agree\), 100\.0 % of the points never change/,
    );
  });

  it('is recorded, and replayed without a key, in the way in which it had to be asked', async () => {
    const recorded = await runWarm([...hybrid, '--record'], { env: live() });
    expect(recorded.code, recorded.err).toBe(0);
    expect(readdirSync(recordings)).toHaveLength(9);
    stub.close();
    const replayed = await runWarm([...hybrid, '--json']);
    expect(replayed.code, replayed.err).toBe(0);
    type Out = { manifest: object; figures: { answers: number; ungraded: number; agreement: { pairs: number } }[] };
    const { manifest, figures } = JSON.parse(replayed.out) as Out;
    expect(manifest).toMatchObject({ source: 'replayed', model: 'made-up' });
    expect(figures[0]).toMatchObject({ answers: 9, ungraded: 0, agreement: { pairs: 45 } });
  });

  it('fails a replay where the rubric changed, naming its file and the command', async () => {
    const rubric = at(`model/rubrics/shanghai-service/${question}.yaml`);
    writeFileSync(rubric, readFileSync(rubric, 'utf8').replace('partial: ', 'partial: 至少'));
    const { code, out } = await runWarm(hybrid);
    expect(code).toBe(100);
    expect(out).toContain(
      'no recording of 9 answers such as pos-overcharge/d01 (model made-up): shanghai-service/pos-overcharge.yaml changed since the recording; ' +
        'record with: OPENAI_API_KEY=… answer-grader check --engine hybrid --record --model made-up --question pos-overcharge',
    );
  });

  it('is not recorded without a key', async () => {
    const { code, err } = await runWarm([...hybrid, '--record']);
    expect({ code, err }).toEqual({ code: 1, err: '--record: asks the live model: set OPENAI_API_KEY\n' });
  });

  it('whose recordings are synthetic enters no figure', async () => {
    const { code, out } = await runWarm(['check', '--engine', 'hybrid', '--filter-pattern', `${question}/d0[12]$`]);
    expect(code).toBe(0);
    expect(out).toMatch(/^all +0 +–/m);
    expect(out).toContain('2 answers were judged by synthetic recordings: they prove mechanisms and are in no figure');
  });
});

it('leaves nothing behind when a report cannot be written', () => {
  expect(existsSync('report.pdf.partial')).toBe(false);
});
