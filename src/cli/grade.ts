import type { Config } from '../config.ts';
import type { Grader } from '../grading/answer/grade-answer.ts';
import type { Catalogue } from '../grading/catalogue/catalogue.ts';
import { questionOf, readAnswer } from './read-answer.ts';
import { reportGrade } from './report.ts';

/** Grades one answer and prints a report, or the grade as JSON. */
export async function gradeOne(
  request: {
    readonly question: string | undefined;
    readonly text: string | undefined;
    readonly file: string | undefined;
    readonly json: boolean;
  },
  { grader, catalogue, config }: { readonly grader: Grader; readonly catalogue: Catalogue; readonly config: Config },
): Promise<void> {
  const rubric = questionOf(request.question, catalogue);
  const answer = await readAnswer(request);
  const grade = await grader.grade({ question: rubric.id, answer, engine: config.engine, lang: config.lang });
  if (request.json) process.stdout.write(`${JSON.stringify(grade, null, 2)}\n`);
  else process.stdout.write(reportGrade(grade, config.lang === 'en' ? rubric.en.title : rubric.title));
}
