import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Recording, requestKey } from '../../src/llm/recordings.ts';

const folder = 'fixtures/recordings';
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));

describe('recordings', () => {
  it.each(files)('%s says where it comes from', (file) => {
    expect(Recording.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))).origin).toBe('synthetic');
  });

  it('have one key for a request whatever its marker, and another for another answer', () => {
    const body = (marker: string, answer: string): string => `<<<${marker}>>>\n${answer}\n<<<${marker}>>>`;
    expect(requestKey(body('0123456789abcdef01', '好'))).toBe(requestKey(body('fedcba987654321098', '好')));
    expect(requestKey(body('0123456789abcdef01', '好'))).not.toBe(requestKey(body('0123456789abcdef01', '坏')));
  });
});
