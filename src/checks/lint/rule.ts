import type { Project } from './project.ts';

/** An error makes the check fail; a warning is printed. */
export type Severity = 'error' | 'warning';

/** A place that breaks a rule. `remedy` where this place wants another than the rule's own. */
export type Found = {
  /** As the project names it. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly message: string;
  readonly remedy?: string;
};

/** Something that can be wrong with rubrics, prompts or fixtures, and can be seen without a model. */
export type Rule = {
  readonly name: string;
  readonly severity: Severity;
  /** What it finds, in a few words. */
  readonly finds: string;
  /** What goes wrong where it is left. */
  readonly why: string;
  readonly remedy: string;
  /** Looks at each rubric alone, so that those whose findings are not wanted can be left out. For rules that take long. */
  readonly eachAlone?: true;
  readonly check: (project: Project) => readonly Found[];
};

/** What is reported of a place. */
export type Finding = Required<Found> & { readonly rule: string; readonly severity: Severity };
