import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type StubOptions, startStub } from '../../bench/stub-endpoint.ts';
import { Grade } from '../../src/core/grade.ts';
import type { Run } from './run.ts';
import { runWarm } from './warm.ts';

const question = 'pos-overcharge';
const answers = [
  '真对不起，我先核实订单。',
  '您先别急，我马上查小票。',
  '抱歉，两小时内原路退回。',
  '我下午三点给您回电话。',
];
let folder = '';
let stub: Awaited<ReturnType<typeof startStub>>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'grade-llm-'));
});
afterEach(() => {
  stub?.close();
  rmSync(folder, { recursive: true, force: true });
});

const path = (name: string): string => join(folder, name);
const open = async (options: Partial<StubOptions> = {}): Promise<void> => {
  stub = await startStub(options);
};

/** A run with a key, a model at the stub, and a folder of data of its own. */
function run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Run> {
  return runWarm(args, {
    env: {
      OPENAI_API_KEY: 'sk-very-secret',
      OPENAI_BASE_URL: stub?.baseUrl ?? 'http://127.0.0.1:9/v1',
      GRADER_MODEL: 'stub',
      GRADER_DATA: path('data'),
      ...env,
    },
  });
}

function sheet(rows: readonly string[] = answers): string {
  const lines = rows.map((answer, index) => JSON.stringify({ id: `a${index}`, question, answer, candidate: '王小明' }));
  writeFileSync(path('in.jsonl'), `${lines.join('\n')}\n`);
  return path('in.jsonl');
}

function prices(): string {
  // The stub says 1000 prompt and 200 completion tokens: 1000 × 1 + 200 × 5 = 2000 millionths a call.
  const text = 'as_of: 2026-01-01\nmodels:\n  stub: { currency: CNY, prompt: 1, cached: 1, completion: 5 }\n';
  writeFileSync(path('prices.yaml'), text);
  return path('prices.yaml');
}

const linesOf = (file: string): string[] => readFileSync(file, 'utf8').trimEnd().split('\n');
const gradesOf = (file: string): Grade[] => linesOf(file).map((line) => Grade.parse(JSON.parse(line)));

describe('one answer, judged by a model', () => {
  it('carries the model, how it was asked, and what it cost in the currency of the price list', async () => {
    await open({ dialect: 'json_object_only' });
    const { code, out } = await run(['grade', question, answers[0] ?? '', '--json'], { GRADER_PRICES: prices() });
    expect(code).toBe(0);
    expect(Grade.parse(JSON.parse(out))).toMatchObject({
      engine: 'hybrid',
      manifest: { model: 'stub', asked: { format: 'json_object', dropped: [], samples: 1, isolated: false } },
      usage: { calls: 1 },
      cost: { amount: 0.002, currency: 'CNY' },
    });
  });

  it('is asked for once, and again with --no-cache', async () => {
    await open();
    const args = ['grade', question, answers[0] ?? '', '--json'];
    await run(args);
    expect(JSON.parse((await run(args)).out).usage.calls).toBe(0);
    expect(stub.calls()).toBe(1);
    await run([...args, '--no-cache']);
    expect(stub.calls()).toBe(2);
  });

  it('is asked --samples times, or about one point a call with --isolated', async () => {
    await open();
    await run(['grade', question, answers[0] ?? '', '--samples', '3']);
    expect(stub.calls()).toBe(3);
    const { out } = await run(['grade', question, answers[0] ?? '', '--isolated', '--json']);
    expect(JSON.parse(out).usage.calls).toBe(JSON.parse(out).points.length);
  });

  it('is not graded by anybody else at the cost limit', async () => {
    await open();
    const { code, out, err } = await run(['grade', question, answers[0] ?? '', '--max-cost', '0.001'], {
      GRADER_PRICES: prices(),
    });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe('the cost limit of 0.001 CNY is reached; nothing was graded\n');
    expect(stub.calls()).toBe(0);
  });

  it('shows the heuristics’ reason beside the model’s where they contradict each other', async () => {
    await open();
    const { out } = await run(['grade', question, '我绝不会给您退款，也不会给您道歉，您自己找商户去。']);
    expect(out).toContain('规则引擎的看法: 未达到');
    expect(out).toContain('judges_disagree');
  });
});

