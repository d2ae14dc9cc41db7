import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckFigures } from '../../src/checks/kept-figures.ts';
import { Rubric } from '../../src/core/rubric.ts';
import type { Explanation } from '../../src/grading/answer/explain.ts';
import { runGrader } from '../cli/run.ts';
import { startService } from './service.ts';

let service: Awaited<ReturnType<typeof startService>>;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const explain = async (answer: string): Promise<Explanation> => {
  const response = await service.fetch('/v1/rubrics/pos-overcharge/explain', {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ answer }),
  });
  expect(response.status).toBe(200);
  return (await response.json()) as Explanation;
};

describe('rubrics', () => {
  it('are shown whole, in both languages, with the hash that grades carry', async () => {
    const response = await service.fetch('/v1/rubrics/pos-overcharge');
    const known = (await response.json()) as { set: string; hash: string; rubric: object };
    expect(Rubric.parse(known.rubric).id).toBe('pos-overcharge');
    const grade = await service.fetch('/v1/grades', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ question: 'pos-overcharge', answer: '实在抱歉，我马上核对小票。' }),
    });
    expect(await grade.json()).toMatchObject({ manifest: { rubric: known.hash } });
  });

  it('of an unknown question name those like it', async () => {
    const response = await service.fetch('/v1/rubrics/late-delivry');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ nearest: ['late-delivery'] });
  });
});

describe('explain', () => {
  it('gives the places of what fired as offsets into the answer as it was sent', async () => {
    const answer = '😀 实在抱歉，钱平白少了，换谁都着急。';
    const { points } = await explain(answer);
    const fired = points.flatMap((point) => point.signs).flatMap((sign) => sign.fired);
    expect(fired.length).toBeGreaterThan(0);
    for (const { words, spans } of fired)
      expect(spans.map(({ start, end }) => answer.slice(start, end)).join(' … ')).toBe(words);
  });

  it('says why a sign was held back', async () => {
    const { points } = await explain('我不会给您道歉。');
    const held = points.flatMap((point) => point.signs).flatMap((sign) => sign.held);
    expect(held.map(({ reason }) => reason)).toContain('negated');
  });

  it('is given for an empty answer too', async () => {
    expect(await explain('')).toMatchObject({ normalised: '' });
  });
});

describe('the figures of the last check', () => {
  it('are not there before one was run, and are those of a whole run, whatever part was run since', async () => {
    expect((await service.fetch('/v1/checks/latest')).status).toBe(404);
    const data = mkdtempSync(join(tmpdir(), 'grader-figures-'));
    const env = { GRADER_DATA: data };
    const whole = await runGrader(['check', '--engine', 'heuristic', '--json'], { env });
    await runGrader(['check', '--engine', 'heuristic', '--question', 'late-delivery', '--json'], { env });
    const own = await startService({ data, work: false });
    const { manifest, points } = (await (await own.fetch('/v1/checks/latest')).json()) as CheckFigures;
    const { figures } = JSON.parse(whole.out) as {
      figures: { kind: string; name: string; agreement: { exact: number } }[];
    };
    const ofPoints = figures.filter(({ kind }) => kind === 'point');
    expect(manifest).toMatchObject({ engine: 'heuristic', filters: {} });
    expect(points.map(({ question, point }) => `${question}.${point}`)).toEqual(ofPoints.map(({ name }) => name));
    expect(points.map(({ exact }) => exact)).toEqual(ofPoints.map(({ agreement }) => agreement.exact));
    await own.stop();
    rmSync(data, { recursive: true });
  });
});
