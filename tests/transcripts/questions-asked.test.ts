import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { leastAhead } from '../../src/transcripts/match-questions.ts';
import { bank } from './bank.ts';

const Asked = z.strictObject({ question: z.string().nullable(), text: z.string() });

/** How many of the questions asked in a file are told, told wrongly, and taken for one of the bank though they are none. */
function measure(name: string): { asked: number; right: number; wrong: number; others: number; taken: number } {
  const lines = readFileSync(new URL(`../../fixtures/questions-asked/${name}`, import.meta.url), 'utf8');
  const asked = lines
    .trimEnd()
    .split('\n')
    .map((line) => Asked.parse(JSON.parse(line)));
  const told = asked.map(({ question, text }) => {
    const [best] = bank.matcher.find(text);
    const isClear = best !== undefined && best.similarity - (best.others[0]?.similarity ?? 0) >= leastAhead;
    return { question, told: isClear ? best.question : null };
  });
  const ofBank = told.filter(({ question }) => question !== null);
  const others = told.filter(({ question }) => question === null);
  return {
    asked: ofBank.length,
    right: ofBank.filter((entry) => entry.told === entry.question).length,
    wrong: ofBank.filter((entry) => entry.told !== null && entry.told !== entry.question).length,
    others: others.length,
    taken: others.filter((entry) => entry.told !== null).length,
  };
}

describe('questions as interviewers ask them', () => {
  it('are told from each other as the docstring of the threshold says', () => {
    expect(measure('development.jsonl')).toEqual({ asked: 79, right: 76, wrong: 0, others: 53, taken: 0 });
  });

  it('are told far less often where they are retold in other words, but never wrongly', () => {
    expect(measure('unseen.jsonl')).toEqual({ asked: 24, right: 15, wrong: 0, others: 12, taken: 0 });
  });
});
