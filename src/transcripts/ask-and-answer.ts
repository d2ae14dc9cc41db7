import type { Role } from '../core/turn.ts';
import { isListening, talkOf } from './interviewer-talk.ts';
import type { Found, QuestionMatcher } from './match-questions.ts';
import type { SpokenTurn, UnmatchedTurn } from './recognised.ts';

/** A turn whose speaker is known, and the questions that it asks, follows up or answers. */
export type PlacedTurn = SpokenTurn & {
  readonly number: number;
  readonly role: Role;
  readonly questions: readonly string[];
};

export type Placed = { readonly turns: readonly PlacedTurn[]; readonly unmatched: readonly UnmatchedTurn[] };

/** Likeness from which a stretch of the interviewer's words is a question of the bank. */
export const leastSimilar = 0.42;
/** How much nearer the nearest question must be than the next one; below, it is ambiguous. */
export const leastAhead = 0.1;

/**
 * Gives every turn its questions. What the interviewer says without a break, the candidate's 嗯 in between left aside, is read
 * as one: it may ask a question in parts, or two at once, whose answer then belongs to both. What follows a question up,
 * and every remark, stays with the running answer; any other question ends it. Questions that are not told are reported.
 */
export function placeTurns(turns: readonly (SpokenTurn & { readonly role: Role })[], matcher: QuestionMatcher): Placed {
  const questions: (readonly string[])[] = turns.map(() => []);
  const unmatched: UnmatchedTurn[] = [];
  let running: readonly string[] = [];
  let asked: number[] = [];
  let between: number[] = [];

  const conclude = (): void => {
    if (asked.length === 0) return;
    const before = running;
    const read = readBlock(
      asked.map((index) => turns[index]?.text ?? ''),
      running,
      matcher,
    );
    running = read.questions;
    for (const index of asked) questions[index] = running;
    const isSame = running === before;
    for (const index of between) questions[index] = isSame ? running : [];
    for (const entry of read.unmatched)
      unmatched.push({ ...entry, turn: (asked[entry.part] ?? 0) + 1, text: turns[asked[entry.part] ?? 0]?.text ?? '' });
    asked = [];
    between = [];
  };

  for (const [index, { role, text }] of turns.entries()) {
    if (role === 'interviewer') asked.push(index);
    else if (role === 'candidate') {
      if (asked.length > 0 && isListening(text)) between.push(index);
      else {
        conclude();
        questions[index] = running;
      }
    }
  }
  conclude();
  return {
    turns: turns.map((turn, index) => ({ ...turn, number: index + 1, questions: questions[index] ?? [] })),
    unmatched: unmatched.map(({ turn, text, reason, nearest }) => ({ turn, text, reason, nearest })),
  };
}

type BlockReading = {
  readonly questions: readonly string[];
  readonly unmatched: readonly (Pick<UnmatchedTurn, 'reason' | 'nearest'> & { readonly part: number })[];
};

/** What a block of the interviewer's turns asks; `part` is the index of a turn in it. */
function readBlock(parts: readonly string[], running: readonly string[], matcher: QuestionMatcher): BlockReading {
  const text = parts.join('\n');
  const found = matcher.find(text, leastSimilar);
  const clear = found.filter((stretch) => isClear(stretch, found)).toSorted((a, b) => a.from - b.from);
  const told = [...new Set(clear.map(({ question }) => question))];
  if (told.length > 0) return { questions: told.every((id) => running.includes(id)) ? running : told, unmatched: [] };
  const part = Math.max(
    0,
    parts.findLastIndex((said) => !isListening(said)),
  );
  const nearest = matcher.rank(text).slice(0, 3);
  const [best] = found;
  if (best !== undefined) {
    const near = [best, ...best.others].slice(0, 3).map(({ question, similarity }) => ({ question, similarity }));
    if (near.some(({ question }) => running.includes(question))) return { questions: running, unmatched: [] };
    return { questions: [], unmatched: [{ part, reason: 'ambiguous', nearest: near }] };
  }
  const talk = parts.map((said) => talkOf(said, { isRunning: running.length > 0 }));
  const other = talk.indexOf('other_question');
  if (other < 0) return { questions: running, unmatched: [] };
  return { questions: [], unmatched: [{ part: other, reason: 'unmatched', nearest }] };
}

/** Is a stretch ahead of every other question, those left aside that are asked elsewhere in the same breath? */
function isClear(stretch: Found, found: readonly Found[]): boolean {
  const elsewhere = new Set(found.filter((other) => other !== stretch).map(({ question }) => question));
  const rival = stretch.others.find(({ question }) => !elsewhere.has(question));
  return rival === undefined || stretch.similarity - rival.similarity >= leastAhead;
}
