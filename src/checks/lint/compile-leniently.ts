import { InvalidInput } from '../../core/errors.ts';
import type { Concept, Indicator } from '../../core/indicator.ts';
import type { Rubric } from '../../core/rubric.ts';
import { type CompiledRubric, compileRubric } from '../../heuristics/compile.ts';

type Concepts = Readonly<Record<string, Concept>> | undefined;

/** A rubric's indicators, compiled; undefined where one of them, or the vocabulary, has a fault. */
export function compileLeniently(rubric: Rubric, concepts: Concepts): CompiledRubric | undefined {
  const compiled = attempt(rubric, concepts);
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

function attempt(rubric: Rubric, concepts: Concepts): CompiledRubric | string {
  if (concepts === undefined) return 'there are no concepts';
  try {
    return compileRubric(rubric, (name) => (Object.hasOwn(concepts, name) ? concepts[name]?.terms : undefined));
  } catch (error) {
    if (error instanceof InvalidInput) return error.faults.map((fault) => fault.message).join('; ');
    // What a regular expression's syntax breaks.
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
}
