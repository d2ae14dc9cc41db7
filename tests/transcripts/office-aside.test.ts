import { describe, expect, it } from 'vitest';
import { createOfficeReader } from '../../src/transcripts/office-aside.ts';
import { wordDocument } from '../../tools/word-document.ts';

const small = wordDocument('面试官：你好\n候选人：您好\n');
const large = wordDocument('候选人：您好\n'.repeat(60_000));
const told = { kind: 'text', text: '面试官：你好\n候选人：您好' };

describe('Office documents on a thread of their own', () => {
  it('are each answered to whoever asked, several at a time, and the broken among them', async () => {
    const { read } = createOfficeReader();
    const broken = small.subarray(0, 100);
    const results = await Promise.allSettled([read(small, 'a.docx'), read(broken, 'b.docx'), read(small, 'c.docx')]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(results[2]).toMatchObject({ value: told });
    expect(results[1]).toMatchObject({ reason: { source: 'b.docx' } });
  });

  it('that take too long are given up', async () => {
    const { read } = createOfficeReader({ ms: 1, megabytes: 512 });
    await expect(read(large, 'a.docx')).rejects.toThrow('a.docx: takes longer than 0.001 s to read; save it as txt');
  });

  it('that take too much memory cost the thread and not the process', async () => {
    const { read } = createOfficeReader({ ms: 600_000, megabytes: 24 });
    await expect(read(large, 'a.docx')).rejects.toThrow('a.docx: takes more than 24 MB of memory to read');
    await expect(read(small, 'b.docx')).resolves.toEqual(told);
  });
});
