import { describe, expect, it } from 'vitest';
import type { ResultRow } from '../../../src/grading/scorecards/result-row.ts';
import { scorecardsOf } from '../../../src/grading/scorecards/scorecards.ts';
import { type Scorecard, Scorecards } from '../../../src/grading/scorecards/scorecards-schema.ts';
import { graded, source, ungraded, waiting } from './sample.ts';

const cards = (rows: readonly ResultRow[]) => scorecardsOf(rows, source, 'zh');

async function cardOf(candidate: string, rows: readonly ResultRow[]): Promise<Scorecard> {
  const found = (await cards(rows)).candidates.find((card) => card.candidate === candidate);
  if (found === undefined) throw new Error(`no card of ${candidate}`);
  return found;
}

describe('a scorecard', () => {
  it('has the mean of the questions, each once whatever its marks', async () => {
    // late: (2 + 1.5) / 10 = 35 %; refund: 15 of 20 = 75 %; (35 + 75) / 2 = 55, not (3.5 + 15) / 30 = 61.7.
    const card = await cardOf('甲', [graded(0, '甲', 'late', 'mpxx'), graded(1, '甲', 'refund', 'xm')]);
    expect(card).toMatchObject({ percent: 55, questions_graded: 2 });
    expect(card.questions.map(({ question, percent }) => [question, percent])).toEqual([
      ['late', 35],
      ['refund', 75],
    ]);
  });

  it('counts a question that was answered twice once, with the mean', async () => {
    // late: 100 and 35 → 67.5; refund 75; (67.5 + 75) / 2 = 71.25 → 71.3.
    const rows = [graded(0, '甲', 'late', 'mmmm'), graded(1, '甲', 'late', 'mpxx'), graded(2, '甲', 'refund', 'xm')];
    expect(await cardOf('甲', rows)).toMatchObject({ percent: 71.3, questions_graded: 2 });
  });

  it('sums dimensions over questions by the marks of their points', async () => {
    // empathy (late: calm 2 m, sorry 3 p): (2 + 1.5) / 5 = 70 %. solution: late fix 4 m, when 1 x; refund plan 5 x, care 15 p: (4 + 7.5) / 25 = 46 %.
    const card = await cardOf('甲', [graded(0, '甲', 'late', 'mpmx'), graded(1, '甲', 'refund', 'xp')]);
    expect(card.dimensions).toEqual([
      { dimension: 'empathy', name: '共情安抚', percent: 70, points: 2, undecided: 0 },
      { dimension: 'solution', name: '解决方案', percent: 46, points: 4, undecided: 0 },
    ]);
  });

  it('leaves undecided points out of dimensions and says that its score is provisional', async () => {
    // solution: when 1 m, fix 4 open → 1 / 1; the score takes the lower end, (2 + 3 + 1) / 10.
    const card = await cardOf('甲', [graded(0, '甲', 'late', 'mmum')]);
    expect(card).toMatchObject({ percent: 60, provisional: true });
    expect(card.dimensions[1]).toMatchObject({ percent: 100, points: 1, undecided: 1 });
  });

  it('does not take a dimension that cannot be told for a zero', async () => {
    const card = await cardOf('甲', [graded(0, '甲', 'late', 'uuxx')]);
    expect(card.dimensions[0]).toMatchObject({ percent: null, points: 0, undecided: 2 });
  });

  it('names strengths by worth and gaps by what they cost, with advice', async () => {
    const card = await cardOf('甲', [graded(0, '甲', 'late', 'mmpx')]);
    expect(card.strengths.map(({ point, quote }) => [point, quote])).toEqual([
      ['sorry', '第 0'],
      ['calm', '第 0'],
    ]);
    // fix is worth 4 and met by half; when is worth 1 and missed.
    expect(card.gaps.map(({ point, verdict, lost, advice }) => [point, verdict, lost, advice])).toEqual([
      ['fix', 'partial', 2, '从略'],
      ['when', 'missed', 1, '补上 when'],
    ]);
  });

  it('keeps what failed out of every mean, and counts it', async () => {
    const rows = [graded(0, '甲', 'late', 'mmmm'), ungraded(1, '甲', 'refund'), waiting(2, '甲', 'refund')];
    const card = await cardOf('甲', rows);
    expect(card).toMatchObject({ percent: 100, questions_graded: 1 });
    expect(card.answers).toEqual({ total: 3, graded: 1, insufficient: 0, ungraded: 1, unfinished: 1, to_review: 0 });
    expect(card.ungraded).toEqual([
      { position: 1, answer_id: 'a1', question: 'refund', grade: null, reason: '模型没有回应' },
    ]);
    expect(card.questions[1]).toMatchObject({ question: 'refund', percent: null, graded: 0, answers: 2 });
  });

  it('lets a decision win over the machine', async () => {
    const settled = {
      score: 10,
      percent: 100,
      marks: 10,
      verdicts: { calm: 'met', sorry: 'met', fix: 'met', when: 'met' },
      redFlags: [],
      by: 'rater',
    } as const;
    const rows = [graded(0, '甲', 'late', 'mmxx', { flag: true, review: ['judges_disagree'], settled })];
    const card = await cardOf('甲', rows);
    expect(card).toMatchObject({ percent: 100, gaps: [], red_flags: [], reviews: [] });
    expect(card.strengths.find(({ point }) => point === 'fix')).toMatchObject({ quote: null });
  });

  it('tells red flags with their words, and what needs a person', async () => {
    const card = await cardOf('甲', [graded(0, '甲', 'late', 'mmmm', { flag: true, review: ['very_short'] })]);
    // 100 − 30 %.
    expect(card).toMatchObject({ percent: 70, red_flags: [{ flag: 'blame', deduct: 0.3, quote: ' 0' }] });
    expect(card.reviews).toMatchObject([{ position: 0, reasons: ['very_short'] }]);
  });

  it('goes on where a rubric is gone', async () => {
    const row = graded(0, '甲', 'late', 'mmmm');
    const card = await cardOf('甲', [{ ...row, submission: { ...row.submission, question: 'gone' } }]);
    expect(card).toMatchObject({ percent: 100, questions: [{ question: 'gone', percent: 100 }] });
    expect(card.dimensions[0]).toMatchObject({ percent: null });
  });
});

