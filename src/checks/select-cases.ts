import { type InputFault, InvalidInput } from '../core/errors.ts';
import { seriesOf } from './answer-result.ts';
import type { SliceKind } from './figures.ts';
import { languageOf } from './language.ts';
import type { Case } from './run-answers.ts';

/** Which cases are wanted; what is left out wants all. */
export type Filters = {
  readonly questions?: readonly string[];
  readonly sets?: readonly string[];
  /** Held against the fixture's id. */
  readonly pattern?: RegExp;
  /** Ids that an earlier run got wrong. */
  readonly failing?: ReadonlySet<string>;
  /** The first so many of what the others leave. */
  readonly first?: number;
};

/** The cases that pass every filter, in their order. */
export function selectCases(cases: readonly Case[], filters: Filters): Case[] {
  const passing = cases.filter(
    ({ fixture, set }) =>
      (filters.questions?.includes(fixture.question) ?? true) &&
      (filters.sets?.includes(set) ?? true) &&
      (filters.pattern?.test(fixture.id) ?? true) &&
      (filters.failing?.has(fixture.id) ?? true),
  );
  return passing.slice(0, filters.first);
}

/** Tells whether a slice lacks a case of its own after the selection. */
export function cutSlices(all: readonly Case[], selected: readonly Case[]): (kind: SliceKind, name: string) => boolean {
  const whole = countSlices(all);
  const left = countSlices(selected);
  return (kind, name) => whole.get(`${kind} ${name}`) !== left.get(`${kind} ${name}`);
}

/** The names that slices of a kind can have. */
export function sliceNames(cases: readonly Case[], kind: SliceKind): ReadonlySet<string> {
  return new Set(cases.flatMap((entry) => namesOf(entry, kind)));
}

/**
 * Holds labelled answers against their rubric.
 *
 * @throws {InvalidInput} when one is of another question, lacks a label, labels what the rubric does not have, or has the id of another
 */
export function checkFixtures(cases: readonly Case[], file: (entry: Case) => string): void {
  const seen = new Set<string>();
  for (const entry of cases) {
    const { id } = entry.fixture;
    const doubled = seen.has(id) ? [{ field: 'id', message: 'stands twice' }] : [];
    const faults = [...doubled, ...labelFaults(entry)];
    if (faults.length > 0) throw new InvalidInput(`${file(entry)} (${id})`, faults);
    seen.add(id);
  }
}

function labelFaults({ fixture, rubric }: Case): InputFault[] {
  const points = rubric.points.map((point) => point.id);
  const flags = rubric.red_flags.map((flag) => flag.id);
  return [
    ...(fixture.question === rubric.id ? [] : [{ field: 'question', message: `must be "${rubric.id}"` }]),
    ...points
      .filter((id) => fixture.labels[id] === undefined)
      .map((id) => ({ field: `labels.${id}`, message: 'is missing' })),
    ...Object.keys(fixture.labels)
      .filter((id) => !points.includes(id))
      .map((id) => ({ field: `labels.${id}`, message: 'is not a point of the rubric' })),
    ...fixture.red_flags
      .filter((id) => !flags.includes(id))
      .map((id) => ({ field: 'red_flags', message: `"${id}" is not a red flag of the rubric` })),
  ];
}

function countSlices(cases: readonly Case[]): Map<string, number> {
  const kinds: readonly SliceKind[] = ['all', 'set', 'dimension', 'question', 'point', 'series', 'language'];
  const counted = new Map<string, number>();
  for (const entry of cases) {
    for (const kind of kinds) {
      for (const name of namesOf(entry, kind)) {
        const key = `${kind} ${name}`;
        counted.set(key, (counted.get(key) ?? 0) + 1);
      }
    }
  }
  return counted;
}

function namesOf({ fixture, rubric, set }: Case, kind: SliceKind): string[] {
  switch (kind) {
    case 'all':
      return ['all'];
    case 'set':
      return [set];
    case 'question':
      return [fixture.question];
    case 'series':
      return [seriesOf(fixture.id)];
    case 'language':
      return [languageOf(fixture.answer)];
    case 'dimension':
      return [...new Set(rubric.points.map((point) => point.dimension))];
    case 'point':
      return rubric.points.map((point) => `${fixture.question}.${point.id}`);
  }
}
