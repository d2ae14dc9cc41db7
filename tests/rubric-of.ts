import { Rubric } from '../src/core/rubric.ts';

/** A rubric made for a test: points by id and weight; every text is a placeholder unless given. */
export function rubricOf(parts: {
  marks?: number;
  weights: Record<string, number>;
  redFlags?: Record<string, number>;
  prompt?: string;
  indicators?: Record<string, { met: unknown[]; partial?: unknown[] }>;
  flagIndicators?: Record<string, unknown[]>;
}): Rubric {
  const text = '从略';
  const examples = [text, text];
  return Rubric.parse({
    id: 'made-for-a-test',
    kind: 'scenario',
    marks: parts.marks ?? 10,
    title: text,
    prompt: parts.prompt ?? text,
    model_answer: text,
    en: { title: text, prompt: text, model_answer: text },
    points: Object.entries(parts.weights).map(([id, weight]) => ({
      id,
      dimension: 'empathy',
      weight,
      name: id,
      met: text,
      partial: text,
      advice: text,
      example: text,
      en: { name: id, met: text, partial: text, advice: text, example: text },
      examples: { met: examples, partial: examples, missed: examples },
      indicators: parts.indicators?.[id] ?? { met: ['从略'] },
    })),
    red_flags: Object.entries(parts.redFlags ?? {}).map(([id, deduct]) => ({
      id,
      deduct,
      name: id,
      when: text,
      en: { name: id, when: text },
      examples: { committed: examples, rejected: examples },
      indicators: parts.flagIndicators?.[id] ?? ['从略'],
    })),
  });
}
