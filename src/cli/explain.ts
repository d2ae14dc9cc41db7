import type { Catalogue } from '../grading/catalogue.ts';
import type { Match } from '../heuristics/findings.ts';
import type { Sign } from '../heuristics/judge-points.ts';
import { type JudgedPoint, judgeScene } from '../heuristics/judge-scene.ts';
import type { Likeness } from '../heuristics/likeness.ts';
import { readScene } from '../heuristics/scene.ts';
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
  const compiled = catalogue.compiled(request.question);
  const answer = await readAnswer(request);
  const scene = readScene(answer, compiled.known);
  const { text } = scene.normalised;
  const found = judgeScene(compiled, scene);
  const quote = (match: Match): string => match.parts.map((part) => text.slice(part.start, part.end)).join(' … ');
  const describe = (sign: Sign) => ({
    level: sign.level,
    indicator:
      typeof sign.indicator.source === 'string' ? sign.indicator.source : JSON.stringify(sign.indicator.source),
    fired: sign.fired.map((match) => ({ words: quote(match), by_sound: match.weak })),
    held: sign.held.map((match) => ({ words: quote(match), reason: match.reason })),
  });
  const points = found.points.map((point) => ({
    id: point.id,
    verdict: point.verdict,
    signs: point.signs.signs.map(describe),
    weighed: weighed(point, text),
  }));
  const redFlags = found.redFlags.map((flag) => ({
    id: flag.id,
    committed: flag.committed,
    signs: flag.signs.signs.map(describe),
    weighed:
      flag.likeness === undefined ? null : { like: wordsOf(flag.likeness, text), about: two(flag.likeness.about) },
  }));

  if (request.json) {
    process.stdout.write(
      `${JSON.stringify({ question: request.question, normalised: text, points, red_flags: redFlags }, null, 2)}\n`,
    );
    return;
  }
  const lines = [`read as: ${text}`];
  for (const point of points)
    lines.push(`${point.id}: ${point.verdict}`, ...point.signs.flatMap(signLines), ...weighedLines(point.weighed));
  for (const flag of redFlags) {
    lines.push(`red flag ${flag.id}: ${flag.committed ? 'committed' : 'no'}`, ...flag.signs.flatMap(signLines));
    if (flag.weighed?.like) lines.push(`    ~ like 「${flag.weighed.like}」  about ${flag.weighed.about}`);
  }
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** What was weighed beside the signs, to two decimals; null where the signs alone decide. */
function weighed({ weighed: seen }: JudgedPoint, text: string) {
  if (seen === undefined) return null;
  const { about, level, breadth } = seen.likeness;
  return {
    like: wordsOf(seen.likeness, text),
    about: two(about),
    level: two(level),
    breadth: two(breadth),
    elsewhere: two(seen.cues.elsewhere),
    credit: two(seen.credit),
  };
}

function weighedLines(seen: ReturnType<typeof weighed>): string[] {
  if (seen === null) return [];
  const { like, about, level, breadth, credit } = seen;
  const words = like === null ? '' : `like 「${like}」  `;
  return [`    ~ ${words}about ${about}, level ${level}, breadth ${breadth} → credit ${credit}`];
}

function wordsOf({ span }: Likeness, text: string): string | null {
  return span === undefined ? null : text.slice(span.start, span.end);
}

const two = (value: number): number => Math.round(value * 100) / 100;

type DescribedSign = {
  readonly level: string;
  readonly indicator: string;
  readonly fired: readonly { readonly words: string; readonly by_sound: boolean }[];
  readonly held: readonly { readonly words: string; readonly reason: string }[];
};

function signLines({ level, indicator, fired, held }: DescribedSign): string[] {
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
