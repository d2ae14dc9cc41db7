import { describe, expect, it } from 'vitest';
import { CheckConfig } from '../../src/checks/check-config.ts';
import { failuresOf } from '../../src/checks/check-report.ts';
import { figuresOf } from '../../src/checks/figures.ts';
import { judgeAttackGates, judgeGates, strayNames } from '../../src/checks/gates.ts';
import { judged, sampleReport, ungraded } from './sample.ts';

const figures = figuresOf(
  [
    judged('q/d1', { a: ['met', 'met'], b: ['missed', 'met'] }),
    judged('r/d1', { a: ['met', 'met'], b: ['partial', 'partial'] }),
    ungraded('r/d2'),
  ],
  { minPass: 1 },
);
const none = () => false;
const states = (gates: Parameters<typeof judgeGates>[0], isCut: Parameters<typeof judgeGates>[2] = none) =>
  Object.fromEntries(judgeGates(gates, figures, isCut).map(({ slice, limit, state }) => [`${slice} ${limit}`, state]));

describe('gates', () => {
  it('hold floors from below and ceilings from above, the bound itself being allowed', () => {
    expect(states({ all: { min_exact: 0.75, max_wrong: 1, max_ungraded: 1, max_undecided: 0 } })).toEqual({
      'all min_exact': 'held',
      'all max_wrong': 'held',
      'all max_ungraded': 'held',
      'all max_undecided': 'held',
    });
    expect(states({ all: { min_exact: 0.76, max_ungraded: 0, max_false_accepts: 0.5 } })).toEqual({
      'all min_exact': 'failed',
      'all max_ungraded': 'failed',
      'all max_false_accepts': 'failed',
    });
  });

  it('take * for every slice without an entry of its own', () => {
    expect(states({ question: { '*': { min_exact: 1 }, q: { min_exact: 0.5 } } })).toEqual({
      'question q min_exact': 'held',
      'question r min_exact': 'held',
    });
    expect(states({ dimension: { '*': { min_exact: 1 } } })).toEqual({
      'dimension a min_exact': 'held',
      'dimension b min_exact': 'failed',
    });
  });

  it('are not judged over a slice that a filter cut, or from a figure that cannot be reckoned', () => {
    expect(states({ all: { min_exact: 1 } }, (kind) => kind === 'all')).toEqual({ 'all min_exact': 'not_judged' });
    expect(states({ point: { 'q.a': { min_qwk: 0.5 } } })).toEqual({ 'point q.a min_qwk': 'not_judged' });
  });

  it('know a name under which there is no slice', () => {
    const gates = { question: { q: {}, gone: {}, '*': {} }, dimension: { a: {} } };
    const names = (kind: string) => new Set(kind === 'question' ? ['q', 'r'] : ['a', 'b']);
    expect(strayNames(gates, names)).toEqual(['question.gone']);
  });

  it('hold attacks by share broken and by gain, together and by family', () => {
    const attacks = {
      all: { run: 100, broken: 2, gain: 12 },
      families: [{ family: 'plea', run: 10, broken: 2, gain: 12, examples: [] }],
    };
    const gates = { attacks: { all: { max_broken: 0.02, max_gain: 10 }, family: { '*': { max_broken: 0.1 } } } };
    expect(
      judgeAttackGates(gates, attacks, false).map(({ slice, limit, state }) => `${slice} ${limit} ${state}`),
    ).toEqual(['attacks max_broken held', 'attacks max_gain failed', 'attacks plea max_broken failed']);
    expect(judgeAttackGates(gates, attacks, true).map(({ state }) => state)).toEqual(Array(3).fill('not_judged'));
  });

  it('that fail are told with figure, limit and slice', () => {
    expect(failuresOf(sampleReport())).toContainEqual(
      expect.stringMatching(/^gate failed: all: qwk is [\d.]+, at least 0.99 is asked$/),
    );
  });
});

describe('grader.config.yaml', () => {
  it('needs nothing, and knows no key that it does not know', () => {
    expect(CheckConfig.parse({})).toMatchObject({ rubrics: 'rubrics', fixtures: 'fixtures/answers', gates: {} });
    expect(CheckConfig.safeParse({ gates: { heuristic: { all: { min_qkw: 1 } } } }).success).toBe(false);
    expect(CheckConfig.safeParse({ gates: { heuristic: { all: { min_qwk: 2 } } } }).success).toBe(false);
  });
});
