import { describe, expect, it } from 'vitest';
import type { Recognised, Submission, Turn } from '../../src/web/client/api.ts';
import { answersOf, batchOf, nameKey, untouched } from '../../src/web/work/upload/draft.ts';

const said = (number: number, role: Turn['role'], text: string, questions: string[] = []): Turn => ({
  number,
  speaker: role === 'candidate' ? '赵敏' : '面试官',
  role,
  text,
  at: null,
  questions,
});

const recognisedAnswer: Submission = {
  id: '赵敏.txt#late-delivery',
  candidate: '赵敏',
  question: 'late-delivery',
  answer: '先道歉。',
  origin: null,
};

const recognised: Recognised = {
  files: [
    {
      file: '赵敏.txt',
      kind: 'interview',
      speakers: [],
      turns: [
        said(1, 'interviewer', '介绍一下自己'),
        said(2, 'candidate', '我做过客服。'),
        said(3, 'candidate', '两年。'),
        said(4, 'interviewer', '物流超时怎么办', ['late-delivery']),
        said(5, 'candidate', '先道歉。', ['late-delivery']),
      ],
      submissions: [recognisedAnswer],
      unmatched: [{ turn: 1, text: '介绍一下自己', reason: 'unmatched', nearest: [] }],
      faults: [],
    },
  ],
  estimate: { model: '', answers: 1, calls: 1, prompt_tokens: 0, completion_tokens: 0, cost: null },
};

describe('what a person changes before grading', () => {
  it('a question chosen for a turn takes what the candidate says until the next question, with its places', () => {
    const mended = [{ file: '赵敏.txt', turn: 1, question: 'self-intro' }];
    const { answers } = batchOf(recognised, { ...untouched, mended }, 5);
    expect(answers[1]).toMatchObject({
      candidate: '赵敏',
      question: 'self-intro',
      answer: '我做过客服。\n两年。',
      // 6 characters, a line break, 3 characters
      origin: {
        file: '赵敏.txt',
        turns: [
          { turn: 2, start: 0, end: 6 },
          { turn: 3, start: 7, end: 10 },
        ],
      },
    });
  });

  it('a changed name is that of all answers of the candidate in the file; an empty one changes nothing', () => {
    const key = nameKey('赵敏.txt', '赵敏');
    const named = (name: string) => answersOf(recognised, { ...untouched, names: { [key]: name } })[0]?.candidate;
    expect(named(' 赵小敏 ')).toBe('赵小敏');
    expect(named(' ')).toBe('赵敏');
  });

  it('an answer moved to another question is sent under it, and is still known by what was recognised', () => {
    const [answer] = answersOf(recognised, untouched);
    const draft = { ...untouched, moved: { [answer?.key ?? '']: 'pos-overcharge' } };
    expect(answersOf(recognised, draft)).toMatchObject([
      { key: answer?.key, question: 'pos-overcharge', recognisedQuestion: 'late-delivery' },
    ]);
    // Exactly what the service takes, and nothing of the draft.
    expect(batchOf(recognised, draft, 5).answers).toEqual([{ ...recognisedAnswer, question: 'pos-overcharge' }]);
  });

  it('what could not be read is sent along, as much of it as a batch keeps', () => {
    const withFaults = (count: number) => {
      const faults = Array.from({ length: count }, (_, line) => ({
        file: '赵敏.txt',
        field: '',
        message: 'is broken',
        line: line + 1,
      }));
      const files = recognised.files.map((file) => ({ ...file, faults }));
      return batchOf({ ...recognised, files }, untouched, 5).faults;
    };
    expect(withFaults(5).at(-1)).toMatchObject({ line: 5 });
    expect(withFaults(8)).toHaveLength(5);
    // Lines 1 to 4 of 8 are kept.
    expect(withFaults(8).at(-1)?.message).toBe('and 4 more faults');
  });

  it('what is left out is not sent, the interview is', () => {
    const [answer] = answersOf(recognised, untouched);
    const sent = batchOf(recognised, { ...untouched, leftOut: new Set([answer?.key ?? '']) }, 5);
    expect(sent.answers).toEqual([]);
    expect(sent.transcripts.map(({ file }) => file)).toEqual(['赵敏.txt']);
  });
});
