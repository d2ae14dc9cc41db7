import type { GradeStore, KeptGrade } from '../../core/kept-grade.ts';

/** Grades read at once. */
const pageSize = 200;

/** Every grade in force, of one batch or of all, page by page in the order in which they were made. */
export async function* everyGrade(grades: GradeStore, batch?: string): AsyncGenerator<readonly KeptGrade[]> {
  let after: string | null | undefined;
  while (after !== null) {
    const page = await grades.inForce({
      limit: pageSize,
      ...(batch === undefined ? {} : { batch }),
      ...(after === undefined ? {} : { after }),
    });
    if (page.items.length > 0) yield page.items;
    after = page.next;
  }
}
