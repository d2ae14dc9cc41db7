import { longestAnswer } from '../../core/answer-text.ts';
import { mostSteps } from './most-steps.ts';

/**
 * The most steps that a regular expression may take on the longest answer, as told from the expression alone. What grows with the
 * cube of a text's length (8 × 10¹²) or faster lies above; what is bounded, or grows with the square, below. Of ours, the one with
 * the most (4.4 × 10¹⁰) was seen to take 0.2 s on what it likes least; `我[^。]*退` (8 × 10⁸) takes two seconds.
 */
const mostAllowed = 5e10;

/** A regular expression, or what is wrong with it: `syntax` in the words of the engine, or `cost` where it may go back too often. */
export type ReadRegex = { readonly regex: RegExp } | { readonly fault: 'syntax' | 'cost'; readonly message: string };

/** Reads a regular expression of a rubric. */
export function readBoundedRegex(source: string): ReadRegex {
  let regex: RegExp;
  try {
    regex = new RegExp(source, 'gu');
  } catch (error) {
    return { fault: 'syntax', message: (error as SyntaxError).message };
  }
  const steps = mostSteps(source, longestAnswer);
  return steps <= mostAllowed
    ? { regex }
    : { fault: 'cost', message: `the regular expression may take ${inWords(steps)}` };
}

function inWords(steps: number): string {
  const many = Number.isFinite(steps)
    ? `${steps.toExponential(0).replace('e+', ' × 10^')} steps`
    : 'steps without number';
  return `${many} on an answer of ${longestAnswer} characters; bound its repeats, as in [^。]{0,20}`;
}
