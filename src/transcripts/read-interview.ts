import type { Submission } from '../core/submission.ts';
import type { Role } from '../core/turn.ts';
import { answerFault } from './answer-fault.ts';
import { type PlacedTurn, placeTurns } from './ask-and-answer.ts';
import { told } from './fault-words.ts';
import type { Person, SpokenInterview } from './labelled-text.ts';
import { unreadable } from './opened-file.ts';
import { isPersonName, peopleInFileName, personInFileName } from './person-names.ts';
import type { QuestionBank } from './question-bank.ts';
import type { FileFault, Interview, Speaker, SpokenTurn } from './recognised.ts';
import { isVoiceNumber, meaningOf } from './speaker-labels.ts';
import { tellRoles } from './tell-roles.ts';

/** What an interview is read with. */
export type InterviewContext = {
  /** Name of the file; folders before it do not go into the ids of answers. */
  readonly file: string;
  readonly bank: Pick<QuestionBank, 'matcher' | 'answerMatcher'>;
  readonly candidateSpeakers: readonly string[];
};

const longestId = 200;
const mostTurns = 5_000;
const mostCharacters = 1_000_000;
const mostSpeakers = 100;

/**
 * Tells the speakers apart, gives every turn its questions and joins what a candidate says to one into an answer, its turns in
 * order, a line break between them. A question that is taken up again later goes on with the same answer.
 *
 * @throws {InvalidInput} when a candidate is named who does not speak, or it is far longer than an interview can be
 */
export function readInterview({ turns, people }: SpokenInterview, context: InterviewContext): Interview {
  const { file, bank, candidateSpeakers } = context;
  checkLength(turns, file);
  const roles = tellRoles(turns, { people, inFileName: peopleInFileName(file), candidateSpeakers }, bank.matcher);
  const spoken = turns.map((turn) => ({ ...turn, role: roles.get(turn.speaker) ?? 'unknown' }));
  const counts = new Map<string, number>();
  for (const { speaker } of turns) counts.set(speaker, (counts.get(speaker) ?? 0) + 1);
  const speakers = [...roles].map(([name, role]): Speaker => ({ name, role, turns: counts.get(name) ?? 0 }));
  const faults = roleFaults(speakers, file);
  const candidates = speakers.filter(({ role }) => role === 'candidate');
  const canRead = candidates.length > 0 && speakers.some(({ role }) => role === 'interviewer');
  const placed = canRead
    ? placeTurns(spoken, bank)
    : { turns: spoken.map((turn, index) => ({ ...turn, number: index + 1, questions: [] })), unmatched: [] };
  const submissions: Submission[] = [];
  for (const { name } of candidates) {
    const own = placed.turns.filter(({ speaker, role }) => role === 'candidate' && speaker === name);
    const candidate = candidateName(name, { people, file, isOnly: candidates.length === 1, turns: own });
    for (const question of new Set(own.flatMap(({ questions }) => questions))) {
      const joined = joinTurns(own.filter(({ questions }) => questions.includes(question)));
      const wrong = answerFault(joined.answer);
      if (wrong !== undefined) {
        const turn = joined.turns[0]?.turn ?? 0;
        faults.push({ file, field: `turn ${turn}: answer to ${question}`, ...wrong });
        continue;
      }
      const id = answerId(file, candidates.length === 1 ? undefined : name, question);
      submissions.push({ id, candidate, question, answer: joined.answer, origin: { file, turns: joined.turns } });
    }
  }
  for (const question of asked(placed.turns))
    if (canRead && !submissions.some((submission) => submission.question === question))
      faults.push({ file, field: question, ...told('not_answered') });
  return {
    file,
    kind: 'interview',
    speakers,
    turns: placed.turns.map(({ number, speaker, role, text, at, questions }) => ({
      number,
      speaker,
      role,
      text,
      at,
      questions,
    })),
    submissions,
    unmatched: placed.unmatched,
    faults,
  };
}

