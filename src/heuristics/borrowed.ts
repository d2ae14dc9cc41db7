import type { Structure } from '../text/clauses.ts';
import type { Span } from '../text/normalise.ts';
import { bigrams, contentLength, isMostlyIn } from '../text/similarity.ts';
import type { ListItem } from './list-items.ts';

/** Texts that earn nothing when they are merely repeated: the question, and the rubric's policy. */
export type KnownTexts = {
  readonly question: ReadonlySet<number>;
  readonly policy: readonly string[];
  /** Bigrams of the policy, clause by clause: what a list of its phrases is made of, in whatever order. */
  readonly policyGrams: ReadonlySet<number>;
  /** Names of the rubric's points: a list of them is no act. */
  readonly names: readonly string[];
};

/** A stretch that is not the candidate's own. */
export type Borrowed = Span & { readonly reason: 'question' | 'rubric' };

const copiedShare = 0.9;
const shortestCopy = 5;
const shortestCopyInWords = 3;
const mostlyCopied = 0.6;
// Of the labelled answers none has as much of the policy's wording in a row; lists of policy phrases have it throughout.
const policyShare = 0.85;
const neutralShare = 0.5;
const longestPolicyRun = 24;
const mostPolicyItems = 5;

/**
 * Stretches that repeat the question or the rubric: clauses of the question, sentences of the policy, lists of its phrases.
 *
 * @param items - those of the text, as {@link listItems} gives them
 */
export function borrowedStretches(
  text: string,
  structure: Structure,
  { items, known }: { readonly items: readonly ListItem[]; readonly known: KnownTexts },
): Borrowed[] {
  return [...questionClauses(text, structure, known), ...policySentences(text, known), ...policyLists(items, known)];
}

/** Clauses of the question, and sentences that are mostly made of them: what is left between is too short to tell. */
function questionClauses(text: string, { clauses, sentences }: Structure, known: KnownTexts): Borrowed[] {
  const copied = clauses.flatMap((clause): Borrowed[] => {
    const words = text.slice(clause.start, clause.end);
    if (!isMostlyIn(words, known.question, copiedShare)) return [];
    const shortest = /[a-z]/.test(words) ? shortestCopyInWords : shortestCopy;
    return bigrams(words).size + 1 < shortest ? [] : [{ ...clause, reason: 'question' }];
  });
  if (copied.length === 0) return copied;
  const mostlyCopies = sentences.flatMap((sentence): Borrowed[] => {
    const length = copied
      .filter(({ start, end }) => start >= sentence.start && end <= sentence.end)
      .reduce((sum, { start, end }) => sum + end - start, 0);
    const isMostly = length >= mostlyCopied * (sentence.end - sentence.start);
    return isMostly ? [{ ...sentence, reason: 'question' }] : [];
  });
  return [...copied, ...mostlyCopies];
}

function policySentences(text: string, known: KnownTexts): Borrowed[] {
  const copied: Borrowed[] = [];
  for (const policy of known.policy) {
    for (let at = text.indexOf(policy); at >= 0; at = text.indexOf(policy, at + policy.length)) {
      copied.push({ start: at, end: at + policy.length, reason: 'rubric' });
    }
  }
  return copied;
}

/** Runs of list items that are made of nothing but the policy's wording: its phrases, shuffled or not. */
function policyLists(items: readonly ListItem[], known: KnownTexts): Borrowed[] {
  const lists: Borrowed[] = [];
  let run: { start: number; end: number; items: number; length: number } | undefined;
  const close = (): void => {
    if (run !== undefined && (run.length >= longestPolicyRun || run.items >= mostPolicyItems))
      lists.push({ start: run.start, end: run.end, reason: 'rubric' });
    run = undefined;
  };
  for (const item of items) {
    const { words, isName } = item;
    const length = contentLength(words);
    // The name of a point is a heading: listed alone it is merely named, which the scene deals with.
    if (length < 2 || isName) continue;
    if (isMostlyIn(words, known.policyGrams, policyShare)) {
      run =
        run === undefined
          ? { start: item.start, end: item.end, items: 1, length }
          : { start: run.start, end: item.end, items: run.items + 1, length: run.length + length };
    }
    // A phrase that is the policy's but for a word neither belongs to the run nor ends it.
    else if (!isMostlyIn(words, known.policyGrams, neutralShare)) close();
  }
  close();
  return lists;
}
