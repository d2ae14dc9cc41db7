import { runExamples } from '../../checks/examples.ts';
import type { Catalogue } from '../../grading/catalogue/catalogue.ts';

/** Prints every example of a rubric that the heuristic judge judges differently. @returns whether there was none */
export function examples(catalogue: Catalogue, only: string | undefined): boolean {
  let clean = true;
  for (const id of only?.split(',') ?? catalogue.ids) {
    const { run, misses } = runExamples(catalogue.compiled(id));
    process.stdout.write(`${id}: ${run - misses.length} of ${run} examples judged as written\n`);
    for (const miss of misses)
      process.stdout.write(`  ${miss.where}: ${miss.judged} instead of ${miss.expected}: ${miss.text}\n`);
    clean &&= misses.length === 0;
  }
  return clean;
}
