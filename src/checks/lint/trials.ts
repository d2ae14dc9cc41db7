import type { Label } from '../../core/verdict.ts';
import type { CompiledIndicator, CompiledRubric } from '../../heuristics/compile.ts';
import { findSigns } from '../../heuristics/judge-points.ts';
import { readScene } from '../../heuristics/scene.ts';
import { labelledTexts } from './labelled-texts.ts';
import type { Project, RubricFile } from './project.ts';

/** How often an indicator fires. `due`: on texts where it should by their label; `undue`: on texts where it should not. */
export type Firings = { readonly all: number; readonly due: number; readonly undue: number };

const kept = new WeakMap<RubricFile, ReadonlyMap<CompiledIndicator, Firings>>();

/**
 * How often each indicator of a rubric fires over all texts of its question; one that never does has no entry. None have where
 * an indicator cannot be compiled.
 */
export function firingsOf(file: RubricFile, project: Project): ReadonlyMap<CompiledIndicator, Firings> {
  const { compiled } = file;
  if (compiled === undefined) return new Map();
  let firings = kept.get(file);
  if (firings === undefined) {
    firings = countFirings(compiled, file, project);
    kept.set(file, firings);
  }
  return firings;
}

/** What a rubric's indicators see in a text, with the rubric's own known texts unless others are given. */
export function signsIn(compiled: CompiledRubric, text: string, known = compiled.known) {
  return findSigns(compiled, readScene(text, known));
}

function countFirings(
  compiled: CompiledRubric,
  file: RubricFile,
  project: Project,
): ReadonlyMap<CompiledIndicator, Firings> {
  const firings = new Map<CompiledIndicator, { all: number; due: number; undue: number }>();
  const count = (indicator: CompiledIndicator, due: boolean | undefined): void => {
    const counted = firings.get(indicator) ?? { all: 0, due: 0, undue: 0 };
    counted.all++;
    if (due === true) counted.due++;
    if (due === false) counted.undue++;
    firings.set(indicator, counted);
  };
  for (const { text, labels, flags } of labelledTexts(file, project)) {
    const { points, redFlags } = signsIn(compiled, text);
    for (const { id, signs } of points) {
      const label = labels[id];
      for (const { indicator, level, fired } of signs) {
        if (fired.length > 0) count(indicator, label === undefined ? undefined : isDue(label, level));
      }
    }
    for (const { id, signs } of redFlags) {
      for (const { indicator, fired } of signs) {
        if (fired.some((match) => !match.weak)) count(indicator, flags[id]);
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
