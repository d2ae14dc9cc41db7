import type { Structure } from '../text/clauses.ts';
import type { Span } from '../text/normalise.ts';
import { bigrams, containment, contentLength } from '../text/similarity.ts';

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

/** Stretches that repeat the question or the rubric: clauses of the question, sentences of the policy, lists of its phrases. */
export function borrowedStretches(text: string, structure: Structure, known: KnownTexts): Borrowed[] {
  return [
    ...questionClauses(text, structure, known),
    ...policySentences(text, known),
    ...policyLists(text, structure, known),
  ];
}

/** Clauses of the question, and sentences that are mostly made of them: what is left between is too short to tell. */
function questionClauses(text: string, structure: Structure, known: KnownTexts): Borrowed[] {
  const copied = structure.clauses.flatMap((clause): Borrowed[] => {
    const words = text.slice(clause.start, clause.end);
    const grams = bigrams(words);
    if (grams.size + 1 < (/[a-z]/.test(words) ? shortestCopyInWords : shortestCopy)) return [];
    return containment(grams, known.question) >= copiedShare ? [{ ...clause, reason: 'question' }] : [];
  });
  if (copied.length === 0) return copied;
  const sentences = structure.sentences.flatMap((sentence): Borrowed[] => {
    const length = copied
      .filter(({ start, end }) => start >= sentence.start && end <= sentence.end)
      .reduce((sum, { start, end }) => sum + end - start, 0);
    const isMostly = length >= mostlyCopied * (sentence.end - sentence.start);
    return isMostly ? [{ ...sentence, reason: 'question' }] : [];
  });
  return [...copied, ...sentences];
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
function policyLists(text: string, structure: Structure, known: KnownTexts): Borrowed[] {
  const lists: Borrowed[] = [];
  let run: { start: number; end: number; items: number; length: number } | undefined;
  const close = (): void => {
    if (run !== undefined && (run.length >= longestPolicyRun || run.items >= mostPolicyItems))
      lists.push({ start: run.start, end: run.end, reason: 'rubric' });
    run = undefined;
  };
  for (const item of structure.clauses.flatMap((clause) => splitList(text, clause))) {
    const words = text.slice(item.start, item.end);
    const length = contentLength(words);
    // The name of a point is a heading: listed alone it is merely named, which the scene deals with.
    if (length < 2 || known.names.some((name) => name.includes(words.trim()))) continue;
    const share = containment(bigrams(words), known.policyGrams);
    // A phrase that is the policy's but for a word neither belongs to the run nor ends it.
    if (share < policyShare && share >= neutralShare) continue;
    if (share < neutralShare) close();
    else if (run === undefined) run = { ...item, items: 1, length };
    else run = { start: run.start, end: item.end, items: run.items + 1, length: run.length + length };
  }
  close();
  return lists;
}

const listMark = /[、，；\n。：]|——?|→|\+|\/|-/;

/** The items of a clause, as 、 / → + and the like divide it; a clause without them is one item. */
export function splitList(text: string, clause: Span): Span[] {
  const items: Span[] = [];
  let start = clause.start;
  for (let index = clause.start; index <= clause.end; index++) {
    if (index === clause.end || listMark.test(text[index] ?? '')) {
      if (index > start) items.push({ start, end: index });
      start = index + 1;
    }
  }
  return items;
}
