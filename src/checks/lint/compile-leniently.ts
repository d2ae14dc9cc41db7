import { InvalidInput } from '../../core/errors.ts';
import type { Example } from '../../core/example.ts';
import type { Concept, Indicator } from '../../core/indicator.ts';
import type { Rubric } from '../../core/rubric.ts';
import { type CompiledRubric, compileRubric } from '../../heuristics/compile.ts';

type Concepts = Readonly<Record<string, Concept>> | undefined;

/**
 * A rubric's indicators, compiled; undefined where one of them, or the vocabulary, has a fault. Examples of a point or red flag
 * that the rubric does not have teach nothing.
 */
export function compileLeniently(
  rubric: Rubric,
  concepts: Concepts,
  examples: readonly Example[],
): CompiledRubric | undefined {
  const compiled = attempt(
    rubric,
    concepts,
    examples.filter((example) => hasSubject(rubric, example)),
  );
  return typeof compiled === 'string' ? undefined : compiled;
}

/** What is wrong with one indicator of a rubric; undefined where nothing is, or where there is no vocabulary to tell by. */
export function faultOf(indicator: Indicator, rubric: Rubric, concepts: Concepts): string | undefined {
  const points = rubric.points
    .slice(0, 1)
    .map((point) => ({ ...point, indicators: { met: [indicator], partial: [] } }));
  const compiled = concepts === undefined ? undefined : attempt({ ...rubric, points, red_flags: [] }, concepts);
  return typeof compiled === 'string' ? compiled : undefined;
}

/** Does the rubric have the point or red flag that a sentence is labelled for? */
export function hasSubject({ points, red_flags: flags }: Rubric, example: Example): boolean {
  return 'point' in example
    ? points.some(({ id }) => id === example.point)
    : flags.some(({ id }) => id === example.flag);
}

function attempt(rubric: Rubric, concepts: Concepts, examples: readonly Example[] = []): CompiledRubric | string {
  if (concepts === undefined) return 'there are no concepts';
  try {
    const lookup = (name: string) => (Object.hasOwn(concepts, name) ? concepts[name]?.terms : undefined);
    return compileRubric(rubric, lookup, examples);
  } catch (error) {
    if (error instanceof InvalidInput) return error.faults.map((fault) => fault.message).join('; ');
    throw error;
  }
}
