import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PointReply, parseReply } from '../../src/llm/reply.ts';
import { createReplyReader } from '../../src/llm/reply-reader.ts';
import { rubricOf } from '../rubric-of.ts';

const rubric = rubricOf({ weights: { empathy: 1, verify: 1, promise: 1 }, redFlags: { blame: 0.3 } });
const part = (reason: string, verdict = 'met') => ({ evidence: ['真对不起😀'], reason, verdict, advice: '' });
const whole = {
  empathy: part('说了“抱歉”，\\ {没有} "别的"\n'),
  verify: part('[核实]'),
  promise: part('', 'missed'),
  red_flag_blame: ['是你{弄坏}的'],
};
/** The same with every character that can be escaped as an escape, as some vendors send it. */
const escaped = JSON.stringify(whole).replace(
  /[^\u0020-\u007e]/g,
  (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
);

function read(pieces: readonly string[]): [string, PointReply][] {
  const told: [string, PointReply][] = [];
  const reader = createReplyReader(rubric, (id, said) => told.push([id, said]));
  for (const piece of pieces) reader(piece);
  return told;
}

const expected = [
  ['empathy', whole.empathy],
  ['verify', whole.verify],
  ['promise', whole.promise],
];

describe('a reply that is read while it arrives', () => {
  it.each([
    ['bare', JSON.stringify(whole)],
    ['with every character escaped', escaped],
    ['printed over many lines', JSON.stringify(whole, null, 2)],
    ['in a fence', `\`\`\`json\n${JSON.stringify(whole)}\n\`\`\``],
    ['with prose around it', `好的，结果如下：\n${JSON.stringify(whole)}\n（{以上}）`],
    ['behind a thinking block', `<think>{"empathy": {"verdict": "met"}} <b>…</think>\n${JSON.stringify(whole)}`],
  ])('%s gives every point, wherever it is cut', (_name, text) => {
    expect(read([text])).toEqual(expected);
    expect(read([...text].flatMap((character) => character.split('')))).toEqual(expected);
    for (let at = 1; at < text.length; at++) expect(read([text.slice(0, at), text.slice(at)])).toEqual(expected);
  });

  it('tells a point before the next one has begun', () => {
    const text = JSON.stringify(whole);
    const end = text.indexOf(',"verify"');
    expect(read([text.slice(0, end)]).map(([id]) => id)).toEqual(['empathy']);
    expect(read([text.slice(0, end - 1)])).toEqual([]);
  });

  it.each([
    ['no point of the rubric', JSON.stringify({ charm: whole.verify, verify: whole.verify }), ['verify']],
    ['a verdict off the menu', JSON.stringify({ empathy: part('', 'excellent'), verify: whole.verify }), ['verify']],
    [
      'a key with escapes in it',
      JSON.stringify({ verify: whole.verify }).replace('verify', 'v\\u0065rify'),
      ['verify'],
    ],
    ['a string where a point should be', '{"empathy":"met","verify":"met"}', []],
    ['a point inside of another', `{"empathy":${JSON.stringify({ verify: whole.verify })}}`, []],
    ['an object in the prose before', `{以上} ${JSON.stringify(whole)}`, []],
    ['a thinking block without an end', `<think>${JSON.stringify(whole)}`, []],
    ['no object', '我不会判', []],
  ])('of %s tells only what is there', (_name, text, ids) => {
    expect(read([text]).map(([id]) => id)).toEqual(ids);
  });

  it('tells a point that stands twice once', () => {
    const twice = `{"empathy":${JSON.stringify(part('一'))},"empathy":${JSON.stringify(part('二'))}}`;
    expect(read([twice]).map(([, { reason }]) => reason)).toEqual(['一']);
  });

  it('says of any reply, however it is cut, what the whole of it says', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 20 });
    const said = fc.record({
      evidence: fc.array(text, { maxLength: 3 }),
      reason: text,
      verdict: fc.constantFrom('met', 'partial', 'missed'),
      advice: text,
    });
    const reply = fc.record({ empathy: said, verify: said, promise: said, red_flag_blame: fc.array(text) });
    fc.assert(
      fc.property(reply, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (value, lengths) => {
        const json = JSON.stringify(value);
        const pieces: string[] = [];
        for (let from = 0, turn = 0; from < json.length; turn++) {
          const to = from + (lengths[turn % lengths.length] ?? 1);
          pieces.push(json.slice(from, to));
          from = to;
        }
        expect(read(pieces)).toEqual([...parseReply(json, rubric).points]);
      }),
    );
  });
});
