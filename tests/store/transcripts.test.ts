import { describe, expect, it } from 'vitest';
import type { Turn } from '../../src/core/turn.ts';
import { makeBatch } from './batch-rows.ts';
import { sample } from './sample.ts';
import { dialects, storesOf } from './stores.ts';

const turns: readonly Turn[] = [
  { number: 1, speaker: '面试官', role: 'interviewer', text: '说说看？', at: '00:00:01', questions: ['late-parcel'] },
  { number: 2, speaker: '张三', role: 'candidate', text: '我会先道歉。', at: null, questions: [] },
];

describe.each(dialects)('transcripts on %s', (dialect) => {
  const { open } = storesOf(dialect);

  it('are kept with their batch, once, and go with it', async () => {
    const store = await open();
    const { transcripts } = store;
    await makeBatch(store, 'batch', [{ kept: sample('a') }]);
    await transcripts.keep('batch', []);
    await transcripts.keep('batch', [
      { file: '张三.docx', turns },
      { file: 'b.txt', turns: [] },
    ]);
    await transcripts.keep('batch', [{ file: '张三.docx', turns: [] }]);
    expect(await transcripts.files('batch')).toEqual(['b.txt', '张三.docx']);
    expect(await transcripts.find('batch', '张三.docx')).toEqual({ file: '张三.docx', turns });
    expect(await transcripts.find('batch', 'c.txt')).toBeUndefined();
    await expect(transcripts.keep('no batch', [{ file: 'a', turns }])).rejects.toThrow();
    await store.database.deleteFrom('batches').execute();
    expect(await transcripts.files('batch')).toEqual([]);
  });
});
