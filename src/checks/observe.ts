import type { CompiledRubric } from '../heuristics/compile.ts';
import { judgeScene } from '../heuristics/judge-scene.ts';
import { readScene } from '../heuristics/scene.ts';
import { seriesOf } from './answer-result.ts';
import type { FlagObservation, Observation } from './calibrate.ts';
import type { Fixture } from './fixtures.ts';

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
    const judged = judgeScene(compiled, readScene(fixture.answer, compiled.known), answer);
    for (const { id, weighed } of judged.points) {
      const label = labels[id];
      if (weighed === undefined || label === undefined) continue;
      points.push({
        answer,
        question,
        point: `${question}.${id}`,
        author: seriesOf(answer),
        cues: weighed.cues,
        label,
      });
    }
    for (const { id, signs, likeness } of judged.redFlags) {
      if (likeness === undefined) continue;
      flags.push({ fires: signs.committed, likeness: likeness.about, committed: fixture.red_flags.includes(id) });
    }
  }
  return { points, flags };
}
