import { z } from 'zod';
import { confusionOf, kappaOf, type Level } from '../../core/agreement.ts';
import type { GradeStore, KeptGrade } from '../../core/kept-grade.ts';
import type { Label } from '../../core/verdict.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';

/**
 * How far raters and the machine agree on each point that was decided. A point that a rater left as it was counts as agreed; one
 * that the machine left undecided is in no figure, for there was no verdict to agree with. `kappa` is Cohen's with linear
 * weights; null where all verdicts are one and the same. Grades come to raters because they are doubtful: this is no figure
 * of all grades.
 */
export const RaterAgreement = z.object({
  points: z.array(
    z.object({
      question: z.string(),
      point: z.string(),
      name: z.string(),
      decided: z.int(),
      agreed: z.int(),
      kappa: z.number().nullable(),
    }),
  ),
});
export type RaterAgreement = z.infer<typeof RaterAgreement>;

type Pair = { readonly question: string; readonly point: string; readonly name: string } & {
  readonly machine: Level;
  readonly rater: Level;
};

const levels: Readonly<Record<Label, Level>> = { missed: 0, partial: 1, met: 2 };

/** Compares the latest decision on every decided grade, of one batch or of all, with what the machine said. */
export async function raterAgreement(
  query: { readonly batch?: string },
  { grades, catalogue }: { readonly grades: GradeStore; readonly catalogue: Catalogue },
): Promise<RaterAgreement> {
  const pairs: Pair[] = [];
  let after: string | null | undefined;
  while (after !== null) {
    const page = await grades.decided({ ...query, limit: 200, ...(after === undefined ? {} : { after }) });
    for (const kept of page.items) pairs.push(...pairsOf(kept));
    after = page.next;
  }
  const groups = Map.groupBy(pairs, ({ question, point }) => `${question}.${point}`);
  const order = new Map(catalogue.ids.map((id, index) => [id, index]));
  const points = [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [figuresOf(first, group)];
  });
  const placeOf = (question: string): number => order.get(question) ?? order.size;
  return { points: points.sort((a, b) => placeOf(a.question) - placeOf(b.question)) };
}

function pairsOf({ grade, decisions }: KeptGrade): Pair[] {
  const [decision] = decisions;
  if (decision === undefined) return [];
  return grade.points.flatMap(({ id, name, verdict }) => {
    if (verdict === 'undecided') return [];
    const rater = decision.verdicts[id] ?? verdict;
    return [{ question: grade.question, point: id, name, machine: levels[verdict], rater: levels[rater] }];
  });
}

function figuresOf({ question, point, name }: Pair, group: readonly Pair[]): RaterAgreement['points'][number] {
  const raters = group.map(({ rater }) => rater);
  const machine = group.map((pair) => pair.machine);
  return {
    question,
    point,
    name,
    decided: group.length,
    agreed: group.filter((pair) => pair.rater === pair.machine).length,
    kappa: kappaOf(confusionOf(raters, machine), 'linear') ?? null,
  };
}
