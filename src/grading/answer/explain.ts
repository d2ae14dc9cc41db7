import { z } from 'zod';
import { Span } from '../../core/evidence.ts';
import { Label } from '../../core/verdict.ts';
import type { Match } from '../../heuristics/findings.ts';
import type { Sign } from '../../heuristics/judge-points.ts';
import { type JudgedPoint, judgeScene } from '../../heuristics/judge-scene.ts';
import type { Likeness } from '../../heuristics/likeness.ts';
import { readScene } from '../../heuristics/scene.ts';
import { type NormalisedText, toRawSpan } from '../../text/normalise.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';

/** Words of the normalised answer, and where they stand in the raw one. */
const Words = z.object({ words: z.string(), spans: z.array(Span) });

/** An indicator that fired, or would have but for the reason. `by_sound`: a homophone stands there. */
const ExplainedSign = z.object({
  level: z.enum(['met', 'partial']),
  /** As the rubric's author wrote it; JSON where it is no plain pattern. */
  indicator: z.string(),
  fired: z.array(Words.extend({ by_sound: z.boolean() })),
  held: z.array(Words.extend({ reason: z.string() })),
});

/**
 * What the heuristics see in an answer, point by point. `weighed`: the stretch most like the labelled sentences and what was
 * reckoned with it, to two decimals; null where the signs alone decide.
 */
export const Explanation = z.object({
  question: z.string(),
  normalised: z.string(),
  points: z.array(
    z.object({
      id: z.string(),
      verdict: Label,
      signs: z.array(ExplainedSign),
      weighed: z
        .object({
          like: Words.nullable(),
          about: z.number(),
          level: z.number(),
          breadth: z.number(),
          elsewhere: z.number(),
          credit: z.number(),
        })
        .nullable(),
    }),
  ),
  red_flags: z.array(
    z.object({
      id: z.string(),
      committed: z.boolean(),
      signs: z.array(ExplainedSign),
      weighed: z.object({ like: Words.nullable(), about: z.number(), probability: z.number() }).nullable(),
    }),
  ),
});
export type Explanation = z.infer<typeof Explanation>;

/**
 * For each point and red flag: which indicators fired on which words, what was held back and why, and which stretch is most like
 * the examples.
 *
 * @throws {NotFound} for an unknown question
 */
export function explainAnswer(catalogue: Catalogue, question: string, answer: string): Explanation {
  const compiled = catalogue.compiled(question);
  const scene = readScene(answer, compiled.known);
  const found = judgeScene(compiled, scene);
  const { normalised } = scene;
  return {
    question,
    normalised: normalised.text,
    points: found.points.map((point) => ({
      id: point.id,
      verdict: point.verdict,
      signs: point.signs.signs.map((sign) => explainedSign(sign, normalised)),
      weighed: weighed(point, normalised),
    })),
    red_flags: found.redFlags.map((flag) => ({
      id: flag.id,
      committed: flag.committed,
      signs: flag.signs.signs.map((sign) => explainedSign(sign, normalised)),
      weighed:
        flag.likeness === undefined
          ? null
          : {
              like: likeWords(flag.likeness, normalised),
              about: two(flag.likeness.about),
              probability: two(flag.weighed?.probability ?? 0),
            },
    })),
  };
}

function explainedSign({ level, indicator, fired, held }: Sign, normalised: NormalisedText) {
  const { source } = indicator;
  return {
    level,
    indicator: typeof source === 'string' ? source : JSON.stringify(source),
    fired: fired.map((match) => ({ ...wordsOf(match, normalised), by_sound: match.weak })),
    held: held.map((match) => ({ ...wordsOf(match, normalised), reason: match.reason })),
  };
}

function weighed({ weighed: seen }: JudgedPoint, normalised: NormalisedText) {
  if (seen === undefined) return null;
  const { about, level, breadth } = seen.likeness;
  return {
    like: likeWords(seen.likeness, normalised),
    about: two(about),
    level: two(level),
    breadth: two(breadth),
    elsewhere: two(seen.cues.elsewhere),
    credit: two(seen.credit),
  };
}

function likeWords({ span }: Likeness, normalised: NormalisedText) {
  return span === undefined ? null : wordsOf({ parts: [span] }, normalised);
}

function wordsOf({ parts }: Pick<Match, 'parts'>, normalised: NormalisedText) {
  return {
    words: parts.map((part) => normalised.text.slice(part.start, part.end)).join(' … '),
    spans: parts.filter((part) => part.end > part.start).map((part) => toRawSpan(normalised, part)),
  };
}

const two = (value: number): number => Math.round(value * 100) / 100;
