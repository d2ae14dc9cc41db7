import type { KeptGrade, Verdict } from '../../client/api.ts';

/** A verdict that a person can give: nobody leaves a point undecided. */
export type RaterVerdict = Exclude<Verdict, 'undecided'>;

/** In the order of their keys: 1, 2, 3. */
export const raterVerdicts: readonly RaterVerdict[] = ['met', 'partial', 'missed'];

/** What a rater changes of a grade; what is absent stays as the machine has it. */
export type ReviewDraft = {
  readonly verdicts: Readonly<Partial<Record<string, RaterVerdict>>>;
  readonly flags: Readonly<Partial<Record<string, boolean>>>;
};

/** What the decision in force says, to be changed; nothing where there is none. */
export function draftOf({ decisions: [latest] }: KeptGrade): ReviewDraft {
  return { verdicts: latest?.verdicts ?? {}, flags: latest?.red_flags ?? {} };
}

/** The verdict that would stand. */
export function standing(grade: KeptGrade, draft: ReviewDraft, point: string): Verdict {
  const machine = grade.points.find(({ id }) => id === point);
  return draft.verdicts[point] ?? machine?.verdict ?? 'undecided';
}

/** Names of the points that would stay undecided. */
export function undecidedIn(grade: KeptGrade, draft: ReviewDraft): readonly string[] {
  return grade.points.filter(({ id }) => standing(grade, draft, id) === 'undecided').map(({ name }) => name);
}
