import { InvalidInput } from '../core/errors.ts';
import type { Grade } from '../core/grade.ts';
import { type AnswerResult, counts } from './answer-result.ts';
import { runAttacks } from './attack-run.ts';
import type { AttackTemplate } from './attacks.ts';
import type { Gates } from './check-config.ts';
import type { CheckReport } from './check-report.ts';
import { disagreementsOf } from './disagreements.ts';
import { figuresOf } from './figures.ts';
import { judgeAttackGates, judgeGates, strayNames } from './gates.ts';
import { compareRuns } from './regression.ts';
import { flipsOf } from './repeats.ts';
import { type Case, type GradeFixture, runAnswers } from './run-answers.ts';
import type { RunManifest } from './run-file.ts';
import { cutSlices, type Filters, selectCases, sliceNames } from './select-cases.ts';

/** All that a check needs; nothing in it reads a clock or a file. */
export type CheckRequest = {
  readonly cases: readonly Case[];
  readonly filters: Filters;
  readonly judge: {
    readonly grade: GradeFixture;
    readonly heuristic: (question: string, answer: string) => Grade;
    readonly width: number;
    readonly faults: () => string[];
  };
  readonly repeat: { readonly times: number; readonly minPass: number };
  readonly gates: Gates;
  readonly baseline: readonly AnswerResult[] | undefined;
  /** Attacks to be tried; undefined tries none. */
  readonly attacks: readonly AttackTemplate[] | undefined;
  readonly manifest: Omit<RunManifest, 'rubrics' | 'fixtures' | 'repeat' | 'min_pass'>;
  readonly hashOf: (text: string) => string;
  readonly rubricHash: (question: string) => string;
  readonly step?: () => void;
};

/** Grades the cases, measures them against their labels, and holds the gates and the run before against them. */
export async function checkAnswers(request: CheckRequest): Promise<CheckReport> {
  const { cases, judge, repeat, gates } = request;
  const stray = strayNames(gates, (kind) => sliceNames(cases, kind));
  if (stray.length > 0)
    throw new InvalidInput(
      'gates',
      stray.map((field) => ({ field, message: 'there is no such slice' })),
    );
  const selected = selectCases(cases, request.filters);
  if (selected.length === 0)
    throw new InvalidInput('filters', [{ field: '', message: 'no labelled answer passes them' }]);

  const results: AnswerResult[] = [];
  for (let run = 1; run <= repeat.times; run++) {
    const { width } = judge;
    const step = request.step === undefined ? {} : { step: request.step };
    results.push(...(await runAnswers(selected, judge.grade, { run, width, ...step })));
  }
  const figures = figuresOf(results, { minPass: repeat.minPass });
  const rubrics = [...new Map(selected.map(({ rubric }) => [rubric.id, rubric])).values()];
  const isCut = rubrics.length < new Set(cases.map(({ rubric }) => rubric.id)).size;
  const attacks = request.attacks && runAttacks(request.attacks, rubrics, judge.heuristic);
  return {
    manifest: {
      ...request.manifest,
      rubrics: Object.fromEntries(rubrics.map(({ id }) => [id, request.rubricHash(id)])),
      fixtures: request.hashOf(JSON.stringify(selected.map(({ fixture }) => fixture))),
      repeat: repeat.times,
      min_pass: repeat.minPass,
    },
    results,
    figures,
    gates: [
      ...judgeGates(gates, figures, cutSlices(cases, selected)),
      ...(attacks === undefined ? [] : judgeAttackGates(gates, attacks, isCut)),
    ],
    disagreements: disagreementsOf(results),
    flips: flipsOf(results.filter(counts)),
    attacks,
    comparison: request.baseline && compareRuns(request.baseline, results),
    faults: judge.faults(),
  };
}
