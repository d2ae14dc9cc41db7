import type { Example } from '../../core/example.ts';
import type { Concept } from '../../core/indicator.ts';
import type { Dimension, QuestionSet, Rubric } from '../../core/rubric.ts';
import type { CompiledRubric } from '../../heuristics/compile.ts';
import type { Fixture } from '../fixtures.ts';
import type { PromptFile } from './prompt-file.ts';

/** Tells on which line, from 1, a field stands; for one that is not there, the nearest around it. */
export type LineOf = (path: readonly PropertyKey[]) => number;

/** A file of one JSON value a line. Lines that do not parse are faults. */
export type JsonLines<T> = {
  readonly file: string;
  readonly text: string;
  readonly entries: readonly { readonly line: number; readonly data: T }[];
};

/** Something that does not parse. */
export type Fault = {
  readonly file: string;
  readonly line: number;
  readonly field: string;
  readonly message: string;
};

/** A YAML file that parsed. */
export type Located<T> = { readonly file: string; readonly text: string; readonly data: T; readonly lineOf: LineOf };

/** The labelled sentences beside a rubric, from which the heuristic judge learns. */
export type ExamplesFile = JsonLines<Example> & { readonly set: string; readonly question: string };

/**
 * A rubric, its set's folder, the labelled sentences beside it, and its indicators; `compiled` is undefined where one of them
 * cannot be compiled.
 */
export type RubricFile = Located<Rubric> & {
  readonly set: string;
  readonly examples: ExamplesFile | undefined;
  readonly compiled: CompiledRubric | undefined;
};

/** The labelled answers of one question. */
export type FixtureFile = JsonLines<Fixture> & { readonly set: string; readonly question: string };

/** All that lint looks at. What does not parse is a fault and is in none of the lists. */
export type Project = {
  readonly dimensions: Located<Dimension[]> | undefined;
  readonly concepts: Located<Record<string, Concept>> | undefined;
  readonly sets: readonly (Located<QuestionSet> & { readonly folder: string })[];
  readonly rubrics: readonly RubricFile[];
  /** All files of labelled sentences, also those beside a rubric that does not parse or is not there. */
  readonly examples: readonly ExamplesFile[];
  readonly fixtures: readonly FixtureFile[];
  /** Labelled answers that the heuristic judge was made from: `check` measures nothing on them. */
  readonly development: readonly FixtureFile[];
  readonly prompts: readonly PromptFile[];
  readonly faults: readonly Fault[];
  /** The text of every file that was read, by its name. */
  readonly texts: ReadonlyMap<string, string>;
};

/** Where the parts of a project lie. Of prompts, labelled answers and attacks there may be none. */
export type ProjectFolders = {
  readonly rubrics: string;
  readonly prompts: string;
  readonly fixtures: string;
  readonly development: string;
  /** A file; undefined where the project has none of its own. */
  readonly attacks: string | undefined;
};
