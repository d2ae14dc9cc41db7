import type { GradedFlag, GradedPoint } from '../../core/grade.ts';
import type { Lang } from '../../core/judge.ts';
import type { Review } from '../../core/review.ts';
import type { Score } from '../../core/score.ts';

/** What a summary is made of. */
export type SummaryParts =
  | { readonly outcome: 'insufficient' }
  | { readonly outcome: 'ungraded' }
  | {
      readonly outcome: 'graded';
      readonly points: readonly GradedPoint[];
      readonly redFlags: readonly GradedFlag[];
      readonly review: Review;
      readonly engine: 'heuristic' | 'hybrid';
      readonly score: Score;
      readonly marks: number;
    };

/** One or two plain sentences on a grade: what is there, what is missing, what to mend first. No praise that nothing supports. */
export function summarise(parts: SummaryParts, lang: Lang): string {
  if (parts.outcome === 'insufficient') {
    return lang === 'en'
      ? 'There is nothing here to grade yet. Say in your own words what you would do.'
      : '还没有可以评分的内容。请用自己的话说说你会怎么做。';
  }
  if (parts.outcome === 'ungraded') {
    return lang === 'en'
      ? 'This answer could not be graded. That says nothing about the answer.'
      : '这份作答没能评出结果，原因在评分一方，与作答好坏无关。';
  }
  const names = (verdict: GradedPoint['verdict']): string[] =>
    parts.points.filter((point) => point.verdict === verdict).map((point) => point.name);
  return lang === 'en' ? english(parts, names) : chinese(parts, names);
}

type Graded = Extract<SummaryParts, { outcome: 'graded' }>;
type Names = (verdict: GradedPoint['verdict']) => string[];

function chinese({ points, redFlags }: Graded, names: Names): string {
  const sentences = [`${points.length} 个得分点说到 ${names('met').length} 个。`];
  if (names('partial').length > 0) sentences.push(`还不够具体：${names('partial').join('、')}。`);
  if (names('missed').length > 0) sentences.push(`没有说到：${names('missed').join('、')}。`);
  if (names('undecided').length > 0) sentences.push(`有待人工复核：${names('undecided').join('、')}。`);
  if (redFlags.length > 0) sentences.push(`触碰红线：${redFlags.map((flag) => flag.name).join('、')}。`);
  return sentences.join('');
}

function english({ points, redFlags }: Graded, names: Names): string {
  const sentences = [`${names('met').length} of ${points.length} key points are there.`];
  if (names('partial').length > 0) sentences.push(`Not concrete enough: ${names('partial').join(', ')}.`);
  if (names('missed').length > 0) sentences.push(`Missing: ${names('missed').join(', ')}.`);
  if (names('undecided').length > 0)
    sentences.push(`Waiting for a person to decide: ${names('undecided').join(', ')}.`);
  if (redFlags.length > 0) sentences.push(`Red flags: ${redFlags.map((flag) => flag.name).join(', ')}.`);
  return sentences.join(' ');
}
