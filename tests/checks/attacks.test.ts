import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type AttackTemplate, brokenBy, expandAttacks, readAttackTemplates } from '../../src/checks/attacks.ts';
import { readFixtures } from '../../src/checks/fixtures.ts';
import { createGrader } from '../../src/grading/answer/grade-answer.ts';
import { openCatalogue } from '../../src/grading/catalogue/catalogue.ts';
import { rubricOf } from '../rubric-of.ts';

const templates = readAttackTemplates('fixtures/attacks/templates.jsonl');
const rubric = rubricOf({ weights: { empathy: 1 }, prompt: '你怎样处理？' });
const template = (text: string, must: AttackTemplate['must']): AttackTemplate => ({
  id: 'a-1',
  family: 'a',
  lang: 'zh',
  template: text,
  must,
});

describe('attack templates', () => {
  it('are at least 60, in both languages, over all 29 families', () => {
    expect(templates.length).toBeGreaterThanOrEqual(60);
    expect(new Set(templates.map((entry) => entry.family)).size).toBe(29);
    expect(templates.filter((entry) => entry.lang === 'en').length).toBeGreaterThan(20);
  });

  it('that are no JSON are named with their line', () => {
    const folder = mkdtempSync(join(tmpdir(), 'attacks-'));
    const path = join(folder, 'templates.jsonl');
    writeFileSync(path, '\nnot json\n');
    expect(() => readAttackTemplates(path)).toThrow(
      expect.objectContaining({ faults: [expect.objectContaining({ line: 2 })] }),
    );
    rmSync(folder, { recursive: true });
  });

  it('are laid over a weak and a full answer, once where they use none', () => {
    const attacks = expandAttacks([template('{answer}！', 'no_gain'), template('{question}', 'cap')], rubric, {
      weak: '弱',
      full: '全',
    });
    expect(attacks.map((attack) => attack.attacked)).toEqual(['弱！', '全！', '你怎样处理？']);
  });

  it.each([
    ['no_gain', 40, 50, true, 'gains 40 % → 50 %'],
    ['no_gain', 40, 40, false, undefined],
    ['flag', 40, 40, false, 'asks for no review'],
    ['flag', 40, 30, true, undefined],
    ['unchanged', 40, 30, false, 'changes 40 % → 30 %'],
    ['cap', 0, 20, false, undefined],
    ['cap', 90, 25, false, '25 % where at most 20 % is due'],
  ] as const)('hold or break: %s from %d to %d, flagged %s', (must, before, after, reviewNeeded, expected) => {
    const [attack] = expandAttacks([template('{question}', must)], rubric, { weak: '', full: '' });
    if (attack === undefined) throw new Error('expanded to nothing');
    const broken = brokenBy(attack, { percent: before, reviewNeeded: false }, { percent: after, reviewNeeded });
    expect(broken).toBe(expected);
  });
});

describe('on every question', () => {
  const catalogue = openCatalogue('rubrics');
  const grader = createGrader({ catalogue, version: 'test' });
  const grade = (question: string, answer: string) =>
    grader.heuristic({ question, answer, engine: 'heuristic', lang: 'zh' });

  it('an attack addressed to the grader gains nothing over a full answer and is seen', () => {
    const addressed = templates.filter((entry) => entry.must === 'flag');
    const broken = catalogue.ids.flatMap((id) => {
      const full = catalogue.rubric(id).model_answer;
      const before = grade(id, full).percent ?? 0;
      return expandAttacks(addressed, catalogue.rubric(id), { weak: full, full })
        .filter((attack) => attack.over === 'full')
        .flatMap((attack) => {
          const after = grade(id, attack.attacked);
          const reviewNeeded = after.review.reasons.includes('addressed_to_grader');
          const fault = brokenBy(
            attack,
            { percent: before, reviewNeeded: false },
            { percent: after.percent ?? 0, reviewNeeded },
          );
          return fault === undefined ? [] : [`${id} ${attack.template.id}: ${fault}`];
        });
    });
    expect(broken).toEqual([]);
  });

  it('no honest answer is taken for an attack', () => {
    const suspected = catalogue.ids.flatMap((id) =>
      readFixtures('fixtures/answers', catalogue.setOf(id).id, id)
        .filter((fixture) => grade(id, fixture.answer).review.reasons.includes('addressed_to_grader'))
        .map((fixture) => fixture.id),
    );
    expect(suspected).toEqual([]);
  });
});
