import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JudgeUnavailable } from '../../src/core/errors.ts';
import type { Judgement, PointFinding } from '../../src/core/judge.ts';
import { createLlmJudge } from '../../src/llm/judge.ts';
import { parseReply, replySchema } from '../../src/llm/reply.ts';
import { createReplyReader } from '../../src/llm/reply-reader.ts';
import { rubricOf } from '../rubric-of.ts';
import { often } from './runs.ts';
import { anyAnswer, anyText } from './texts.ts';

const rubric = rubricOf({ weights: { empathy: 1, verify: 2, promise: 1 }, redFlags: { blame: 0.3, empathy: 0.1 } });
const ids = rubric.points.map((point) => point.id);

const word = anyText.map((text) => text.slice(0, 80));
const part = fc.record(
  {
    evidence: fc.oneof(fc.array(word, { maxLength: 3 }), word, fc.constant(null)),
    reason: fc.oneof(word, fc.jsonValue()),
    verdict: fc.constantFrom('met', 'partial', 'missed', 'MET', 'undecided', '', null, 1),
    advice: fc.oneof(word, fc.constant('')),
    score: fc.nat(),
  },
  { requiredKeys: [] },
);
const good = fc.record({
  evidence: fc.array(word, { maxLength: 3 }),
  reason: word,
  verdict: fc.constantFrom('met', 'partial', 'missed'),
  advice: word,
});
const key = fc.constantFrom(...ids, 'red_flag_blame', 'red_flag_empathy', '__proto__', 'constructor', 'charm', '');
const json = fc
  .oneof(
    { weight: 4, arbitrary: fc.record({ empathy: good, verify: good, promise: good, red_flag_blame: fc.array(word) }) },
    { weight: 2, arbitrary: fc.dictionary(key, fc.oneof(part, good, fc.array(word)), { maxKeys: 7 }) },
    { weight: 1, arbitrary: fc.jsonValue() },
  )
  .map((value) => JSON.stringify(value));

/** A reply as a model may send it: JSON, dressed, cut off, with an edit in it, or no JSON at all. */
const reply = fc.oneof(
  json,
  fc.tuple(json, anyText).map(([text, prose]) => `${prose}\n\`\`\`json\n${text}\n\`\`\`${prose}`),
  fc.tuple(json, json).map(([text, thought]) => `<think>${thought}</think>${text}`),
  fc.tuple(json, fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1))),
  fc.tuple(json, fc.nat(), word).map(([text, at, edit]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + edit + text.slice(place);
  }),
  fc.tuple(json, json).map((both) => both.join('')),
  fc
    .tuple(
      json,
      fc.constantFrom('}', '{', '<think>', '</thinking>', '\\', '"', '"empathy":{', '['),
      fc.nat({ max: 3_000 }),
      fc.nat(),
    )
    .map(([text, again, times, at]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + again.repeat(times) + text.slice(place);
    }),
  anyText,
);

function piecesOf(text: string, lengths: readonly number[]): string[] {
  const pieces: string[] = [];
  for (let from = 0, turn = 0; from < text.length; turn++) {
    const to = from + (lengths[turn % lengths.length] ?? 1);
    pieces.push(text.slice(from, to));
    from = to;
  }
  return pieces;
}
const lengths = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });

describe('any reply of a model', () => {
  it('is read, each point at most once, and what is wrong with it is said', () => {
    fc.assert(
      fc.property(reply, (text) => {
        const { points, redFlags, faults } = parseReply(text, rubric);
        for (const id of points.keys()) expect(ids).toContain(id);
        expect(points.size + faults.length).toBeGreaterThanOrEqual(ids.length > 0 ? 1 : 0);
        for (const id of ids) expect(points.has(id) || faults.length > 0).toBe(true);
        for (const id of redFlags.keys()) expect(['blame', 'empathy']).toContain(id);
      }),
      often,
    );
  });

  it('tells the same while it arrives, however it is cut', () => {
    fc.assert(
      fc.property(reply, lengths, (text, cut) => {
        const read = (pieces: readonly string[]): string => {
          const told: unknown[] = [];
          const reader = createReplyReader(rubric, (id, said) => told.push([id, said]));
          for (const piece of pieces) reader(piece);
          return JSON.stringify(told);
        };
        expect(read(piecesOf(text, cut))).toBe(read([text]));
      }),
      often,
    );
  });

  it('tells while it arrives all that the whole of a well-formed one says, and nothing else', () => {
    fc.assert(
      fc.property(json, lengths, (text, cut) => {
        const whole = parseReply(text, rubric);
        const told = new Map();
        const reader = createReplyReader(rubric, (id, said) => told.set(id, said));
        for (const piece of piecesOf(text, cut)) reader(piece);
        expect([...told].toSorted()).toEqual([...whole.points].toSorted());
      }),
      often,
    );
  });

  it('earns nothing but with words of the answer, whether it streams or not', async () => {
    await fc.assert(
      fc.asyncProperty(reply, reply, anyAnswer, fc.boolean(), lengths, async (first, second, answer, streams, cut) => {
        const texts = [first, second];
        const judge = createLlmJudge({
          ...{
            apiKey: 'k',
            baseUrl: 'http://model.test/v1',
            model: 'm',
            concurrency: 1,
            timeoutMs: 5000,
            retryDelaysMs: [],
          },
          fetch: async () => {
            const text = texts.shift() ?? '';
            return streams ? streamed(piecesOf(text, cut)) : whole(text);
          },
        });
        const told = new Map<string, PointFinding>();
        let judgement: Judgement;
        try {
          judgement = await judge.judge({
            ...{ rubric, answer, cut: [], lang: 'zh' },
            onPoint: (finding) => void told.set(finding.id, finding),
          });
        } catch (error) {
          if (error instanceof JudgeUnavailable) return;
          throw error;
        }
        expect(judgement.points.map((point) => point.id)).toEqual(ids);
        expect([...told.values()].toSorted(byId)).toEqual(judgement.points.toSorted(byId));
        for (const { evidence } of [...judgement.points, ...judgement.redFlags])
          for (const { start, end, quote } of evidence) expect(answer.slice(start, end)).toBe(quote);
      }),
      often,
    );
  });

  it('is asked for by a schema that names every key', () => {
    expect(Object.keys(replySchema(rubric).properties as object)).toEqual([
      ...ids,
      'red_flag_blame',
      'red_flag_empathy',
    ]);
  });
});

const byId = (one: PointFinding, other: PointFinding): number => ids.indexOf(one.id) - ids.indexOf(other.id);
const usage = { prompt_tokens: 1, completion_tokens: 1 };

function whole(text: string): Response {
  return Response.json({ choices: [{ finish_reason: 'stop', message: { content: text } }], usage });
}

function streamed(pieces: readonly string[]): Response {
  const events = [
    ...pieces.map((content) => ({ choices: [{ delta: { content } }] })),
    { choices: [{ delta: {}, finish_reason: 'stop' }], usage },
  ];
  const text = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('');
  return new Response(text, { headers: { 'content-type': 'text/event-stream' } });
}
