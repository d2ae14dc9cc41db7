import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { InvalidInput, NotFound } from '../../core/errors.ts';
import { Turn } from '../../core/turn.ts';
import { type ExportFormat, exportFormats } from '../../grading/exports/export-results.ts';
import { readBatch } from '../../grading/scorecards/read-batch.ts';
import { scorecardsOf } from '../../grading/scorecards/scorecards.ts';
import { Scorecard, Scorecards } from '../../grading/scorecards/scorecards-schema.ts';
import type { ServiceParts } from '../app.ts';
import { type Route, route } from '../route.ts';
import { ById, LangName, shape } from '../shapes.ts';

shape('Scorecard', Scorecard);
shape('Scorecards', Scorecards);
shape('Turn', Turn);

const formats = Object.keys(exportFormats) as [ExportFormat, ...ExportFormat[]];
const Files = z.object({ files: z.array(z.string()) });
const TranscriptShape = shape('Transcript', z.object({ file: z.string(), turns: z.array(Turn) }));
const noBatch = { 404: 'No such batch' };

/** Answers whose scorecards are answered at once: they are one document. */
const mostOnCards = 10_000;

function tooManyForCards(total: number): InvalidInput {
  const message = `there are ${total}; scorecards are of at most ${mostOnCards}: download the results as csv or jsonl, or split the batch`;
  const zh = `有 ${total} 份，成绩单最多列 ${mostOnCards} 份：请下载 CSV 表格或 JSON 行，或者拆成几个批次`;
  return new InvalidInput('batch', [{ field: 'answers', message, zh }]);
}

/** What came of a batch: scorecards, downloads, and the transcripts that its answers were taken from. */
export function batchResultRoutes(parts: ServiceParts): readonly Route[] {
  const { batches, transcripts, catalogue } = parts;

  async function find(id: string) {
    const batch = await batches.find(id);
    if (batch === undefined) throw new NotFound('batch', id);
    return batch;
  }

  return [
    route({
      method: 'get',
      path: '/v1/batches/{id}/scorecards',
      name: 'getScorecards',
      access: 'interviewer',
      summary: 'The scorecards of a batch: ranking, candidates, questions by candidates, near-identical answers',
      params: ById,
      query: z.strictObject({ lang: LangName.optional() }),
      answers: { 200: { description: 'The scorecards of what is graded by now', schema: Scorecards } },
      problems: noBatch,
      handle: async ({ params, query }) => {
        const batch = await find(params.id);
        const { total } = await batches.progress(batch.id);
        if (total > mostOnCards) throw tooManyForCards(total);
        const rows = readBatch(parts, batch.id)();
        return { status: 200, body: await scorecardsOf(rows, catalogue, query.lang ?? batch.lang) };
      },
    }),
    route({
      method: 'get',
      path: '/v1/batches/{id}/results',
      name: 'downloadResults',
      access: 'interviewer',
      summary: 'The results of a batch as a file, in the order of the input',
      params: ById,
      query: z.strictObject({ format: z.enum(formats), lang: LangName.optional() }),
      answers: {
        200: {
          description: 'The file',
          types: formats.map((format) => exportFormats[format].mediaType.split(';')[0] ?? ''),
        },
      },
      problems: noBatch,
      handle: async ({ params, query: { format, lang }, response }) => {
        const batch = await find(params.id);
        const { mediaType, write } = exportFormats[format];
        const pieces = await write({
          read: readBatch(parts, batch.id),
          source: catalogue,
          lang: lang ?? batch.lang,
          title: batch.name,
          faults: batch.faults,
          madeAt: new Date().toISOString(),
        });
        response.attachment(`${batch.name.replace(/\.[a-z]{1,5}$/i, '')}.${format}`).set('Content-Type', mediaType);
        // Those who watch a response, and what the pipeline adds, are more than the ten beyond which Node suspects a leak.
        response.setMaxListeners(20);
        await pipeline(Readable.from(pieces, { objectMode: false }), response).catch((error: unknown) => {
          // A client that has gone away needs no answer.
          if (!response.destroyed || (error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE')
            throw error;
        });
        return undefined;
      },
    }),
    route({
      method: 'get',
      path: '/v1/batches/{id}/transcripts',
      name: 'listTranscripts',
      access: 'interviewer',
      summary: 'The interviews that answers of a batch were taken from',
      params: ById,
      answers: { 200: { description: 'Names of their files', schema: Files } },
      problems: noBatch,
      handle: async ({ params }) => {
        const { id } = await find(params.id);
        return { status: 200, body: { files: await transcripts.files(id) } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/batches/{id}/transcripts/{file}',
      name: 'getTranscript',
      access: 'interviewer',
      summary: 'The turns of an interview, which `origin` of an answer points into',
      params: ById.extend({ file: z.string() }),
      answers: { 200: { description: 'The interview', schema: TranscriptShape } },
      problems: { 404: 'No such batch, or no interview under this name' },
      handle: async ({ params }) => {
        const { id } = await find(params.id);
        const found = await transcripts.find(id, params.file);
        if (found === undefined) throw new NotFound('transcript', params.file, await transcripts.files(id));
        return { status: 200, body: found };
      },
    }),
  ];
}