describe('a file, judged by a model', () => {
  it('ends with the share that asks for review, and with calls, tokens and money', async () => {
    await open();
    const { code, err } = await run(['grade', '--in', sheet(), '--out', path('out.jsonl')], {
      GRADER_PRICES: prices(),
    });
    expect(code).toBe(0);
    expect(err).toMatch(/^review asked for: \d of 4 \(\d+\.\d %\): /m);
    expect(err).toContain(
      "the model took 4 calls, 4000 prompt tokens (0 from the vendor's cache), 800 completion tokens, 0.0080 CNY\n",
    );
    expect(gradesOf(path('out.jsonl')).every((grade) => grade.engine === 'hybrid')).toBe(true);
  });

  it('stops at the cost limit: what is graded stays, the rest is left, and a second run pays only for the rest', async () => {
    await open();
    const args = ['grade', '--in', sheet(), '--out', path('out.jsonl'), '-j', '1', '--max-cost'];
    const first = await run([...args, '0.0085'], { GRADER_PRICES: prices() });
    expect(first.code).toBe(1);
    const calls = stub.calls();
    expect(calls).toBeGreaterThan(0);
    expect(calls).toBeLessThan(4);
    expect(gradesOf(path('out.jsonl')).map((grade) => grade.engine)).toEqual(Array(calls).fill('hybrid'));
    const said = first.err.trimEnd().split('\n');
    expect(said.at(-2)).toBe(`${calls} graded, ${4 - calls} not graded: ${path('out.jsonl')}`);
    expect(said.at(-1)).toMatch(new RegExp(`^the cost limit of 0.0085 CNY is reached: ${4 - calls} answers are left`));

    const second = await run([...args, '0.1'], { GRADER_PRICES: prices() });
    expect(second.code).toBe(0);
    expect(stub.calls()).toBe(4);
    expect(gradesOf(path('out.jsonl'))).toHaveLength(4);
  });

  it('says why the model could not be asked, once, and how many answers the heuristics judged instead', async () => {
    await open({ faults: ['401'], every: 1 });
    const { code, err } = await run(['grade', '--in', sheet(), '--out', path('out.jsonl')]);
    expect(code).toBe(0);
    const host = new URL(stub.baseUrl).host;
    expect(err.match(/answered 401/g)).toHaveLength(1);
    expect(err).toContain(`the model could not be asked: the model's endpoint ${host} answered 401\n`);
    expect(err).toContain('judged by the heuristics, for the model could not be asked: 4\n');
  });

  it('refuses a cost limit for a model without a price, before anything is asked', async () => {
    await open();
    const { code, err } = await run(['grade', '--in', sheet(), '--out', path('out.jsonl'), '--max-cost', '1']);
    expect({ code, err }).toEqual({ code: 1, err: 'cost limit: model: "stub" is not in the price file\n' });
    expect(stub.calls()).toBe(0);
  });
});

describe('--estimate', () => {
  it('tells calls, tokens and money without a key and without asking anybody', async () => {
    await open();
    const env = { GRADER_PRICES: prices(), OPENAI_API_KEY: undefined };
    const { code, out } = await run(['grade', '--in', sheet(), '--estimate', '--json'], env);
    expect(code).toBe(0);
    const counted = JSON.parse(out);
    expect(counted).toMatchObject({ answers: 4, calls: 4, completion_tokens: 880, kept: 0, nothing: 0 });
    expect(counted.cost.currency).toBe('CNY');
    expect(stub.calls()).toBe(0);
  });

  it('names an input that is not there in one line', async () => {
    const { code, err } = await run(['grade', '--in', path('none.jsonl'), '--estimate']);
    expect({ code, err }).toEqual({ code: 1, err: `${path('none.jsonl')}: there is no such file\n` });
  });

  it('leaves out what is kept from before, and says so', async () => {
    await open();
    await run(['grade', question, answers[0] ?? '']);
    const { out } = await run(['grade', question, answers[0] ?? '', '--estimate']);
    expect(out).toMatch(/^kept from before +1$/m);
    expect(out).toMatch(/^calls +0$/m);
    expect(out).toContain('unknown: stub is not in the price list');
  });
});

