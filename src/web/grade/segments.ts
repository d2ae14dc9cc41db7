import type { Evidence, Grade } from '../client/api.ts';

/** What a stretch of an answer stands for: the strongest of what lies on it. */
export type Kind = 'flag' | 'met' | 'partial';

/** A stretch of an answer, and the points and red flags whose evidence it is; none: plain text. */
export type Segment = { readonly text: string; readonly owners: readonly string[]; readonly kind: Kind | null };

type Judged = Pick<Grade, 'points' | 'red_flags'>;

const byStrength: readonly Kind[] = ['flag', 'met', 'partial'];

/** The name under which a red flag owns its evidence, apart from any point of the same id. */
export function flagOwner(id: string): string {
  return `flag:${id}`;
}

/** The answer cut at every border of evidence, in order and without a gap, so that points may share their words. */
export function segmentsOf(answer: string, grade: Judged): readonly Segment[] {
  const spans = [
    ...grade.points.flatMap(({ id, verdict, evidence }) =>
      spansOf(evidence, id, verdict === 'partial' ? 'partial' : 'met'),
    ),
    ...grade.red_flags.flatMap(({ id, evidence }) => spansOf(evidence, flagOwner(id), 'flag')),
  ];
  const borders = new Set([0, answer.length, ...spans.flatMap(({ start, end }) => [start, end])]);
  const ordered = [...borders].sort((first, second) => first - second);
  return ordered.slice(0, -1).map((start, index) => {
    const over = spans.filter((span) => span.start <= start && span.end > start);
    return {
      text: answer.slice(start, ordered[index + 1]),
      owners: [...new Set(over.map(({ owner }) => owner))],
      kind: byStrength.find((kind) => over.some((span) => span.kind === kind)) ?? null,
    };
  });
}

function spansOf(evidence: readonly Evidence[], owner: string, kind: Kind) {
  return evidence.map(({ start, end }) => ({ start, end, owner, kind }));
}
