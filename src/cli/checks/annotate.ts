import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { z } from 'zod';
import { annotationsOf, type Place } from '../../checks/annotations.ts';
import { githubReport } from '../../checks/lint/report.ts';
import { readRun } from '../../checks/run-file.ts';
import { NotFound } from '../../core/errors.ts';
import { Rubric } from '../../core/rubric.ts';
import type { Catalogue } from '../../grading/catalogue/catalogue.ts';
import { parseLocated } from '../../grading/catalogue/yaml-file.ts';

/** What a run file says of its gates. */
const Judged = z.object({
  gates: z.array(
    z.object({
      slice: z.string(),
      limit: z.string(),
      bound: z.number(),
      value: z.number().optional(),
      state: z.enum(['held', 'failed', 'not_judged']),
    }),
  ),
});

/** Prints what a run of `check` says of single lines of the rubrics, as annotations of a GitHub workflow. */
export function annotate(runPath: string, catalogue: Catalogue, folder: string): void {
  const { results } = readRun(runPath);
  const { gates } = Judged.parse(JSON.parse(readFileSync(runPath, 'utf8')));
  const findings = annotationsOf(
    results,
    gates.map((gate) => ({ ...gate, value: gate.value })),
    placesIn(catalogue, folder),
  );
  if (findings.length > 0) process.stdout.write(`${githubReport(findings, 'check')}\n`);
}

function placesIn(catalogue: Catalogue, folder: string): Place {
  return (question, part) => {
    const source = sourceOf(catalogue, question);
    if (source === undefined) return undefined;
    const file = relative(process.cwd(), join(folder, source.file));
    const { data, lineOf } = parseLocated(source.text, Rubric, file);
    if (part === undefined) return { file, line: 1 };
    const point = data.points.findIndex((candidate) => candidate.id === part);
    const flag = data.red_flags.findIndex((candidate) => candidate.id === part);
    if (point >= 0) return { file, line: lineOf(['points', point, 'id']) };
    return flag >= 0 ? { file, line: lineOf(['red_flags', flag, 'id']) } : undefined;
  };
}

function sourceOf(catalogue: Catalogue, question: string): { file: string; text: string } | undefined {
  try {
    return catalogue.source(question);
  } catch (error) {
    // The run may be of a state in which there was a question of that name.
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}
