import type { Grade } from '../core/grade.ts';
import type { Rubric } from '../core/rubric.ts';
import { scoreVerdicts } from '../core/score.ts';
import { normalise } from '../text/normalise.ts';
import { bigrams, containment, contentLength } from '../text/similarity.ts';
import type { AnswerResult, FlagResult, PointResult } from './answer-result.ts';
import type { Fixture } from './fixtures.ts';

/** A fixture with what it is measured by. */
export type Case = { readonly fixture: Fixture; readonly rubric: Rubric; readonly set: string };

/** What a grader made of a fixture, or why it made nothing. `synthetic`: a made-up recording judged. */
export type Graded = { readonly grade: Grade; readonly synthetic: boolean } | { readonly error: string };

/** Grades one fixture; never throws for what one answer met with. */
export type GradeFixture = (fixture: Fixture) => Promise<Graded>;

/**
 * Grades every case once and sets each grade beside its labels, in the order of the cases.
 *
 * @param options.run - which of several runs this is, from 1
 * @param options.width - answers graded at the same time, at most
 */
export async function runAnswers(
  cases: readonly Case[],
  grade: GradeFixture,
  options: { readonly run: number; readonly width: number; readonly step?: () => void },
): Promise<AnswerResult[]> {
  const results = new Array<AnswerResult>(cases.length);
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < cases.length; index = next++) {
      const entry = cases[index];
      if (entry === undefined) return;
      results[index] = compare(entry, await grade(entry.fixture), options.run);
      options.step?.();
    }
  };
  await Promise.all(Array.from({ length: Math.min(options.width, cases.length) }, work));
  return results;
}

/** Sets a grade beside the labels of its fixture. @throws {RangeError} when the labels lack a point of the rubric */
export function compare({ fixture, rubric, set }: Case, graded: Graded, run: number): AnswerResult {
  const { text } = normalise(fixture.answer);
  const shared = {
    id: fixture.id,
    question: fixture.question,
    set,
    style: fixture.style,
    run,
    answer: fixture.answer,
    length: contentLength(text),
    labelled_percent: scoreVerdicts(rubric, new Map(Object.entries(fixture.labels)), fixture.red_flags).percent,
  };
  if ('error' in graded) return { ...shared, outcome: 'ungraded', error: graded.error };
  const { grade, synthetic } = graded;
  if (grade.outcome === 'ungraded') return { ...shared, outcome: 'ungraded', error: 'the grader gave no grade' };
  const own = bigrams(text);
  const points = grade.points.map((point): PointResult => {
    const label = fixture.labels[point.id];
    if (label === undefined) throw new RangeError(`${fixture.id} has no label for "${point.id}"`);
    return {
      id: point.id,
      dimension: point.dimension,
      name: point.name,
      label,
      verdict: point.verdict,
      uncertain: fixture.uncertain.includes(point.id),
      evidence: point.evidence,
      reason: point.reason,
      overlap: Math.round(1000 * containment(wordsOf(rubric, point.id), own)) / 1000,
    };
  });
  const flags = rubric.red_flags.map((flag): FlagResult => {
    const found = grade.red_flags.find((candidate) => candidate.id === flag.id);
    return {
      id: flag.id,
      name: flag.name,
      labelled: fixture.red_flags.includes(flag.id),
      found: found !== undefined,
      evidence: found?.evidence ?? [],
    };
  });
  return {
    ...shared,
    outcome: grade.outcome,
    synthetic,
    percent: grade.percent,
    review: grade.review.reasons,
    points,
    red_flags: flags,
  };
}

const known = new WeakMap<Rubric, Map<string, ReadonlySet<number>>>();

/** Bigrams of a point's policy and example. */
function wordsOf(rubric: Rubric, id: string): ReadonlySet<number> {
  let words = known.get(rubric);
  if (words === undefined) {
    words = new Map(
      rubric.points.map((point) => [point.id, bigrams(normalise(`${point.met}\n${point.example}`).text)] as const),
    );
    known.set(rubric, words);
  }
  return words.get(id) ?? new Set();
}
