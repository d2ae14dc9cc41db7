import { type Explanation, explainAnswer } from '../grading/answer/explain.ts';
import type { Catalogue } from '../grading/catalogue/catalogue.ts';
import { readAnswer } from './read-answer.ts';

const mostShown = 3;

/**
 * Prints, for each point and red flag, which indicators fired on which words, what was held back and why, and which stretch is
 * most like the examples.
 */
export async function explain(
  request: {
    readonly question: string;
    readonly text: string | undefined;
    readonly file: string | undefined;
    readonly json: boolean;
  },
  catalogue: Catalogue,
): Promise<void> {
  catalogue.rubric(request.question);
  const found = explainAnswer(catalogue, request.question, await readAnswer(request));
  if (request.json) {
    process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
    return;
  }
  const lines = [`read as: ${found.normalised}`];
  for (const point of found.points)
    lines.push(`${point.id}: ${point.verdict}`, ...point.signs.flatMap(signLines), ...weighedLines(point.weighed));
  for (const flag of found.red_flags) {
    lines.push(`red flag ${flag.id}: ${flag.committed ? 'committed' : 'no'}`, ...flag.signs.flatMap(signLines));
    if (flag.weighed?.like)
      lines.push(
        `    ~ like 「${flag.weighed.like.words}」  about ${flag.weighed.about} → probability ${flag.weighed.probability}`,
      );
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}

type ExplainedPoint = Explanation['points'][number];

function weighedLines(seen: ExplainedPoint['weighed']): string[] {
  if (seen === null) return [];
  const { like, about, level, breadth, credit } = seen;
  const words = like === null ? '' : `like 「${like.words}」  `;
  return [`    ~ ${words}about ${about}, level ${level}, breadth ${breadth} → credit ${credit}`];
}

function signLines({ level, indicator, fired, held }: ExplainedPoint['signs'][number]): string[] {
  const short = indicator.length > 110 ? `${indicator.slice(0, 109)}…` : indicator;
  const lines: string[] = [];
  if (fired.length > 0) {
    const words = fired.slice(0, mostShown).map((match) => `「${match.words}」${match.by_sound ? ' (by sound)' : ''}`);
    lines.push(`    + ${level}  ${short}  on ${words.join(' ')}`);
  } else {
    const words = held.slice(0, mostShown).map((match) => `「${match.words}」 ${match.reason}`);
    lines.push(`    - held ${level}  ${short}  on ${words.join(', ')}`);
  }
  return lines;
}
