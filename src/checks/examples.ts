import type { Rubric } from '../core/rubric.ts';
import { scoreVerdicts } from '../core/score.ts';
import type { Label } from '../core/verdict.ts';
import type { CompiledRubric } from '../heuristics/compile.ts';
import { judgeScene } from '../heuristics/judge-scene.ts';
import { readScene } from '../heuristics/scene.ts';

/** An example of a rubric that the heuristic judge judges differently. */
export type ExampleMiss = {
  readonly where: string;
  readonly expected: string;
  readonly judged: string;
  readonly text: string;
};

const leastModelAnswer = 90;

/** Runs a rubric's examples, model answers and the question's own text through the heuristic judge: how many were run, and the misses. */
export function runExamples(compiled: CompiledRubric): {
  readonly run: number;
  readonly misses: readonly ExampleMiss[];
} {
  const { rubric } = compiled;
  const misses: ExampleMiss[] = [];
  let run = 0;
  const expect = (where: string, text: string, expected: string, judged: string): void => {
    run++;
    if (judged !== expected) misses.push({ where, expected, judged, text });
  };
  const verdictOn = (id: string, text: string): Label =>
    judge(compiled, text).points.find((point) => point.id === id)?.verdict ?? 'missed';
  const flagged = (id: string, text: string): string =>
    judge(compiled, text).redFlags.some((flag) => flag.id === id && flag.committed) ? 'committed' : 'not committed';

  for (const [where, text] of [
    ['model_answer', rubric.model_answer],
    ['en.model_answer', rubric.en.model_answer],
  ] as const) {
    const { percent, detail } = percentOf(compiled, rubric, text);
    expect(
      where,
      text,
      `at least ${leastModelAnswer} %`,
      percent >= leastModelAnswer ? `at least ${leastModelAnswer} %` : `${percent} % (${detail})`,
    );
  }
  for (const [where, text] of [
    ['prompt', rubric.prompt],
    ['en.prompt', rubric.en.prompt],
  ] as const) {
    const earning = judge(compiled, text)
      .points.filter((point) => point.verdict !== 'missed')
      .map((point) => point.id);
    expect(where, text, 'earns nothing', earning.length === 0 ? 'earns nothing' : `earns ${earning.join(', ')}`);
  }
  for (const point of rubric.points) {
    expect(`${point.id}.example`, point.example, 'met', verdictOn(point.id, point.example));
    expect(`${point.id}.en.example`, point.en.example, 'met', verdictOn(point.id, point.en.example));
    for (const level of ['met', 'partial', 'missed'] as const) {
      for (const text of point.examples[level])
        expect(`${point.id}.examples.${level}`, text, level, verdictOn(point.id, text));
    }
  }
  for (const flag of rubric.red_flags) {
    for (const text of flag.examples.committed)
      expect(`${flag.id}.examples.committed`, text, 'committed', flagged(flag.id, text));
    for (const text of flag.examples.rejected)
      expect(`${flag.id}.examples.rejected`, text, 'not committed', flagged(flag.id, text));
  }
  return { run, misses };
}

function judge(compiled: CompiledRubric, text: string) {
  return judgeScene(compiled, readScene(text, compiled.known));
}

function percentOf(compiled: CompiledRubric, rubric: Rubric, text: string): { percent: number; detail: string } {
  const { points, redFlags } = judge(compiled, text);
  const flags = redFlags.filter((flag) => flag.committed).map((flag) => flag.id);
  const { percent } = scoreVerdicts(rubric, new Map(points.map((point) => [point.id, point.verdict])), flags);
  const lacking = points.filter((point) => point.verdict !== 'met').map((point) => `${point.id} ${point.verdict}`);
  return { percent, detail: [...lacking, ...flags.map((flag) => `red flag ${flag}`)].join(', ') };
}
