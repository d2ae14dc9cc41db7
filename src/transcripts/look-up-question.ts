import { distance } from 'fastest-levenshtein';
import { normalise } from '../text/normalise.ts';
import { type Told, told } from './fault-words.ts';
import type { QuestionMatcher } from './match-questions.ts';
import type { BankQuestion } from './recognised.ts';

/** Finds the question that a sheet names by id, title or prompt; `fault` says why there is none, and which are near. */
export type QuestionLookup = (name: string) => { readonly id: string } | { readonly fault: Told };

/** A prompt that was shortened or mistyped in a sheet is at least this much like the question; another is not half as much. */
const leastSimilar = 0.6;
const leastAhead = 0.15;

/** Looks questions up in a bank: the id as it is, title and prompt without regard to punctuation, or nearly so. */
export function createLookup(questions: readonly BankQuestion[], matcher: QuestionMatcher): QuestionLookup {
  const named = new Map<string, string | undefined>();
  // A title that two questions share names neither.
  for (const { id, title, prompt, en } of questions)
    for (const text of new Set([title, prompt, en?.title, en?.prompt].flatMap((text) => text ?? []).map(plain)))
      named.set(text, named.has(text) ? undefined : id);
  for (const { id } of questions) named.set(plain(id), id);
  const known = new Map<string, ReturnType<QuestionLookup>>();

  function lookUp(name: string): ReturnType<QuestionLookup> {
    const exact = named.get(plain(name));
    if (exact !== undefined) return { id: exact };
    const [first, second] = matcher.rank(name);
    const ahead = (first?.similarity ?? 0) - (second?.similarity ?? 0);
    if (first !== undefined && first.similarity >= leastSimilar && ahead >= leastAhead) return { id: first.question };
    const near = nearest(name).join(', ');
    const asked = { name: shortened(name) };
    return {
      fault: near === '' ? told('unknown_question', asked) : told('unknown_question_near', { ...asked, nearest: near }),
    };
  }

  function nearest(name: string): string[] {
    const looksLikeId = /^[\w-]+$/.test(name);
    if (!looksLikeId)
      return matcher
        .rank(name)
        .filter(({ similarity }) => similarity >= 0.3)
        .slice(0, 3)
        .map(({ question }) => question);
    return questions
      .map(({ id }) => ({ id, away: id.includes(name) || name.includes(id) ? 1 : distance(name.toLowerCase(), id) }))
      .filter(({ id, away }) => away <= Math.max(2, id.length / 2))
      .toSorted((a, b) => a.away - b.away)
      .slice(0, 3)
      .map(({ id }) => id);
  }

  return (name) => {
    let found = known.get(name);
    if (found === undefined) {
      found = lookUp(name);
      if (known.size < 10_000) known.set(name, found);
    }
    return found;
  };
}

/** A text without blanks and punctuation, in one case and script. */
function plain(text: string): string {
  return normalise(text).text.replace(/[^\p{L}\p{N}]/gu, '');
}

function shortened(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}
