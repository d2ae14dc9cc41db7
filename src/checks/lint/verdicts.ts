import type { CompiledRubric } from '../../heuristics/compile.ts';
import type { JudgedFlag } from '../../heuristics/judge-flags.ts';
import { type JudgedPoint, judgeScene } from '../../heuristics/judge-scene.ts';
import { readScene } from '../../heuristics/scene.ts';
import { type OwnExample, ownExamples } from './labelled-texts.ts';
import type { RubricFile } from './project.ts';

/** What the heuristic judge concludes on a text, by signs and likeness. */
export type Verdicts = { readonly points: readonly JudgedPoint[]; readonly redFlags: readonly JudgedFlag[] };

/** Judges a text as an answer to the question of a rubric. */
export function judge(compiled: CompiledRubric, text: string): Verdicts {
  return judgeScene(compiled, readScene(text, compiled.known));
}

const kept = new WeakMap<RubricFile, readonly (OwnExample & Verdicts)[]>();

/** Every example inside a rubric, judged; none where an indicator cannot be compiled. */
export function judgedExamples(file: RubricFile): readonly (OwnExample & Verdicts)[] {
  const { compiled } = file;
  if (compiled === undefined) return [];
  let judged = kept.get(file);
  if (judged === undefined) {
    judged = ownExamples(file.data).map((example) => ({ ...example, ...judge(compiled, example.text) }));
    kept.set(file, judged);
  }
  return judged;
}