describe('a batch', () => {
  const replyLine = (id: string, reply: unknown): string =>
    JSON.stringify({
      id: `batch_req_${id}`,
      custom_id: id,
      response: { status_code: 200, body: { choices: [{ finish_reason: 'stop', message: reply }] } },
      error: null,
    });

  it('goes out as requests and comes back as the grades that a run would have given', async () => {
    await open();
    const rows = [...answers, '！'];
    const exported = await run(['grade', '--in', sheet(rows), '--export-requests', path('requests.jsonl')], {
      OPENAI_API_KEY: undefined,
    });
    expect(exported).toMatchObject({
      code: 0,
      err: `4 requests, 1 with nothing to grade: ${path('requests.jsonl')}\n`,
    });
    expect(stub.calls()).toBe(0);

    // The vendor's side: the same stub answers each body.
    const requests = linesOf(path('requests.jsonl')).map((line) => JSON.parse(line));
    expect(requests[0]).toMatchObject({ custom_id: 'a0', method: 'POST', url: '/v1/chat/completions' });
    const replies = await Promise.all(
      requests.map(async ({ custom_id: id, body }) => {
        const response = await fetch(`${stub.baseUrl}/chat/completions`, {
          method: 'POST',
          body: JSON.stringify(body),
        });
        const { choices } = (await response.json()) as { choices: { message: unknown }[] };
        return replyLine(id, choices[0]?.message);
      }),
    );
    writeFileSync(path('replies.jsonl'), `${replies.reverse().join('\n')}\n`);

    const args = ['grade', '--in', path('in.jsonl'), '--import-replies', path('replies.jsonl'), '--out'];
    const imported = await run([...args, path('bulk.jsonl')], { OPENAI_API_KEY: undefined });
    expect(imported.code, imported.err).toBe(0);
    await run(['grade', '--in', path('in.jsonl'), '--out', path('direct.jsonl')]);
    const essence = (file: string) =>
      gradesOf(file).map(({ engine, score, points, review, manifest }) => ({
        engine,
        score,
        points,
        review,
        manifest,
      }));
    expect(essence(path('bulk.jsonl'))).toEqual(essence(path('direct.jsonl')));
    expect(gradesOf(path('bulk.jsonl')).at(-1)?.outcome).toBe('insufficient');
  });

  it('reports what is missing, failed or double, grades the rest, and exits with 1', async () => {
    const failed = JSON.stringify({ custom_id: 'a1', response: { status_code: 500, body: {} }, error: null });
    const good = replyLine('a0', { content: '{}' });
    writeFileSync(path('replies.jsonl'), `${[failed, good, replyLine('zz', { content: '' })].join('\n')}\n`);
    const args = ['grade', '--in', sheet(), '--import-replies', path('replies.jsonl'), '--out', path('out.jsonl')];
    const { code, err } = await run(args);
    expect(code).toBe(1);
    for (const fault of [
      'a1 failed: status 500',
      'a0 failed: the model sent no usable',
      'zz was never asked',
      'a2 is missing',
    ])
      expect(err).toContain(`${path('replies.jsonl')}: ${fault}`);
    expect(err).toContain(`0 graded, 4 not graded: ${path('out.jsonl')}`);
  });

  it.each([
    ['an id that stands twice', [], /2: id: "a0" stands twice/],
    ['--samples', ['--samples', '2'], /--samples: does not go with a batch/],
    ['--isolated', ['--isolated'], /--isolated: does not go with a batch/],
  ])('refuses %s', async (_name, flags, message) => {
    const row = JSON.stringify({ id: 'a0', question, answer: answers[0] });
    writeFileSync(path('in.jsonl'), `${row}\n${row}\n`);
    const args = ['grade', '--in', path('in.jsonl'), '--export-requests', path('requests.jsonl'), ...flags];
    const { code, err } = await run(args);
    expect(code).toBe(1);
    expect(err).toMatch(message);
  });
});

