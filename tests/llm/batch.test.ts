import { describe, expect, it } from 'vitest';
import { exportRequest, importReplies } from '../../src/llm/batch.ts';
import { promptFile, readPrompt } from '../../src/llm/prompt.ts';
import { rubricOf } from '../rubric-of.ts';

const rubric = rubricOf({ weights: { empathy: 1 } });
const item = (id: string) => ({
  id,
  request: { rubric, answer: '真对不起，我的电话13812345678', cut: [], lang: 'zh' as const },
});
const reply = { empathy: { evidence: ['真对不起'], reason: '有', verdict: 'met', advice: '' } };
const line = (id: string, content = JSON.stringify(reply), status = 200): string =>
  JSON.stringify({
    custom_id: id,
    response: {
      status_code: status,
      body: { choices: [{ message: { content } }], usage: { prompt_tokens: 9, completion_tokens: 3 } },
    },
    error: null,
  });

describe('a batch', () => {
  it('is exported as the requests that would be sent, masked', () => {
    const first = exportRequest(item('a1'), {
      model: 'm',
      prompt: readPrompt(promptFile),
      capabilities: { format: 'json_schema', dropped: [] },
    });
    expect(first).toMatchObject({ custom_id: 'a1', method: 'POST', url: '/v1/chat/completions', body: { model: 'm' } });
    expect(JSON.stringify(first)).not.toContain('13812345678');
    expect(first.body.response_format?.type).toBe('json_schema');
  });

  it('comes back as judgements, with missing, failed, double, unknown and broken entries named', () => {
    const items = ['good', 'failed', 'missing', 'prose'].map(item);
    const lines = [line('good'), line('failed', '', 500), line('good'), line('stranger'), '{', line('prose', '好的')];
    const { judgements, faults } = importReplies(lines, items, 'm');
    expect([...judgements.keys()]).toEqual(['good']);
    expect(judgements.get('good')?.points[0]?.evidence[0]?.quote).toBe('真对不起');
    expect(faults.map(({ id, fault }) => `${id}: ${fault}`)).toEqual([
      'failed: failed: status 500',
      'good: stands twice, again in line 3',
      'stranger: was never asked',
      ': line 5 is no entry of a batch output file',
      'prose: failed: the model sent no usable verdict',
      'missing: is missing',
    ]);
  });
});
