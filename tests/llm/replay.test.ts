import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { currentExchange, shownRubricHash, startExchange } from '../../src/llm/exchange.ts';
import { pruneRecordings, readRecordings, recordingFetch, replayFetch } from '../../src/llm/recordings.ts';
import { recordedSettings, whyMissing } from '../../src/llm/replay.ts';
import { structured, unstructured } from '../../src/llm/structured-reply.ts';
import { rubricOf } from '../rubric-of.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recordings-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const url = 'http://model.test/v1/chat/completions';
const madeFrom = { fixture: 'q/d01', prompt: 'sha256:p', rubric: 'sha256:r', answer: 'sha256:a' };
const bodyOf = (content: string, more: object = {}) =>
  JSON.stringify({ model: 'm1', messages: [{ role: 'user', content }], temperature: 0, seed: 1, ...more });
const replying =
  (content: string, status = 200): typeof fetch =>
  async () =>
    Response.json({ choices: [{ message: { content } }] }, { status });

function record(body: string, content = '{"a":1}', status = 200): Promise<Response> {
  const through = { through: replying(content, status), origin: 'm1', today: '2026-01-01' };
  const exchange = startExchange(madeFrom);
  return currentExchange.run(exchange, () => recordingFetch(folder, through)(url, { method: 'POST', body }));
}

describe('a recording', () => {
  it('says what the request was made from and how', async () => {
    await record(bodyOf('x', { response_format: { type: 'json_object' }, seed: undefined }));
    const [recording] = readRecordings(folder).values();
    expect(recording).toMatchObject({
      origin: 'm1',
      asked: { ...madeFrom, model: 'm1', format: 'json_object', dropped: ['seed'] },
    });
  });

  it('is written with the reply as JSON, a line a value, and replayed as it was received', async () => {
    await record(bodyOf('x'), '{"empathy":{"verdict":"met"}}');
    const [file] = readdirSync(folder);
    expect(readFileSync(join(folder, file ?? ''), 'utf8')).toMatch(/^ +"verdict": "met"$/m);
    const response = await replayFetch(readRecordings(folder))(url, { body: bodyOf('x') });
    expect(await response.json()).toEqual({ choices: [{ message: { content: '{"empathy":{"verdict":"met"}}' } }] });
  });

  it('takes the place of the one of the same request', async () => {
    await record(bodyOf('x'), '{"a":1}');
    await record(bodyOf('x'), '{"a":2}');
    expect(readdirSync(folder)).toHaveLength(1);
    expect(JSON.stringify([...readRecordings(folder).values()])).toContain('2');
  });

  it('is not made of a refusal', async () => {
    await record(bodyOf('x'), 'no', 400);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('that is stale is taken away, those of other fixtures and models are not', async () => {
    await record(bodyOf('old'));
    const before = readRecordings(folder);
    await record(bodyOf('new'));
    const kept = new Set([...readRecordings(folder).keys()].filter((key) => !before.has(key)));
    pruneRecordings(folder, before, { fixture: 'q/d02', model: 'm1', kept });
    pruneRecordings(folder, before, { fixture: 'q/d01', model: 'm2', kept });
    expect(readdirSync(folder)).toHaveLength(2);
    pruneRecordings(folder, before, { fixture: 'q/d01', model: 'm1', kept });
    expect([...readRecordings(folder).keys()]).toEqual([...kept]);
  });
});

describe('a reply', () => {
  const body = (content: unknown) => ({ choices: [{ message: { content } }] });

  it.each([
    ['an object', '{"a":1}', { a: 1 }],
    ['an object with spaces', '{ "a": "b c" }', { a: 'b c' }],
    ['prose', '好的：{"a":1}', '好的：{"a":1}'],
    ['a key that stands twice', '{"a":1,"a":2}', '{"a":1,"a":2}'],
    ['a bare number', '1', '1'],
    ['nothing', null, null],
  ])('that is %s is kept without loss', (_, content, expected) => {
    expect(structured(body(content))).toEqual(body(expected));
    // Spaces between the parts are the only thing that may get lost.
    expect(unstructured(structured(body(content)))).toEqual(
      body(content === '{ "a": "b c" }' ? '{"a":"b c"}' : content),
    );
  });
});

describe('a replay', () => {
  it('asks as was asked when it was recorded', async () => {
    await record(bodyOf('x', { response_format: { type: 'json_object' }, temperature: undefined }));
    const settings = recordedSettings(readRecordings(folder).values(), undefined, 'other');
    expect(settings).toMatchObject({ model: 'm1', preset: { format: 'json_object', refuses: ['temperature'] } });
  });

  it('wants a model to be named where several were recorded', async () => {
    await record(bodyOf('x'));
    await record(bodyOf('x', { model: 'm2' }));
    const recordings = [...readRecordings(folder).values()];
    expect(() => recordedSettings(recordings, undefined, 'm1')).toThrow(/name one: there are recordings of .*m1/);
    expect(recordedSettings(recordings, 'm2', 'm1').model).toBe('m2');
  });

  it.each([
    ['prompt', { prompt: 'sha256:new' }],
    ['rubric', { rubric: 'sha256:new' }],
    ['answer', { answer: 'sha256:new' }],
    ['model', { model: 'm9' }],
    ['never recorded', { fixture: 'q/d09' }],
    ['request', {}],
  ] as const)('names what changed: %s', async (cause, changed) => {
    await record(bodyOf('x'));
    expect(whyMissing(readRecordings(folder).values(), { ...madeFrom, model: 'm1', ...changed })).toBe(cause);
  });

  it('of something that was never recorded fails without reaching the network', async () => {
    const exchange = startExchange(madeFrom);
    const replay = currentExchange.run(exchange, () => replayFetch(new Map())(url, { body: bodyOf('x') }));
    await expect(replay).rejects.toThrow('no recording');
    expect(exchange.missing).toBe(true);
  });
});

describe('the hash of a rubric as the model is shown it', () => {
  it('changes with a policy and not with an indicator', () => {
    const plain = rubricOf({ weights: { empathy: 1 } });
    const indicators = rubricOf({ weights: { empathy: 2 }, indicators: { empathy: { met: ['道歉'] } } });
    const policy = { ...plain, points: plain.points.map((point) => ({ ...point, met: '道歉并说明' })) };
    expect(shownRubricHash(indicators)).toBe(shownRubricHash(plain));
    expect(shownRubricHash(policy)).not.toBe(shownRubricHash(plain));
  });
});
