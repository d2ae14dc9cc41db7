import { afterEach, describe, expect, it } from 'vitest';
import { type StubOptions, startStub } from '../../bench/stub-endpoint.ts';
import { Grade, GradedPoint } from '../../src/core/grade.ts';
import { createGrader } from '../../src/grading/answer/grade-answer.ts';
import { openCatalogue } from '../../src/grading/catalogue/catalogue.ts';
import { createLlmJudge } from '../../src/llm/judge.ts';

const catalogue = openCatalogue('rubrics');
const question = 'pos-overcharge';
const answer = '真对不起，让您着急了。我先核实订单再回电。';
let close = (): void => undefined;
afterEach(() => close());

type Told = { step: 'heuristic'; grade: Grade } | { step: 'point'; point: GradedPoint };

async function gradeWith(
  options: Partial<StubOptions> | undefined,
  request: { answer?: string; engine?: 'heuristic' | 'hybrid'; signal?: AbortSignal } = {},
  onPoint: () => void = () => undefined,
) {
  const stub = options === undefined ? undefined : await startStub(options);
  close = stub?.close ?? (() => undefined);
  const judge =
    stub &&
    createLlmJudge({
      ...{ apiKey: 'k', baseUrl: stub.baseUrl, model: 'stub', concurrency: 4, timeoutMs: 2000, retryDelaysMs: [1] },
    });
  const told: Told[] = [];
  const steps = {
    onHeuristic: (grade: Grade) => void told.push({ step: 'heuristic', grade }),
    onPoint: (point: GradedPoint) => {
      told.push({ step: 'point', point });
      onPoint();
    },
  };
  const grader = createGrader({ catalogue, version: 'test', judge });
  const grade = await grader.grade({ question, answer, engine: 'hybrid', lang: 'zh', ...request }, steps);
  return { told, grade, stub };
}

const verdictsOf = (grade: Grade | undefined) => grade?.points.map((point) => point.verdict);
const heuristicOf = ([first]: readonly Told[]) => (first?.step === 'heuristic' ? first.grade : undefined);
const pointsOf = (told: readonly Told[]) => told.flatMap((step) => (step.step === 'point' ? [step.point] : []));

describe('a grade step by step', () => {
  it('is the heuristics’ first, then the model’s point by point, under one id', async () => {
    const { told, grade } = await gradeWith({});
    const first = heuristicOf(told);
    expect(first).toEqual(Grade.parse(first));
    expect(first).toMatchObject({ id: grade.id, engine: 'heuristic', outcome: 'graded' });
    expect(first?.review.reasons).not.toContain('llm_unavailable');
    expect(pointsOf(told)).toEqual(grade.points);
    expect(grade.engine).toBe('hybrid');
  });

  it('shows with each point whether the heuristics contradict it', async () => {
    const { told } = await gradeWith({});
    expect(pointsOf(told).some((point) => point.heuristic?.contradicts)).toBe(true);
    for (const point of pointsOf(told)) expect(GradedPoint.parse(point)).toEqual(point);
  });

  it.each([
    ['by the heuristics alone', { engine: 'heuristic' as const }],
    ['of which there is nothing to grade', { answer: '嗯' }],
  ])('%s has the same verdicts in both steps, and no points between', async (_name, request) => {
    const { told, grade, stub } = await gradeWith({}, request);
    expect(told).toHaveLength(1);
    expect(heuristicOf(told)).toEqual(grade);
    expect(stub?.calls()).toBe(0);
  });

  it('ends with the heuristics, visibly, where no model is configured', async () => {
    const { told, grade } = await gradeWith(undefined);
    expect(verdictsOf(heuristicOf(told))).toEqual(verdictsOf(grade));
    expect(grade.review.reasons).toContain('llm_unavailable');
  });

  it('ends with the heuristics, visibly, where the model fails after its first points', async () => {
    const { told, grade } = await gradeWith({ faults: ['stream-ends-early'], every: 1 });
    expect(pointsOf(told).length).toBeGreaterThan(0);
    expect(grade).toMatchObject({ engine: 'heuristic' });
    expect(grade.review.reasons).toContain('llm_unavailable');
    expect(verdictsOf(grade)).toEqual(verdictsOf(heuristicOf(told)));
  });

  it('is broken off with who asked for it: nobody stands in', async () => {
    const abort = new AbortController();
    const graded = gradeWith({ pauseMs: 5 }, { signal: abort.signal }, () => abort.abort());
    await expect(graded).rejects.toMatchObject({ name: 'JudgeUnavailable' });
  });
});
