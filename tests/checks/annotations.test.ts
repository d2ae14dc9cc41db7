import { describe, expect, it } from 'vitest';
import { annotationsOf, type Place } from '../../src/checks/annotations.ts';
import type { AnswerResult, PointResult } from '../../src/checks/answer-result.ts';
import type { GateResult } from '../../src/checks/gates.ts';

const point = (id: string, label: PointResult['label'], verdict: PointResult['verdict']): PointResult => ({
  id,
  dimension: 'empathy',
  name: id,
  label,
  verdict,
  uncertain: false,
  evidence: [],
  reason: '',
  overlap: 0,
});
const answer = (id: string, points: PointResult[]): AnswerResult => ({
  id: `q/${id}`,
  question: 'q',
  set: 's',
  style: '',
  run: 1,
  answer: '…',
  length: 1,
  labelled_percent: 0,
  outcome: 'graded',
  synthetic: false,
  percent: 0,
  review: [],
  points,
  red_flags: [{ id: 'blame', name: 'blame', labelled: true, found: false, evidence: [] }],
});
const gate = (slice: string): GateResult => ({ slice, limit: 'min_qwk', bound: 0.8, value: 0.5, state: 'failed' });
const place: Place = (question, part) =>
  part === 'gone'
    ? undefined
    : { file: `${question}.yaml`, line: { undefined: 1, calm: 10, blame: 30 }[String(part)] ?? 20 };

describe('annotations of a run', () => {
  it('name the answers at the line of the point, and of the red flag', () => {
    const found = annotationsOf(
      [answer('a1', [point('calm', 'met', 'missed'), point('ask', 'met', 'met')])],
      [],
      place,
    );
    expect(found).toMatchObject([
      {
        file: 'q.yaml',
        line: 10,
        severity: 'warning',
        rule: 'q.calm',
        message: '1 judged otherwise than labelled: a1 met → missed',
      },
      {
        file: 'q.yaml',
        line: 30,
        severity: 'warning',
        rule: 'q.blame',
        message: '1 judged otherwise than labelled: a1 overlooked',
      },
    ]);
  });

  it.each(['point q.calm', 'question q'])('are errors where the gate of %s failed', (slice) => {
    const found = annotationsOf([answer('a1', [point('calm', 'met', 'missed')])], [gate(slice)], place);
    expect(found.find((finding) => finding.rule === 'q.calm')?.severity).toBe('error');
  });

  it('tell of a failed gate of a question at its file', () => {
    const [first] = annotationsOf([], [gate('question q'), gate('all')], place);
    expect(first).toMatchObject({
      file: 'q.yaml',
      line: 1,
      severity: 'error',
      message: 'qwk is 0.500, at least 0.8 is asked',
    });
  });

  it('name the first few of many answers, and leave out a point that is no more', () => {
    const many = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'].map((id) =>
      answer(id, [point('calm', 'met', 'missed'), point('gone', 'met', 'missed')]),
    );
    const found = annotationsOf(many, [], place).filter((finding) => finding.rule !== 'q.blame');
    expect(found.map((finding) => finding.message)).toEqual([
      '6 judged otherwise than labelled: a1 met → missed, a2 met → missed, a3 met → missed, a4 met → missed and 2 more',
    ]);
  });
});