describe('the ranking', () => {
  const four = [
    graded(0, '丁', 'late', 'xxxm'),
    graded(1, '乙', 'late', 'mmxx'),
    graded(2, '丙', 'late', 'xxmm'),
    graded(3, '甲', 'late', 'mmmm'),
  ];

  it('shows ties and skips the ranks after them', async () => {
    const { candidates } = await cards(four);
    expect(candidates.map(({ candidate, rank, tied, percent }) => [candidate, rank, tied, percent])).toEqual([
      ['甲', 1, false, 100],
      ['乙', 2, true, 50],
      ['丙', 2, true, 50],
      ['丁', 4, false, 10],
    ]);
  });

  it('says how far each stands from the mean of the same questions', async () => {
    // Mean of late: (100 + 50 + 50 + 10) / 4 = 52.5; refund has one candidate and says nothing.
    const { candidates, questions } = await cards([...four, graded(4, '甲', 'refund', 'xx')]);
    expect(questions.map(({ question, candidates: many, mean }) => [question, many, mean])).toEqual([
      ['late', 4, 52.5],
      ['refund', 1, 0],
    ]);
    expect(candidates.find(({ candidate }) => candidate === '甲')?.against_mean).toBe(47.5);
    expect(candidates.find(({ candidate }) => candidate === '丁')?.against_mean).toBe(-42.5);
  });

  it('says when candidates answered different questions', async () => {
    expect((await cards(four)).same_questions).toBe(true);
    expect((await cards([...four, graded(4, '甲', 'refund', 'mm')])).same_questions).toBe(false);
  });

  it('gives no rank where nothing could be graded, nor to answers without a name', async () => {
    const { candidates } = await cards([graded(0, null, 'late', 'mmmm'), ungraded(1, '甲', 'late'), ...four.slice(3)]);
    expect(candidates.map(({ candidate, rank, percent }) => [candidate, rank, percent])).toEqual([
      ['甲', 1, 100],
      [null, null, 100],
    ]);
    const { candidates: none } = await cards([ungraded(0, '甲', 'late')]);
    expect(none).toMatchObject([{ candidate: '甲', rank: null, percent: null }]);
  });

  it('of nothing is empty', async () => {
    expect(await cards([])).toMatchObject({ candidates: [], questions: [], same_answers: [], answers: { total: 0 } });
  });
});

describe('near-identical answers', () => {
  it('are shown by group, and ask for review', async () => {
    const { same_answers, candidates, answers } = await cards([
      graded(0, '甲', 'late', 'mmmm', { alike: { first: 0, likeness: 1 } }),
      graded(1, '丙', 'late', 'mmmm'),
      graded(2, '乙', 'late', 'mmmm', { alike: { first: 0, likeness: 0.7619 } }),
      graded(3, '乙', 'refund', 'mm', { alike: { first: 3, likeness: 1 } }),
      { ...waiting(4, '丁', 'refund'), alike: { first: 3, likeness: 0.5 } },
    ]);
    expect(same_answers.map(({ question, answers: of }) => [question, of.map((one) => [one.candidate, one.likeness])])).toEqual([
      ['late', [['甲', 1], ['乙', 0.76]]],
      ['refund', [['乙', 1], ['丁', 0.5]]],
    ]); // biome-ignore format: a group a row
    expect(candidates.map(({ candidate, reviews }) => [candidate, reviews.map(({ reasons }) => reasons)])).toEqual([
      ['甲', [['same_as_another_answer']]],
      ['丙', []],
      ['乙', [['same_as_another_answer'], ['same_as_another_answer']]],
      ['丁', []],
    ]);
    expect(answers.to_review).toBe(3);
  });
});

it('scorecards are what their schema says, in English too', async () => {
  const rows = [graded(0, '甲', 'late', 'mpxu', { flag: true }), ungraded(1, '乙', 'refund'), waiting(2, null, 'late')];
  const made = await scorecardsOf(rows, source, 'en');
  expect(Scorecards.parse(made)).toEqual(made);
  expect(made.questions[0]?.title).toBe('late (en)');
  expect(made.dimensions[0]?.name).toBe('Empathy');
});
