import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startStub } from '../../bench/stub-endpoint.ts';
import { createLlmJudge } from '../../src/llm/judge.ts';
import { forgetLearned, openLearned } from '../../src/llm/learned.ts';
import { rubricOf } from '../rubric-of.ts';

let folder = '';
let file = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'learned-'));
  file = join(folder, 'data', 'endpoints.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const one = { endpoint: 'http://a/v1', model: 'm', format: 'json_object', dropped: ['seed'] } as const;

describe('what was learned of endpoints', () => {
  it('is there for the next run, one entry for an endpoint and its model', () => {
    openLearned(file).keep({ ...one, format: 'json_schema' });
    openLearned(file).keep({ ...one, model: 'other' });
    openLearned(file).keep(one);
    expect(openLearned(file).find('http://a/v1', 'm')).toEqual({ format: 'json_object', dropped: ['seed'] });
    expect(openLearned(file).all()).toHaveLength(2);
    expect(readdirSync(join(folder, 'data'))).toEqual(['endpoints.json']);
  });

  it('is nothing where nothing was learned, or the file is damaged, and can be forgotten', () => {
    const store = openLearned(file);
    expect(store.find('http://a/v1', 'm')).toBeUndefined();
    store.keep(one);
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 20));
    expect(store.all()).toEqual([]);
    store.keep(one);
    forgetLearned(file);
    expect(store.all()).toEqual([]);
  });

  it('spares the next run every refusal', async () => {
    const stub = await startStub({ dialect: 'text_only' });
    const judgeOnce = async () => {
      const judge = createLlmJudge({
        ...{ apiKey: 'k', baseUrl: stub.baseUrl, model: 'stub', concurrency: 1, timeoutMs: 2000 },
        learned: openLearned(file),
      });
      await judge.judge({ rubric: rubricOf({ weights: { a: 1 } }), answer: '真对不起', cut: [], lang: 'zh' });
      return judge.askedAs?.();
    };
    await judgeOnce();
    expect(stub.calls()).toBe(3);
    expect(await judgeOnce()).toEqual({ format: 'text', dropped: [], samples: 1, isolated: false });
    expect(stub.calls()).toBe(4);
    stub.close();
  });
});
