import type { CompiledRubric } from '../heuristics/compile.ts';
import { judgeScene } from '../heuristics/judge-scene.ts';
import { readScene } from '../heuristics/scene.ts';
import { seriesOf } from './answer-result.ts';
import type { Observation } from './calibrate.ts';
import type { FlagObservation } from './calibrate-flags.ts';
import type { Fixture } from './fixtures.ts';
import { languageOf } from './language.ts';

/**
 * What the heuristics see in labelled answers to one question, beside the labels. An answer's own pieces among the examples do
 * not help. Points and red flags without lessons are left out, for there is nothing to weigh.
 */
export function observe(
  compiled: CompiledRubric,
  fixtures: readonly Fixture[],
): { readonly points: Observation[]; readonly flags: FlagObservation[] } {
  const points: Observation[] = [];
  const flags: FlagObservation[] = [];
  for (const fixture of fixtures) {
    const { question, id: answer, labels } = fixture;
    const origin = { answer, question, author: seriesOf(answer), language: languageOf(fixture.answer) };
    const judged = judgeScene(compiled, readScene(fixture.answer, compiled.known), answer);
    for (const { id, weighed } of judged.points) {
      const label = labels[id];
      if (weighed === undefined || label === undefined) continue;
      points.push({ ...origin, point: `${question}.${id}`, cues: weighed.cues, label });
    }
    for (const { id, likeness, weighed } of judged.redFlags) {
      if (likeness === undefined) continue;
      const committed = fixture.red_flags.includes(id);
      flags.push({ ...origin, cues: weighed?.cues, committed });
    }
  }
  return { points, flags };
}
