import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { recognise } from '../../src/transcripts/recognise.ts';
import { bank } from './bank.ts';
import { expectedIn, recognised } from './expected.ts';

const files = expectedIn('transcripts');

describe('the transcripts of the fixtures', () => {
  it('are there in every format', () => {
    const extensions = new Set(files.map(({ name }) => name.replace(/^.*\./, '')));
    expect([...extensions].toSorted()).toEqual([
      ...['csv', 'docx', 'json', 'jsonl', 'md', 'srt', 'tsv', 'txt', 'vtt', 'xlsx'],
    ]);
  });

  it.each(files)(
    '$name is recognised as a person would',
    async ({ name, path, expected: { missed: _, ...expected } }) => {
      expect(await recognised(name, path)).toEqual(expected);
    },
  );

  it.each(files)('$name maps every answer of an interview back to its turns', async ({ name, path }) => {
    const found = await recognise({ name, path }, { bank });
    if (found.kind !== 'interview') return;
    for (const { answer, origin } of found.submissions)
      for (const { turn, start, end } of origin?.turns ?? [])
        expect(answer.slice(start, end)).toBe(found.turns[turn - 1]?.text);
  });
});

describe('transcripts that nothing was made from', () => {
  it('are recognised as far as fixtures/README.md says', async () => {
    const unseen = expectedIn('transcripts-unseen');
    const seen = await Promise.all(
      unseen.map(async ({ name, path, expected }) => ({ expected, found: await recognised(name, path) })),
    );
    const key = ({ candidate, question }: { candidate: string | null; question: string }) => `${candidate} ${question}`;
    const rows = seen.flatMap(({ expected, found }) =>
      expected.answers.map((answer) => ({ answer, told: found.answers.find((other) => key(other) === key(answer)) })),
    );
    const turns = (of: { turns?: number[] | undefined } | undefined): number[] => of?.turns ?? [];
    const wrong = seen.flatMap(({ expected, found }) =>
      found.answers.filter((other) => !expected.answers.some((answer) => key(answer) === key(other))),
    );
    const allTurns = rows.flatMap(({ answer, told }) => turns(answer).map((turn) => turns(told).includes(turn)));
    const added = rows.flatMap(({ answer, told }) => turns(told).filter((turn) => !turns(answer).includes(turn)));
    expect({
      roles: seen.filter(({ expected, found }) => isDeepStrictEqual(expected.speakers, found.speakers)).length,
      answers: rows.length,
      told: rows.filter(({ told }) => told !== undefined).length,
      wrong: wrong.length,
      turns: allTurns.length,
      found: allTurns.filter(Boolean).length,
      added: added.length,
    }).toEqual({ roles: 3, answers: 8, told: 7, wrong: 0, turns: 20, found: 16, added: 1 });
  });
});
