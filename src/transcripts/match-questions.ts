import { cutClauses } from '../text/clauses.ts';
import { symbolsOf } from '../text/grams.ts';
import { normalise } from '../text/normalise.ts';
import type { BankQuestion, Similar } from './recognised.ts';

/** A stretch of a text that is like a question. */
export type Found = Similar & {
  /** Sentences of the text from `from` up to `to`, not included. */
  readonly from: number;
  readonly to: number;
  /** The other questions that the stretch is like, best first. */
  readonly others: readonly Similar[];
};

/** Compares texts with the questions of a bank. */
export type QuestionMatcher = {
  /** Every question by its likeness to the text as a whole, best first; only those that have something in common with it. */
  readonly rank: (text: string) => readonly Similar[];
  /** Stretches of whole sentences that are like a question, best first; no sentence is in two of them. */
  readonly find: (text: string) => readonly Found[];
};

/**
 * Likeness from which a stretch of words is a question of the bank. Chance makes short texts more alike than long ones, so that a
 * scenario retold at length is told by less. Measured on `fixtures/questions-asked/development.jsonl`, 79 ways to ask the 33 questions
 * and 53 other questions: 76 are told, none wrongly, and
 * none of the others is taken for one of the bank. With 0.36 for all it is 72 and 0, with 0.26 for all 76 and 5.
 */
const leastSimilar = 0.36;
const leastSimilarAtLength = 0.26;
/** Chinese characters or Latin words from which a stretch is long. */
const longStretch = 40;

/**
 * How much nearer the nearest question must be than the next one; below, it is ambiguous. Of those that are told rightly in that
 * measurement none is nearer than that to another; the margin is for banks with questions that are more alike.
 */
export const leastAhead = 0.08;

type Wording = { readonly question: string; readonly weight: number };

/** Sentences of the longest question asked in one go; longer ones are found by their best part. */
const longestStretch = 6;
/** Sentences of a turn that are looked at; what a lecturing interviewer says beyond is left. */
const mostSentences = 60;

/**
 * Prepares a bank. Likeness is the weighted overlap of single characters and pairs of neighbours, 2·Σ shared / (Σ first +
 * Σ second): what stands in few questions of the bank weighs much (`客户`, in nearly all, next to nothing), so that a
 * paraphrase is told by what is special about it. A question is as near as its nearest wording: title or prompt, Chinese or English.
 *
 * @see Spärck Jones (1972), Journal of Documentation 28(1), for weights by rarity
 */
export function createMatcher(questions: readonly BankQuestion[]): QuestionMatcher {
  const texts = questions.flatMap((question) =>
    [
      question.title,
      question.prompt,
      ...(question.en === undefined ? [] : [question.en.title, question.en.prompt]),
    ].map((text) => ({ question: question.id, grams: gramsOf(text) })),
  );
  const holders = new Map<number, Set<string>>();
  for (const { question, grams } of texts)
    for (const gram of grams) {
      const known = holders.get(gram);
      if (known === undefined) holders.set(gram, new Set([question]));
      else known.add(question);
    }
  const weights = new Map<number, number>();
  for (const [gram, { size }] of holders) weights.set(gram, Math.log((questions.length + 1) / size));
  // What no question holds is mostly the talk around it, so it weighs a little and no more.
  const unknown = 0.5;
  const weightOf = (gram: number): number => weights.get(gram) ?? unknown;
  const weigh = (grams: ReadonlySet<number>): number => {
    let total = 0;
    for (const gram of grams) total += weightOf(gram);
    return total;
  };
  const wordings: readonly Wording[] = texts.map(({ question, grams }) => ({ question, weight: weigh(grams) }));
  const wordingsWith = new Map<number, number[]>();
  for (const [index, { grams }] of texts.entries())
    for (const gram of grams) {
      const known = wordingsWith.get(gram);
      if (known === undefined) wordingsWith.set(gram, [index]);
      else known.push(index);
    }

  function rankGrams(grams: ReadonlySet<number>): Similar[] {
    const shared = new Float64Array(wordings.length);
    let own = 0;
    for (const gram of grams) {
      const weight = weightOf(gram);
      own += weight;
      for (const index of wordingsWith.get(gram) ?? []) shared[index] = (shared[index] ?? 0) + weight;
    }
    const best = new Map<string, number>();
    for (const [index, { question, weight }] of wordings.entries()) {
      const similarity = (2 * (shared[index] ?? 0)) / (own + weight);
      if (similarity > (best.get(question) ?? 0)) best.set(question, similarity);
    }
    return [...best].map(([question, similarity]) => ({ question, similarity })).toSorted(bySimilarity);
  }

  function find(text: string): Found[] {
    const sentences = sentencesOf(text)
      .slice(0, mostSentences)
      .map((sentence) => ({ grams: gramsOf(sentence), symbols: symbolsOf(sentence).symbol.length }));
    const stretches: Found[] = [];
    for (let from = 0; from < sentences.length; from++) {
      const grams = new Set<number>();
      let symbols = 0;
      for (let to = from + 1; to <= Math.min(sentences.length, from + longestStretch); to++) {
        const sentence = sentences[to - 1];
        for (const gram of sentence?.grams ?? []) grams.add(gram);
        symbols += sentence?.symbols ?? 0;
        const least = symbols >= longStretch ? leastSimilarAtLength : leastSimilar;
        const [first, ...others] = rankGrams(grams);
        if (first !== undefined && first.similarity >= least) stretches.push({ ...first, from, to, others });
      }
    }
    const found: Found[] = [];
    for (const stretch of stretches.toSorted(bySimilarity))
      if (found.every((other) => stretch.to <= other.from || stretch.from >= other.to)) found.push(stretch);
    return found;
  }

  return { rank: (text) => rankGrams(gramsOf(text)), find };
}

/** Sentences of a raw text, in order. */
export function sentencesOf(text: string): string[] {
  const normalised = normalise(text);
  const { sentences } = cutClauses(normalised.text, normalised.unit);
  return sentences.map(({ start, end }) => normalised.text.slice(start, end));
}

/** Single symbols and neighbouring pairs, as numbers. */
function gramsOf(text: string): Set<number> {
  const { symbol } = symbolsOf(normalise(text).text);
  const grams = new Set<number>();
  for (const [index, code] of symbol.entries()) {
    grams.add(code);
    if (index > 0) grams.add((symbol[index - 1] ?? 0) * 0x40000 + code + 0x40000);
  }
  return grams;
}

const bySimilarity = (a: { similarity: number }, b: { similarity: number }): number => b.similarity - a.similarity;
