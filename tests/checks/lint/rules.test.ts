import { describe, expect, it } from 'vitest';
import { allRules } from '../../../src/checks/lint/lint.ts';
import { brokenProjects } from './broken-projects.ts';
import { lintFolder, makeProject, rubricFile } from './small-project.ts';

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