describe('cache and diagnose', () => {
  it('show what is kept and what was learned, and clear forgets both', async () => {
    await open({ dialect: 'no_temperature' });
    await run(['grade', question, answers[0] ?? '']);
    expect((await run(['cache'])).out).toMatch(/^1 replies, 0\.0 MB: /);
    expect(JSON.parse((await run(['cache', 'show', '--json'])).out)).toMatchObject({ replies: 1 });
    expect((await run(['diagnose'])).out).toContain(`stub at ${stub.baseUrl}: json_schema, refuses temperature`);
    expect((await run(['cache', 'clear'])).out).toMatch(/^1 replies forgotten/);
    expect((await run(['cache'])).out).toMatch(/^0 replies/);
    expect(JSON.parse((await run(['diagnose', '--json'])).out).learned).toEqual([]);
  });

  it('keep replies where nobody else can read them', async () => {
    await open();
    await run(['grade', question, answers[0] ?? '']);
    for (const file of ['replies.sqlite', 'replies.sqlite-wal'])
      if (existsSync(path(`data/${file}`))) expect(statSync(path(`data/${file}`)).mode & 0o077).toBe(0);
    expect(existsSync(path('data/replies.sqlite'))).toBe(true);
  });
});

describe('presets', () => {
  it('bring base URL and model; a local server needs no key', async () => {
    const unset = { OPENAI_API_KEY: undefined, OPENAI_BASE_URL: undefined, GRADER_MODEL: undefined };
    const shown = async (preset: string, env: NodeJS.ProcessEnv = {}) =>
      JSON.parse((await run(['diagnose', '--json'], { ...unset, GRADER_PRESET: preset, ...env })).out);
    expect(await shown('deepseek')).toMatchObject({
      preset: 'DeepSeek',
      base_url: 'https://api.deepseek.com',
      model: 'deepseek-chat',
      engine: 'hybrid',
    });
    expect(await shown('ollama', { GRADER_MODEL: 'qwen3' })).toMatchObject({ engine: 'hybrid', model: 'qwen3' });
  });

  it('without the key that they need fall back visibly', async () => {
    const env = { OPENAI_API_KEY: undefined, OPENAI_BASE_URL: undefined, GRADER_MODEL: undefined };
    const { out, err } = await run(['grade', question, answers[0] ?? '', '--preset', 'deepseek', '--json'], env);
    expect(err).toBe('the model could not be asked: OPENAI_API_KEY is not set\n');
    expect(JSON.parse(out)).toMatchObject({ engine: 'heuristic', review: { needed: true } });
  });

  it('say what they still need', async () => {
    const { code, err } = await run(['grade', question, answers[0] ?? '', '--preset', 'azure'], {
      OPENAI_BASE_URL: undefined,
      GRADER_MODEL: undefined,
    });
    expect(code).toBe(1);
    expect(err).toContain('OPENAI_BASE_URL: must be set for Azure OpenAI');
    expect(err).toContain('GRADER_MODEL: must be set for Azure OpenAI');
  });
});

describe('privacy', () => {
  it('sends neither the candidate’s name nor any number or address that is somebody’s, and shows the raw words again', async () => {
    await open();
    const personal =
      '我是王小明，电话13812345678，卡号6222020200001234567，身份证11010519491231002X，邮箱wang@example.com';
    const args = ['grade', '--in', sheet([`${personal}，我先核实。`])];
    await run([...args, '--export-requests', path('requests.jsonl')]);
    // The marker is random and may hold any digits.
    const sent = readFileSync(path('requests.jsonl'), 'utf8').replace(/<<<[0-9a-f]+>>>/g, '');
    expect(sent).toContain('我先核实');
    expect(sent).not.toMatch(/王小明|\d{7}|example\.com|002X/);
    await run([...args, '--out', path('out.jsonl')]);
    expect(gradesOf(path('out.jsonl'))[0]?.points[0]?.evidence[0]?.quote).toMatch(/^我是王小明，电话13812345678，/);
  });

  it('logs neither answers nor keys, even when the SDK is told to debug', async () => {
    await open({ faults: ['500', '401'], every: 2 });
    const { out, err } = await run(['grade', '--in', sheet(), '--out', path('out.jsonl')], { OPENAI_LOG: 'debug' });
    expect(`${out}${err}`).not.toMatch(/真对不起|小票|sk-very-secret|王小明/);
  });
});
