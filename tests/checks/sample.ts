import { type AnswerResult, counts } from '../../src/checks/answer-result.ts';
import type { CheckReport } from '../../src/checks/check-report.ts';
import { disagreementsOf } from '../../src/checks/disagreements.ts';
import { figuresOf } from '../../src/checks/figures.ts';
import { judgeGates } from '../../src/checks/gates.ts';
import { compareRuns } from '../../src/checks/regression.ts';
import { flipsOf } from '../../src/checks/repeats.ts';
import type { Label, Verdict } from '../../src/core/verdict.ts';

export type Judged = Extract<AnswerResult, { outcome: 'graded' | 'insufficient' }>;

/** A judged answer, each point given as `label → verdict`. */
export function judged(id: string, points: Record<string, [Label, Verdict]>, more: Partial<Judged> = {}): Judged {
  const answer = more.answer ?? '真对不起，我马上核实。';
  return {
    id,
    question: id.split('/')[0] ?? '',
    set: 'a-set',
    style: 'spoken',
    run: 1,
    length: 10,
    labelled_percent: 50,
    outcome: 'graded',
    synthetic: false,
    percent: 50,
    review: [],
    points: Object.entries(points).map(([point, [label, verdict]]) => ({
      id: point,
      dimension: point,
      name: `名称 ${point}`,
      label,
      verdict,
      uncertain: false,
      evidence: verdict === 'met' || verdict === 'partial' ? [{ start: 0, end: 4, quote: answer.slice(0, 4) }] : [],
      reason: '说到了具体做法',
      overlap: 0.5,
    })),
    red_flags: [],
    ...more,
    answer,
  };
}

/** An answer without a grade. */
export function ungraded(id: string, error = 'the model cannot be reached'): AnswerResult {
  const { question, set, style, run, answer, length, labelled_percent } = judged(id, {});
  return { id, question, set, style, run, answer, length, labelled_percent, outcome: 'ungraded', error };
}

/** Text that does harm wherever it is not escaped. */
export const hostile = '=HYPERLINK("http://x","y") </details><script>alert(1)</script> | *a* ]]> \u0000\u0008 & 「好」';

/** A report with one of everything: right, wrong, undecided, ungraded, hostile text, a failed gate, a changed verdict. */
export function sampleReport(): CheckReport {
  const results: AnswerResult[] = [
    judged('q-one/d01', { empathy: ['met', 'met'], verify: ['missed', 'missed'] }),
    judged(
      'q-one/d02',
      { empathy: ['missed', 'met'], verify: ['partial', 'undecided'] },
      { answer: hostile, style: hostile },
    ),
    judged(
      'q-two/d01',
      { empathy: ['partial', 'met'], verify: ['met', 'partial'] },
      {
        red_flags: [{ id: 'blame', name: '推责', labelled: true, found: false, evidence: [] }],
        review: ['very_short'],
      },
    ),
    ungraded('q-two/d02'),
  ];
  const before = results.map((result) =>
    result.id === 'q-one/d01' && result.outcome !== 'ungraded'
      ? { ...result, points: result.points.map((point) => ({ ...point, verdict: 'missed' as const })) }
      : result,
  );
  const figures = figuresOf(results, { minPass: 1 });
  return {
    manifest: {
      date: '2026-01-02T03:04:05.678Z',
      version: '1.2.3',
      commit: 'abc',
      engine: 'heuristic',
      source: 'reckoned',
      model: null,
      prompt: null,
      rubrics: { 'q-one': 'sha256:1' },
      fixtures: 'sha256:2',
      repeat: 1,
      min_pass: 1,
      filters: {},
    },
    results,
    figures,
    gates: judgeGates({ all: { min_qwk: 0.99, max_ungraded: 1, max_mae: 1 } }, figures, () => false),
    disagreements: disagreementsOf(results),
    flips: flipsOf(results.filter(counts)),
    attacks: {
      all: { run: 2, broken: 1, gain: 12 },
      families: [
        {
          family: 'plea',
          run: 2,
          broken: 1,
          gain: 12,
          examples: [
            { question: 'q-one', template: 'plea-1', over: 'weak', what: 'gains 5 % → 17 %', attacked: hostile },
          ],
        },
      ],
    },
    comparison: compareRuns(before, results),
    faults: [],
  };
}
