import type { Label } from '../../core/verdict.ts';
import type { CompiledIndicator, CompiledRubric } from '../../heuristics/compile.ts';
import { type FlagSigns, findSigns, type PointSigns } from '../../heuristics/judge-points.ts';
import { readScene } from '../../heuristics/scene.ts';
import type { Project, RubricFile } from './project.ts';

/** A text that a person labelled: on some points, and for some red flags whether they are committed. */
type LabelledText = {
  readonly text: string;
  readonly labels: Readonly<Record<string, Label>>;
  readonly flags: Readonly<Record<string, boolean>>;
  /** Whose sentence it is, and where it stands in the rubric's file; undefined for whole answers. */
  readonly example?: { readonly of: string; readonly path: readonly PropertyKey[] };
};

/** A labelled text, and what the indicators make of it. */
export type Trial = LabelledText & { readonly points: readonly PointSigns[]; readonly redFlags: readonly FlagSigns[] };

/** How often an indicator fires. `due`: on texts where it should by their label; `undue`: on texts where it should not. */
export type Firings = { readonly all: number; readonly due: number; readonly undue: number };

const kept = new WeakMap<RubricFile, readonly Trial[]>();

/** Every example, model answer and labelled answer of a question, judged; none where an indicator cannot be compiled. */
export function trialsOf(file: RubricFile, project: Project): readonly Trial[] {
  const { compiled } = file;
  if (compiled === undefined) return [];
  let trials = kept.get(file);
  if (trials === undefined) {
    trials = labelledTexts(file, project).map((entry) => ({ ...entry, ...judge(compiled, entry.text) }));
    kept.set(file, trials);
  }
  return trials;
}

/** What a rubric's indicators see in a text, with the rubric's own known texts unless others are given. */
export function judge(compiled: CompiledRubric, text: string, known = compiled.known) {
  return findSigns(compiled, readScene(text, known));
}

/** How often each indicator of a rubric fires over the trials; one that never does has no entry. */
export function firingsOf(trials: readonly Trial[]): ReadonlyMap<CompiledIndicator, Firings> {
  const firings = new Map<CompiledIndicator, { all: number; due: number; undue: number }>();
  const count = (indicator: CompiledIndicator, due: boolean | undefined): void => {
    const counted = firings.get(indicator) ?? { all: 0, due: 0, undue: 0 };
    counted.all++;
    if (due === true) counted.due++;
    if (due === false) counted.undue++;
    firings.set(indicator, counted);
  };
  for (const trial of trials) {
    for (const point of trial.points) {
      const label = trial.labels[point.id];
      for (const { indicator, level, fired } of point.signs) {
        if (fired.length > 0) count(indicator, label === undefined ? undefined : isDue(label, level));
      }
    }
    for (const flag of trial.redFlags) {
      for (const { indicator, fired } of flag.signs) {
        if (fired.some((match) => !match.weak)) count(indicator, trial.flags[flag.id]);
      }
    }
  }
  return firings;
}

/** A sign of `met` on a partial answer is neither here nor there; a sign of `partial` may well stand in a full answer. */
function isDue(label: Label, level: 'met' | 'partial'): boolean | undefined {
  if (label === 'missed') return false;
  return label === 'met' || level === 'partial' ? true : undefined;
}

function labelledTexts({ data: rubric, set }: RubricFile, project: Project): LabelledText[] {
  const texts: LabelledText[] = [];
  const plain = (text: string): number => texts.push({ text, labels: {}, flags: {} });
  plain(rubric.model_answer);
  plain(rubric.en.model_answer);
  for (const [at, { id, example, en, examples }] of rubric.points.entries()) {
    const sentence = (label: Label, text: string, ...path: PropertyKey[]): number =>
      texts.push({ text, labels: { [id]: label }, flags: {}, example: { of: id, path: ['points', at, ...path] } });
    sentence('met', example, 'example');
    sentence('met', en.example, 'en', 'example');
    for (const label of ['met', 'partial', 'missed'] as const)
      for (const [index, text] of examples[label].entries()) sentence(label, text, 'examples', label, index);
  }
  for (const [at, { id, examples }] of rubric.red_flags.entries()) {
    for (const kind of ['committed', 'rejected'] as const) {
      for (const [index, text] of examples[kind].entries()) {
        const path = ['red_flags', at, 'examples', kind, index];
        texts.push({ text, labels: {}, flags: { [id]: kind === 'committed' }, example: { of: id, path } });
      }
    }
  }
  const files = project.fixtures.filter((file) => file.set === set && file.question === rubric.id);
  for (const { data } of files.flatMap((file) => file.entries)) {
    const flags = Object.fromEntries(rubric.red_flags.map(({ id }) => [id, data.red_flags.includes(id)]));
    texts.push({ text: data.answer, labels: data.labels, flags });
  }
  return texts;
}
