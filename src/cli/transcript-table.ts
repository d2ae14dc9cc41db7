import { styleText } from 'node:util';
import type { Submission } from '../core/submission.ts';
import type { Role } from '../core/turn.ts';
import type { Catalogue } from '../grading/catalogue/catalogue.ts';
import type { Interview, RecognisedFile, UnmatchedTurn } from '../transcripts/recognised.ts';

const words: Readonly<Record<Role, string>> = {
  interviewer: 'asks',
  candidate: 'answers',
  other: 'left out',
  unknown: 'unknown',
};
const idWidth = 28;
const textWidth = 40;

/** What was recognised, as a person reads it on a terminal. Faults are not in it. */
export function previewTable(files: readonly RecognisedFile[], catalogue: Catalogue): string {
  const lines = files.flatMap((file) => {
    if (file.kind === 'unreadable') return [`${paint(file.file)} · cannot be read`, ''];
    if (file.kind === 'interview') return [...interview(file, catalogue), ''];
    return [...sheet(file.file, file.submissions, catalogue), ''];
  });
  const answers = files.flatMap((file) => (file.kind === 'unreadable' ? [] : file.submissions));
  const candidates = new Set(answers.map(({ candidate }) => candidate)).size;
  return `${[...lines, `${count(answers.length, 'answer')} of ${count(candidates, 'candidate')} in ${count(files.length, 'file')}`].join('\n')}\n`;
}

function interview({ file, turns, speakers, submissions, unmatched }: Interview, catalogue: Catalogue): string[] {
  const people = speakers.map(({ name, role, turns: theirs }) => `${name} ${words[role]} (${theirs})`).join(', ');
  const several = new Set(submissions.map(({ candidate }) => candidate)).size > 1;
  const [first] = submissions;
  const candidate = several || first === undefined ? '' : ` · candidate: ${first.candidate ?? 'not named'}`;
  return [
    `${paint(file)} · interview of ${count(turns.length, 'turn')} · ${people}${candidate}`,
    ...submissions.map((submission) => answerLine(submission, catalogue, several)),
    ...(unmatched.length === 0 ? [] : ['  not in the bank, or not clear:']),
    ...unmatched.map(unmatchedLine),
  ];
}

function answerLine(
  { question, candidate, answer, origin }: Submission,
  catalogue: Catalogue,
  several: boolean,
): string {
  const turns = (origin?.turns ?? []).map(({ turn }) => turn);
  const place = turns.length === 1 ? `turn ${turns[0]}` : `turns ${ranges(turns)}`;
  const who = several ? `${candidate ?? '–'} · ` : '';
  return `  ${question.padEnd(idWidth)} ${catalogue.rubric(question).title} · ${who}${place} · ${count(answer.length, 'character')} · ${beginning(answer)}`;
}

function unmatchedLine({ turn, text, reason, nearest }: UnmatchedTurn): string {
  const near = nearest.map(({ question, similarity }) => `${question} ${similarity.toFixed(2)}`);
  const shown = reason === 'ambiguous' ? near.join(', ') : (near[0] ?? 'none');
  return `    turn ${turn}: ${beginning(text)} · ${reason === 'ambiguous' ? 'more than one is like it' : 'nearest'}: ${shown}`;
}

function sheet(file: string, submissions: readonly Submission[], catalogue: Catalogue): string[] {
  const candidates = new Set(submissions.map(({ candidate }) => candidate)).size;
  const counts = new Map<string, number>();
  for (const { question } of submissions) counts.set(question, (counts.get(question) ?? 0) + 1);
  return [
    `${paint(file)} · sheet of ${count(submissions.length, 'answer')} by ${count(candidates, 'candidate')}`,
    ...[...counts].map(
      ([id, number]) => `  ${id.padEnd(idWidth)} ${catalogue.rubric(id).title} · ${count(number, 'answer')}`,
    ),
  ];
}

/** Numbers in ascending order as `4–8, 11`. */
function ranges(numbers: readonly number[]): string {
  const runs: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && number - last.to <= 2) last.to = number;
    else runs.push({ from: number, to: number });
  }
  return runs.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}

function beginning(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > textWidth ? `${line.slice(0, textWidth).toWellFormed()}…` : line;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function paint(text: string): string {
  return styleText('bold', text, { stream: process.stdout });
}
