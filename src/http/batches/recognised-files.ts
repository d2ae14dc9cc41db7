import { createReadStream } from 'node:fs';
import type { Portion } from '../../grading/batches/submit-batch.ts';
import { type RecogniseContext, recogniseEach } from '../../transcripts/recognise.ts';
import type { UploadedFile } from '../upload.ts';

/** What is recognised in uploaded files, one file after the other. */
export async function* portionsOf(files: readonly UploadedFile[], context: RecogniseContext): AsyncGenerator<Portion> {
  for await (const found of recogniseEach(files, context)) {
    if (found.kind === 'unreadable') yield { submissions: [], faults: found.faults };
    else
      yield {
        submissions: found.submissions,
        faults: found.faults,
        ...(found.kind === 'interview' ? { transcript: { file: found.file, turns: found.turns } } : {}),
      };
  }
}

/** The names and bytes of files, by which the same ones are recognised when they are sent again. */
export async function* contentOf(files: readonly UploadedFile[], speakers: readonly string[]): AsyncGenerator<Buffer> {
  yield Buffer.from(JSON.stringify(speakers));
  for (const { name, size, path } of files) {
    yield Buffer.from(JSON.stringify([name, size]));
    yield* createReadStream(path) as AsyncIterable<Buffer>;
  }
}
