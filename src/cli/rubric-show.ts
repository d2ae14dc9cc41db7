import type { Lang } from '../core/judge.ts';
import { modelAnswerOf } from '../core/model-answer.ts';
import type { Rubric } from '../core/rubric.ts';

/** Mark of a line that a candidate may not see before the attempt, or ever. */
const privately = '🔒';

/** Prints a rubric for its author or a rater; what a candidate may not see is marked. With `json`, all of it. */
export function showRubric(rubric: Rubric, options: { readonly lang: Lang; readonly json: boolean }): void {
  if (options.json) {
    process.stdout.write(`${JSON.stringify(rubric, null, 2)}\n`);
    return;
  }
  const english = options.lang === 'en';
  const { title, prompt } = english ? rubric.en : rubric;
  const marks = english ? `${rubric.marks} marks` : `${rubric.marks} 分`;
  const lines = [`${title}  (${rubric.id}, ${rubric.kind}, ${marks})`, prompt, ''];
  for (const point of rubric.points) {
    const text = english ? point.en : point;
    lines.push(
      `${point.id}  ${text.name}  [${point.dimension}]`,
      `  ${privately} weight   ${point.weight}`,
      `  ${privately} met      ${text.met}`,
      `  ${privately} partial  ${text.partial}`,
      `  ${privately} example  ${text.example}`,
      ...(point.grader_note === undefined ? [] : [`  ${privately} note     ${point.grader_note}`]),
      `     advice   ${text.advice}`,
    );
  }
  for (const flag of rubric.red_flags) {
    const text = english ? flag.en : flag;
    lines.push(`${privately} ! ${flag.id}  ${text.name}  −${Math.round(flag.deduct * 100)} %: ${text.when}`);
  }
  lines.push('', `${privately} ${modelAnswerOf(rubric, options.lang)}`, '');
  lines.push(
    english
      ? `${privately} a candidate does not see this; advice and what was found are shown with the grade`
      : `${privately} 作答前不给候选人看；建议随评分结果给出`,
  );
  process.stdout.write(`${lines.join('\n')}\n`);
}
