import { appendFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allRules } from '../../../src/checks/lint/lint.ts';
import { brokenProjects } from './broken-projects.ts';
import { examplesFile, fixtureFile, lintFolder, makeProject, rubricFile } from './small-project.ts';

describe('lint', () => {
  it('finds nothing in a project as init writes it', () => {
    expect(lintFolder(makeProject())).toEqual([]);
  });

  it.each(brokenProjects)('finds $rule: $how', ({ rule, edits, on }) => {
    const found = lintFolder(makeProject(edits));
    expect(found.filter((finding) => finding.rule === rule).map((finding) => finding.source)).toContainEqual(
      expect.stringContaining(on),
    );
  });

  it('is tried with every rule there is', () => {
    const tried = new Set(brokenProjects.map((entry) => entry.rule));
    expect(allRules.map((rule) => rule.name).filter((name) => !tried.has(name))).toEqual([]);
  });

  it('finds sentences beside which no rubric stands, unless that rubric is broken', () => {
    const folder = makeProject();
    renameSync(join(folder, examplesFile), join(folder, examplesFile.replace('expired', 'lost')));
    expect(lintFolder(folder).map(({ rule, message }) => `${rule}: ${message}`)).toEqual([
      'example-labels: there is no rubric my-questions/lost-coupon.yaml',
    ]);
    const broken = lintFolder(makeProject([{ file: rubricFile, from: 'title:', to: 'titel:' }]));
    expect(broken.map(({ rule }) => rule)).not.toContain('example-labels');
  });

  it('lets two answers share a piece, and follows pieces to the answers that the judge was made from', () => {
    const folder = makeProject();
    const [first = ''] = readFileSync(join(folder, fixtureFile), 'utf8').split('\n');
    mkdirSync(join(folder, 'fixtures/development/my-questions'), { recursive: true });
    writeFileSync(
      join(folder, fixtureFile.replace('answers', 'development')),
      first.replace('expired-coupon/a01', 'expired-coupon/f01'),
    );
    const examples = join(folder, examplesFile);
    const [piece = ''] = readFileSync(examples, 'utf8').split('\n');
    appendFileSync(examples, `${piece.replace('a01', 'f01')}\n`);
    expect(lintFolder(folder)).toEqual([]);
  });

  it('says of a sentence what it lacks, by the kind that it comes nearest to', () => {
    const label = { file: examplesFile, from: '"label":"met"', to: '"label":"good"' };
    const committed = { file: examplesFile, from: /^/, to: '{"flag":"blame","text":"谁让您忘了。"}\n' };
    const found = lintFolder(makeProject([label, committed])).filter(({ rule }) => rule === 'schema');
    expect(found.map(({ message }) => message)).toEqual([
      'committed: is missing',
      expect.stringMatching(/^label: .*"met"\|"partial"\|"missed"/),
    ]);
  });

  it('says once of a regular expression that goes back too often that it does', () => {
    const found = lintFolder(makeProject([{ file: rubricFile, from: '- "@apology"', to: '- regex: "(a+)+b"' }]));
    expect(found.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)).toEqual([
      'indicator-backtracks',
    ]);
  });

  it('goes on when one file is broken', () => {
    const edits = [
      { file: rubricFile, from: 'title:', to: 'titel:' },
      { file: 'rubrics/concepts.yaml', from: 'terms: [道歉', to: 'terms: [抱歉, 道歉' },
    ];
    const rules = lintFolder(makeProject(edits)).map((finding) => finding.rule);
    expect(rules).toEqual(expect.arrayContaining(['schema', 'concept-duplicate-term']));
  });

  it('says of every rule why it is there and what to do', () => {
    for (const { name, finds, why, remedy } of allRules) {
      for (const text of [finds, why, remedy]) expect(text.length, name).toBeGreaterThan(10);
    }
  });
});
