import type { Batch, Engine, Recognised } from '../../client/api.ts';
import { ask } from '../../server/api.ts';
import type { Lang } from '../../words/lang.ts';
import type { BatchContent } from './draft.ts';

/** What is recognised in files; nothing is kept. @throws {Fault} */
export async function recognise(files: readonly File[], candidateSpeakers: readonly string[]): Promise<Recognised> {
  const form = new FormData();
  for (const file of files) form.append('files', file);
  for (const speaker of candidateSpeakers) form.append('candidate_speaker', speaker);
  const response = await ask('/v1/transcripts', { method: 'POST', body: form });
  return (await response.json()) as Recognised;
}

/** Opens a batch. Where one with the same content is known already, that one is given. @throws {Fault} */
export async function submitBatch(
  batch: {
    readonly name: string;
    readonly engine: Engine;
    readonly lang: Lang;
  } & BatchContent,
): Promise<{ readonly batch: Batch; readonly known: boolean }> {
  const { name, ...rest } = batch;
  const response = await ask('/v1/batches', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(name.trim() === '' ? rest : { ...rest, name: name.trim() }),
  });
  return { batch: (await response.json()) as Batch, known: response.status === 200 };
}
