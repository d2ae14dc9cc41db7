import type { Role } from '../core/turn.ts';
import { isListening, isPersonal, symbolCount, talkOf } from './interviewer-talk.ts';
import { type Found, leastAhead } from './match-questions.ts';
import type { QuestionBank } from './question-bank.ts';
import type { Similar, SpokenTurn, UnmatchedTurn } from './recognised.ts';

/** A turn whose speaker is known, and the questions that it asks, follows up or answers. */
export type PlacedTurn = SpokenTurn & {
  readonly number: number;
  readonly role: Role;
  readonly questions: readonly string[];
};

export type Placed = { readonly turns: readonly PlacedTurn[]; readonly unmatched: readonly UnmatchedTurn[] };

const slightSymbols = 4;
const nearAnother = 0.3;
const nearerByFar = 0.25;
const nearRunning = 0.1;
const longQuestion = 15;
const leastWithAnswer = 0.15;
const longAnswer = 20;
const mostAnswerTurns = 20;
/** Characters of what was said before that a question is compared with. */
const mostSaid = 5_000;

/**
 * Gives every turn its questions. What the interviewer says without a break, the candidate's 嗯 in between left aside, is read
 * as one: it may ask a question in parts, or two at once, whose answer then belongs to both. What follows a question up,
 * and every remark, stays with the running answer; any other question ends it. Questions that are not told are reported.
 */
export function placeTurns(
  turns: readonly (SpokenTurn & { readonly role: Role })[],
  bank: Pick<QuestionBank, 'matcher' | 'answerMatcher'>,
): Placed {
  const questions: (readonly string[])[] = turns.map(() => []);
  const unmatched: UnmatchedTurn[] = [];
  let running: readonly string[] = [];
  let said: string[] = [];
  let asked: number[] = [];
  let between: number[] = [];

  /** Reads what the interviewer said since the last answer. */
  const conclude = (next: number): BlockReading['does'] => {
    if (asked.length === 0) return 'listens';
    const before = running;
    const block = asked.map((index) => turns[index]?.text ?? '');
    const around = { running, said: said.join('\n').slice(-mostSaid), answer: answerFrom(turns, next) };
    const read = readBlock(block, around, bank);
    running = read.questions;
    for (const index of asked) questions[index] = running;
    const isSame = running === before;
    said = running.length === 0 ? [] : isSame ? [...said, ...block] : block;
    for (const index of between) questions[index] = isSame && read.does === 'asks' ? running : [];
    for (const entry of read.unmatched)
      unmatched.push({ ...entry, turn: (asked[entry.part] ?? 0) + 1, text: turns[asked[entry.part] ?? 0]?.text ?? '' });
    asked = [];
    between = [];
    return read.does;
  };

  for (const [index, { role, text }] of turns.entries()) {
    if (role === 'interviewer') asked.push(index);
    else if (role === 'candidate') {
      if (asked.length > 0 && isListening(text)) between.push(index);
      else {
        const did = conclude(index);
        // 没事哈哈 after a remark is no part of an answer; 会的 after a question is.
        if (did === 'remarks' && symbolCount(text) <= slightSymbols) continue;
        questions[index] = running;
        if (running.length > 0) said.push(text);
      }
    }
  }
  conclude(turns.length);
  return {
    turns: turns.map((turn, index) => ({ ...turn, number: index + 1, questions: questions[index] ?? [] })),
    unmatched: unmatched.map(({ turn, text, reason, nearest }) => ({ turn, text, reason, nearest })),
  };
}

/** What candidates say from a turn on, until the interviewer says more than 嗯. */
function answerFrom(turns: readonly (SpokenTurn & { readonly role: Role })[], from: number): string {
  const texts: string[] = [];
  let length = 0;
  for (const { role, text } of turns.slice(from, from + mostAnswerTurns)) {
    if ((role === 'interviewer' && !isListening(text)) || length >= mostSaid) break;
    if (role !== 'candidate') continue;
    texts.push(text);
    length += text.length;
  }
  return texts.join('\n').slice(0, mostSaid);
}

type BlockReading = {
  readonly questions: readonly string[];
  /** Asks something, be it to follow up; only shows that one listens; or says something that asks for no answer. */
  readonly does: 'asks' | 'listens' | 'remarks';
  readonly unmatched: readonly (Pick<UnmatchedTurn, 'reason' | 'nearest'> & { readonly part: number })[];
};

