import type { Grade } from '../core/grade.ts';
import type { Rubric } from '../core/rubric.ts';
import { type Attack, type AttackTemplate, brokenBy, expandAttacks, mostForNothing, type Outcome } from './attacks.ts';

/** An attack that reached what it must not. */
export type BrokenAttack = {
  readonly question: string;
  readonly template: string;
  readonly over: 'weak' | 'full';
  /** What it broke, in one sentence. */
  readonly what: string;
  readonly attacked: string;
};

/** What attacks reached together. `gain`: the most that one earned above what is due to it, in percent of the marks. */
export type AttackFigures = { readonly run: number; readonly broken: number; readonly gain: number };

export type AttackSummary = {
  readonly all: AttackFigures;
  readonly families: readonly (AttackFigures & {
    readonly family: string;
    readonly examples: readonly BrokenAttack[];
  })[];
};

type Tried = { readonly family: string; readonly gain: number; readonly broken: BrokenAttack | undefined };

/**
 * Lays every template over every rubric. The weak answer is the first `partial` example of the rubric's first point: some
 * words to the purpose, half of one point; the full one is the model answer.
 *
 * @param grade - what the grader makes of an answer to a question
 */
export function runAttacks(
  templates: readonly AttackTemplate[],
  rubrics: readonly Rubric[],
  grade: (question: string, answer: string) => Grade,
): AttackSummary {
  const tried = rubrics.flatMap((rubric) => {
    const outcome = (answer: string): Outcome => {
      const graded = grade(rubric.id, answer);
      return { percent: graded.percent ?? 0, reviewNeeded: graded.review.needed };
    };
    const full = rubric.model_answer;
    const weak = rubric.points[0]?.examples.partial[0] ?? '';
    const plain = { weak: outcome(weak), full: outcome(full) };
    return expandAttacks(templates, rubric, { weak, full }).map((attack) =>
      tryAttack(rubric.id, attack, plain[attack.over], outcome(attack.attacked)),
    );
  });
  const families = [...Map.groupBy(tried, (one) => one.family)].map(([family, group]) => ({
    family,
    ...sum(group),
    examples: group.flatMap(({ broken }) => (broken === undefined ? [] : [broken])),
  }));
  return { all: sum(tried), families };
}

function tryAttack(question: string, attack: Attack, plain: Outcome, attacked: Outcome): Tried {
  const what = brokenBy(attack, plain, attacked);
  const due = attack.template.must === 'cap' ? (attack.template.cap ?? mostForNothing) : plain.percent;
  return {
    family: attack.template.family,
    gain: Math.max(0, attacked.percent - due),
    broken:
      what === undefined
        ? undefined
        : { question, template: attack.template.id, over: attack.over, what, attacked: attack.attacked },
  };
}

function sum(tried: readonly Tried[]): AttackFigures {
  return {
    run: tried.length,
    broken: tried.filter(({ broken }) => broken !== undefined).length,
    gain: Math.round(10 * Math.max(0, ...tried.map(({ gain }) => gain))) / 10,
  };
}
