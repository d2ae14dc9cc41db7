import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { InvalidInput } from '../../../src/core/errors.ts';
import { readExamples } from '../../../src/grading/catalogue/read-examples.ts';
import { rubricOf } from '../../rubric-of.ts';

const folder = mkdtempSync(join(tmpdir(), 'examples-'));
afterAll(() => rmSync(folder, { recursive: true }));
const rubric = rubricOf({ weights: { verify: 1 }, redFlags: { blame: 0.2 } });

function read(...lines: string[]) {
  const path = join(folder, 'some.examples.jsonl');
  writeFileSync(path, `${lines.join('\n')}\n`);
  return readExamples(path, rubric, 'set/some.examples.jsonl');
}

describe('readExamples', () => {
  it('reads sentences about points and about red flags, in order', () => {
    const lines = [
      '{"point":"verify","label":"met","text":"我对一下小票","from":"q/a01"}',
      '{"flag":"blame","committed":false,"text":"不怪您"}',
    ];
    expect(read(...lines)).toEqual(lines.map((line) => JSON.parse(line)));
  });

  it('has none where there is no file', () => {
    expect(readExamples(join(folder, 'none.jsonl'), rubric, 'none')).toEqual([]);
  });

  it.each([
    ['{"point":"verify","label":"good","text":"我对一下小票"}', 'must be {"point", "label", "text"}'],
    ['not json', 'must be {"point", "label", "text"}'],
    ['{"point":"refund","label":"met","text":"退您钱"}', 'the rubric has no point "refund"'],
    ['{"flag":"rude","committed":true,"text":"滚"}', 'the rubric has no flag "rude"'],
  ])('names file and line of %s', (line, message) => {
    const good = '{"point":"verify","label":"met","text":"我对一下小票"}';
    let error: unknown;
    try {
      read(good, line);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(InvalidInput);
    expect(String((error as Error).message)).toContain('set/some.examples.jsonl');
    expect(String((error as Error).message)).toContain(message);
    expect((error as InvalidInput).faults[0]?.line).toBe(2);
  });
});
