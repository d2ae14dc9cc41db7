import { describe, expect, it } from 'vitest';
import { compareRuns } from '../../src/checks/regression.ts';
import type { Label, Verdict } from '../../src/core/verdict.ts';
import { type Judged, judged } from './sample.ts';

const labels: readonly Label[] = ['met', 'missed', 'partial'];
/** Thirty answers judged right, but those that are named otherwise. */
const run = (wrong: Readonly<Record<number, Verdict>> = {}): Judged[] =>
  Array.from({ length: 30 }, (_, index) => {
    const label = labels[index % 3] ?? 'met';
    return judged(`q/d${index}`, { a: [label, wrong[index] ?? label] });
  });
const stateOf = (before: Judged[], now: Judged[]) =>
  compareRuns(before, now).movements.find(({ kind }) => kind === 'all')?.state;

describe('a comparison with an earlier run', () => {
  it('sees no movement between equal runs', () => {
    const { movements, changes, answers, left } = compareRuns(run(), run());
    expect(movements.every(({ state, interval }) => state === 'noise' && interval?.[0] === 0)).toBe(true);
    expect({ changes, answers, left }).toEqual({ changes: [], answers: 30, left: 0 });
  });

  it('takes one worse answer for noise and six without a better one for a loss', () => {
    expect(stateOf(run(), run({ 0: 'missed' }))).toBe('noise');
    const six = { 0: 'missed', 3: 'missed', 6: 'missed', 9: 'missed', 1: 'met', 4: 'met' } as const;
    expect(stateOf(run(), run(six))).toBe('worse');
    expect(stateOf(run(six), run())).toBe('better');
  });

  it('takes as many better as worse answers for noise', () => {
    expect(
      stateOf(run({ 0: 'missed', 3: 'missed', 6: 'missed' }), run({ 9: 'missed', 12: 'missed', 15: 'missed' })),
    ).toBe('noise');
  });

  it('lists the verdicts that changed, and the side that they changed to', () => {
    const { changes } = compareRuns(run({ 0: 'missed', 1: 'met' }), run({ 0: 'partial', 3: 'missed' }));
    expect(changes.map(({ answer, side }) => `${answer} ${side}`)).toEqual(['q/d0 other', 'q/d1 better', 'q/d3 worse']);
  });

  it('compares only answers that are in both with the same text, by the labels of now', () => {
    const [first, second] = run();
    if (first === undefined || second === undefined) throw new Error('no answers');
    const { answers, left } = compareRuns([first, second], [{ ...first, answer: 'another' }, second]);
    expect({ answers, left }).toEqual({ answers: 1, left: 2 });
  });
});