/** A day of talk has no more; beyond, something else is in the file, and reading it would keep others waiting. */
function checkLength(turns: readonly SpokenTurn[], file: string): void {
  const characters = turns.reduce((total, { text }) => total + text.length, 0);
  const speakers = new Set(turns.map(({ speaker }) => speaker)).size;
  if (turns.length > mostTurns)
    throw unreadable(file, told('too_many_turns', { count: turns.length, most: mostTurns }));
  if (characters > mostCharacters)
    throw unreadable(file, told('too_many_characters', { count: characters, most: mostCharacters }));
  if (speakers > mostSpeakers)
    throw unreadable(file, told('too_many_speakers', { count: speakers, most: mostSpeakers }));
}

/** What keeps an interview from being read, or a speaker from being heard. */
function roleFaults(speakers: readonly Speaker[], file: string): FileFault[] {
  const shown = speakers
    .slice(0, 20)
    .map(({ name, turns }) => `${name} (${turns})`)
    .join(', ');
  const has = (role: Role): boolean => speakers.some((speaker) => speaker.role === role);
  if (speakers.length === 1) return [{ file, field: 'speakers', ...told('one_speaker', { speakers: shown }) }];
  if (!has('candidate')) return [{ file, field: 'speakers', ...told('nobody_told_apart', { speakers: shown }) }];
  if (!has('interviewer')) return [{ file, field: 'speakers', ...told('no_interviewer', { speakers: shown }) }];
  return speakers
    .filter(({ role }) => role === 'unknown')
    .map(({ name, turns }) => ({
      file,
      field: 'speakers',
      ...told('unclear_speaker', { name, turns }),
    }));
}

function asked(turns: readonly PlacedTurn[]): ReadonlySet<string> {
  return new Set(turns.flatMap(({ role, questions }) => (role === 'interviewer' ? questions : [])));
}

function joinTurns(turns: readonly PlacedTurn[]) {
  const parts: { turn: number; start: number; end: number }[] = [];
  let answer = '';
  for (const { number, text } of turns) {
    const start = answer === '' ? 0 : answer.length + 1;
    answer = answer === '' ? text : `${answer}\n${text}`;
    parts.push({ turn: number, start, end: answer.length });
  }
  return { answer, turns: parts };
}

/** The candidate's name as the label, the head, the name of the file or the candidate has it; never made up. */
function candidateName(
  speaker: string,
  {
    people,
    file,
    isOnly,
    turns,
  }: { people: readonly Person[]; file: string; isOnly: boolean; turns: readonly SpokenTurn[] },
): string | null {
  const meaning = meaningOf(speaker);
  if (meaning?.person !== undefined) return meaning.person;
  const isNamed = meaning === undefined && !isVoiceNumber(speaker);
  if (isNamed && (isPersonName(speaker) || !isOnly)) return speaker;
  const inHead = people.filter(({ role }) => role === 'candidate');
  const [first] = inHead;
  if (isOnly && inHead.length === 1 && first !== undefined) return first.name;
  // Several who are told apart by number alone keep their labels, so that their answers stay apart.
  if (!isOnly) return speaker;
  return personInFileName(file) ?? (isNamed ? speaker : (introducedName(turns) ?? null));
}

/** The name by which somebody introduces themselves at the beginning. */
function introducedName(turns: readonly SpokenTurn[]): string | undefined {
  const opening = turns.slice(0, 5).map(({ text }) => text.slice(0, 200));
  const names = opening.flatMap((text) => [
    ...text.matchAll(/我(?:叫|是|名字叫)([\u4e00-\u9fff]{2,4})(?=[，。,.！!\s]|$)/g),
    ...text.matchAll(/(?:[Mm]y name is|I'm|I am) ([A-Z][a-z]{1,14} [A-Z][a-z]{1,14})/g),
  ]);
  return names.map(([, name = '']) => name).find(isPersonName);
}

/** Names an answer by file, speaker where there are several, and question; a long file name is cut at its beginning. */
function answerId(file: string, speaker: string | undefined, question: string): string {
  const end = `${speaker === undefined ? '' : `#${speaker}`}#${question}`;
  const base = file.replace(/^.*[\\/]/, '');
  return `${base.slice(-(longestId - end.length)).toWellFormed()}${end}`;
}