/** What a block of the interviewer's turns asks; `part` is the index of a turn in it. */
function readBlock(
  parts: readonly string[],
  { running, said, answer }: { readonly running: readonly string[]; readonly said: string; readonly answer: string },
  { matcher, answerMatcher }: Pick<QuestionBank, 'matcher' | 'answerMatcher'>,
): BlockReading {
  const text = parts.join('\n');
  const found = matcher.find(text);
  const clear = found.filter((stretch) => isClear(stretch, found)).toSorted((a, b) => a.from - b.from);
  const told = [...new Set(clear.map(({ question }) => question))];
  if (told.length > 0) {
    const beside = parts.findIndex((words) => isPersonal(words) && matcher.find(words).length === 0);
    const left = beside < 0 ? [] : [{ part: beside, reason: 'unmatched' as const, nearest: [] }];
    return { questions: told.every((id) => running.includes(id)) ? running : told, does: 'asks', unmatched: left };
  }
  const part = Math.max(
    0,
    parts.findLastIndex((words) => !isListening(words)),
  );
  const nearest = matcher.rank(text).slice(0, 3);
  const [best] = found;
  if (best !== undefined) {
    const near = [best, ...best.others].slice(0, 3).map(({ question, similarity }) => ({ question, similarity }));
    const here = near.find(({ question }) => running.includes(question));
    if (here !== undefined && best.similarity - here.similarity < leastAhead / 2)
      return { questions: running, does: 'asks', unmatched: [] };
    const meant = toldByAnswer(near);
    if (meant !== undefined) return { questions: [meant], does: 'asks', unmatched: [] };
    return { questions: [], does: 'asks', unmatched: [{ part, reason: 'ambiguous', nearest: near }] };
  }
  const talk = parts.map((words) => {
    const kind = talkOf(words, said);
    return kind === 'other_question' && isAboutRunning(words) ? 'follow_up' : kind;
  });
  const other = parts.findIndex(
    (words, index) => talk[index] === 'other_question' || (talk[index] === 'follow_up' && isElsewhere(words)),
  );
  if (other >= 0) {
    const words = parts[other] ?? '';
    const meant = isPersonal(words) ? undefined : toldByAnswer(matcher.rank(words).slice(0, 1));
    if (meant !== undefined) return { questions: [meant], does: 'asks', unmatched: [] };
  }
  if (other >= 0) return { questions: [], does: 'asks', unmatched: [{ part: other, reason: 'unmatched', nearest }] };
  const does = talk.includes('follow_up') ? 'asks' : talk.every((kind) => kind === 'listening') ? 'listens' : 'remarks';
  return { questions: talk.includes('end') ? [] : running, does, unmatched: [] };

  /**
   * The question that is retold in other words: near enough to be meant, and the one that the answer is likest to. Two signs that
   * know nothing of each other: where the first one errs, the second agrees by chance once in 30 times.
   */
  function toldByAnswer(near: readonly Similar[]): string | undefined {
    if (symbolCount(answer) < longAnswer) return undefined;
    const [best] = answerMatcher.rank(answer);
    return near.find(({ question, similarity }) => similarity >= leastWithAnswer && question === best?.question)
      ?.question;
  }

  /** What is nearer to the running question than to any other of the bank is most likely about it. */
  function isAboutRunning(words: string): boolean {
    const [near] = matcher.rank(words);
    return (
      near !== undefined && running.includes(near.question) && near.similarity >= nearRunning && !isPersonal(words)
    );
  }

  /**
   * A question of some length that comes near to another one of the bank, or nearer than to the running one by far, is rather that
   * other one, ill told, than a follow-up.
   */
  function isElsewhere(words: string): boolean {
    const ranked = matcher.rank(words);
    const [near] = ranked;
    if (near === undefined || running.includes(near.question) || symbolCount(words) < longQuestion) return false;
    const here = ranked.find(({ question }) => running.includes(question))?.similarity ?? 0;
    return near.similarity >= nearAnother || (near.similarity >= nearerByFar && near.similarity >= 2 * here);
  }
}

/** Is a stretch ahead of every other question, those left aside that are asked elsewhere in the same breath? */
function isClear(stretch: Found, found: readonly Found[]): boolean {
  const elsewhere = new Set(found.filter((other) => other !== stretch).map(({ question }) => question));
  const rival = stretch.others.find(({ question }) => !elsewhere.has(question));
  return rival === undefined || stretch.similarity - rival.similarity >= leastAhead;
}
