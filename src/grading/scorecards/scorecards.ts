import type { Grade } from '../../core/grade.ts';
import type { Lang } from '../../core/judge.ts';
import { createBreath } from '../breath.ts';
import { type CountedAnswer, countAnswer } from './counted-answer.ts';
import { type QuestionSource, questionsOf } from './known-question.ts';
import { questionColumns, questionScores } from './question-table.ts';
import { ranksOf } from './ranking.ts';
import type { ResultRow } from './result-row.ts';
import { countAnswers, scorecard } from './scorecard.ts';
import type { Scorecard, Scorecards } from './scorecards-schema.ts';

/**
 * The scorecards of a batch: a card a candidate, ranked; the questions as columns of a table; groups of near-identical answers.
 *
 * Candidates may have answered different questions, so they are ranked by the mean of the percentages of the questions that they
 * answered, each question once whatever its marks, shown with how many these are; `against_mean` says how far they stand from what
 * everybody reached on the same questions. An ungraded answer enters no mean and is counted. Holds what counts of every answer in
 * memory, though not the answers themselves.
 *
 * @param rows - in the order of the input; none give scorecards without candidates
 */
export async function scorecardsOf(
  rows: AsyncIterable<ResultRow> | Iterable<ResultRow>,
  source: QuestionSource,
  lang: Lang,
): Promise<Scorecards> {
  const known = questionsOf(source, lang);
  const groups = new Map<number, Scorecards['same_answers'][number]>();
  const byCandidate = new Map<string | null, CountedAnswer[]>();
  const engines = new Map<string, Scorecards['engines'][number]>();
  const breathe = createBreath();
  for await (const row of rows) {
    await breathe();
    const answer = countAnswer(row, known(row.submission.question));
    addToGroup(groups, row);
    countEngine(engines, row.grade);
    const { candidate } = row.submission;
    const own = byCandidate.get(candidate);
    if (own === undefined) byCandidate.set(candidate, [answer]);
    else own.push(answer);
  }
  const people = [...byCandidate].map(([candidate, answers]) => ({
    candidate,
    answers,
    scores: questionScores(answers),
  }));
  const columns = questionColumns(
    people.flatMap(({ candidate, answers, scores }) =>
      candidate === null ? answers.map((answer) => questionScores([answer])) : [scores],
    ),
    source,
    known,
  );
  const dimensions = dimensionsOf(source, [...byCandidate.values()].flat(), lang);
  const cards = people.map(({ candidate, answers, scores }) =>
    scorecard(candidate, answers, scores, { columns, dimensions }),
  );
  return {
    lang,
    answers: countAnswers([...byCandidate.values()].flat()),
    engines: [...engines.values()],
    same_questions: haveSameQuestions(cards),
    questions: columns.map(({ exact: _, ...column }) => column),
    dimensions,
    candidates: ranked(cards),
    same_answers: [...groups.values()],
  };
}

function ranked(cards: readonly Scorecard[]): Scorecard[] {
  const ranks = ranksOf(cards.map(({ candidate, percent }) => (candidate === null ? null : percent)));
  return cards.map((card, index) => ({ ...card, ...ranks[index] })).toSorted((a, b) => place(a) - place(b));
}

/** Named candidates without a rank stand before the answers without a name. */
function place({ rank, candidate }: Scorecard): number {
  return rank ?? (candidate === null ? Number.MAX_SAFE_INTEGER : Number.MAX_SAFE_INTEGER - 1);
}

function haveSameQuestions(cards: readonly Scorecard[]): boolean {
  const sets = cards
    .filter(({ candidate, percent }) => candidate !== null && percent !== null)
    .map(({ questions }) => questions.flatMap((cell) => (cell.percent === null ? [] : cell.question)).join(' '));
  return new Set(sets).size <= 1;
}

function dimensionsOf(source: QuestionSource, answers: readonly CountedAnswer[], lang: Lang): Scorecards['dimensions'] {
  const occurring = new Set(answers.flatMap(({ points }) => points.map(({ dimension }) => dimension)));
  return source.dimensions
    .filter(({ id }) => occurring.has(id))
    .map(({ id, zh, en }) => ({ dimension: id, name: lang === 'en' ? en : zh }));
}

function countEngine(engines: Map<string, Scorecards['engines'][number]>, grade: Grade | null): void {
  if (grade === null || grade.outcome === 'ungraded') return;
  const { engine, manifest } = grade;
  const key = `${engine} ${manifest.model}`;
  const known = engines.get(key) ?? { engine, model: manifest.model, answers: 0 };
  engines.set(key, { ...known, answers: known.answers + 1 });
}

function addToGroup(
  groups: Map<number, Scorecards['same_answers'][number]>,
  { position, submission, alike }: ResultRow,
): void {
  if (alike === null) return;
  const { id, candidate, question } = submission;
  const group = groups.get(alike.first) ?? { question, answers: [] };
  groups.set(alike.first, group);
  group.answers.push({ position, answer_id: id, candidate, likeness: Math.round(alike.likeness * 100) / 100 });
}
