import type { Lang } from '../core/judge.ts';
import type { Rubric } from '../core/rubric.ts';

/** Prints a rubric for its author: the policy, advice and examples. With `json`, all of it. */
export function showRubric(rubric: Rubric, options: { readonly lang: Lang; readonly json: boolean }): void {
  if (options.json) {
    process.stdout.write(`${JSON.stringify(rubric, null, 2)}\n`);
    return;
  }
  const english = options.lang === 'en';
  const lines = [
    `${english ? rubric.en.title : rubric.title}  (${rubric.id}, ${rubric.kind}, ${rubric.marks})`,
    english ? rubric.en.prompt : rubric.prompt,
    '',
  ];
  for (const point of rubric.points) {
    const text = english ? point.en : point;
    lines.push(
      `${point.id}  ${text.name}  ×${point.weight}  [${point.dimension}]`,
      `  met:     ${text.met}`,
      `  partial: ${text.partial}`,
      `  advice:  ${text.advice}`,
      `  example: ${text.example}`,
    );
  }
  for (const flag of rubric.red_flags) {
    const text = english ? flag.en : flag;
    lines.push(`! ${flag.id}  ${text.name}  −${Math.round(flag.deduct * 100)} %: ${text.when}`);
  }
  lines.push('', english ? rubric.en.model_answer : rubric.model_answer);
  process.stdout.write(`${lines.join('\n')}\n`);
}
