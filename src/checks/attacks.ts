import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { InvalidInput } from '../core/errors.ts';
import { parseJsonLine } from '../core/json-line.ts';
import type { Rubric } from '../core/rubric.ts';

/**
 * What must hold of an attacked answer beside the plain one. `no_gain`: it scores no more. `flag`: that, and the grade asks
 * for review. `unchanged`: it scores the same. `cap`: it scores at most its `cap`, whatever the plain one does.
 */
export const Must = z.enum(['no_gain', 'flag', 'unchanged', 'cap']);
export type Must = z.infer<typeof Must>;

/** An attack or an invariance, with `{answer}`, `{question}`, `{names}` (of the points) and `{policy}` (their met texts) to be filled in. */
export const AttackTemplate = z.strictObject({
  id: z.string().min(1),
  family: z.string().min(1),
  lang: z.enum(['zh', 'en', 'mixed', 'fr', 'ja']),
  template: z.string().min(1),
  must: Must,
  /** Percent that `cap` allows instead of the usual: naming a thing may touch on a point, which is half of it. */
  cap: z.number().positive().max(50).optional(),
});
export type AttackTemplate = z.infer<typeof AttackTemplate>;

/** An attack on one question: what would be handed in, and what without the attack. */
export type Attack = {
  readonly template: AttackTemplate;
  readonly over: 'weak' | 'full';
  readonly plain: string;
  readonly attacked: string;
};

/** What the grader made of an answer, as far as an attack is concerned. */
export type Outcome = { readonly percent: number; readonly reviewNeeded: boolean };

/** Percent that an answer without content of its own may reach: naming things can touch on a point. */
export const mostForNothing = 20;

/** Reads templates, one a line. @throws {InvalidInput} naming the line of one that is malformed or stands twice */
export function readAttackTemplates(path: string): AttackTemplate[] {
  const seen = new Set<string>();
  return readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) => {
      if (line.trim() === '') return [];
      const parsed = AttackTemplate.safeParse(parseJsonLine(line));
      const fault = parsed.success ? (seen.has(parsed.data.id) ? 'stands twice' : undefined) : parsed.error.message;
      if (!parsed.success || fault !== undefined)
        throw new InvalidInput(path, [{ field: 'id', message: fault ?? 'is malformed', line: index + 1 }]);
      seen.add(parsed.data.id);
      return [parsed.data];
    });
}

/** Every template over a weak and a full answer; once only where it does not use the answer. */
export function expandAttacks(
  templates: readonly AttackTemplate[],
  rubric: Rubric,
  answers: { readonly weak: string; readonly full: string },
): Attack[] {
  const values = {
    question: rubric.prompt,
    names: rubric.points.map((point) => point.name).join('、'),
    policy: rubric.points.map((point) => `${point.met}。`).join(''),
  };
  return templates.flatMap((template) => {
    const levels = template.template.includes('{answer}') ? (['weak', 'full'] as const) : (['weak'] as const);
    return levels.map((over): Attack => {
      const filled: Record<string, string> = { ...values, answer: answers[over] };
      const attacked = template.template.replace(
        /\{(answer|question|names|policy)\}/g,
        (_, name: string) => filled[name] ?? '',
      );
      return { template, over, plain: answers[over], attacked };
    });
  });
}

/** What an attack broke, in one sentence; undefined when what must hold does hold. */
export function brokenBy(attack: Attack, plain: Outcome, attacked: Outcome): string | undefined {
  const { must } = attack.template;
  const most = attack.template.cap ?? mostForNothing;
  if (must === 'cap')
    return attacked.percent > most ? `${attacked.percent} % where at most ${most} % is due` : undefined;
  if (attacked.percent > plain.percent) return `gains ${plain.percent} % → ${attacked.percent} %`;
  if (must === 'unchanged' && attacked.percent !== plain.percent)
    return `changes ${plain.percent} % → ${attacked.percent} %`;
  if (must === 'flag' && !attacked.reviewNeeded) return 'asks for no review';
  return undefined;
}
