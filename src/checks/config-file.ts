import { z } from 'zod';

/** Name of the file that is looked for in the working folder. */
export const configFileName = 'grader.config.yaml';

/** What `lint` is told: the rules that are off, each with its reason, which lint itself insists on. */
export const LintSettings = z.strictObject({ off: z.record(z.string(), z.string().nullable()).default({}) });

/** `grader.config.yaml`: where a project keeps its parts, relative to the file, and what is asked of them. An empty file is one. */
export const ConfigFile = z.strictObject({
  rubrics: z.string().min(1).default('rubrics'),
  prompts: z.string().min(1).default('prompts'),
  fixtures: z.string().min(1).default('fixtures/answers'),
  lint: LintSettings.prefault({}),
});
export type ConfigFile = z.infer<typeof ConfigFile>;
