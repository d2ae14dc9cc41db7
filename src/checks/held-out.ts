/** What is held out of a fit to measure it: a tenth of the answers, all of one question, or all of one author. */
export type HeldOut = 'answers' | 'questions' | 'authors';

/** Where an observation comes from. */
export type Origin = {
  readonly answer: string;
  readonly question: string;
  /** Who wrote the answers of this kind: answers of one author sound alike. */
  readonly author: string;
  readonly language: 'zh' | 'en';
};

const folds = 10;

/** Names the part that an observation belongs to. Answers are dealt to ten parts in their order. */
export function partsOf(observations: readonly Origin[], heldOut: HeldOut): (observation: Origin) => string {
  if (heldOut === 'questions') return ({ question }) => question;
  if (heldOut === 'authors') return ({ author }) => author;
  const names = [...new Set(observations.map(({ answer }) => answer))];
  const foldOf = new Map(names.map((name, index) => [name, String(index % folds)]));
  return ({ answer }) => foldOf.get(answer) ?? '';
}
