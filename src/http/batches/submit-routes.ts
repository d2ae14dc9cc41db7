import { z } from 'zod';
import { type BatchRequest, type Portion, submitBatch } from '../../grading/batches/submit-batch.ts';
import { questionBank } from '../../grading/catalogue/question-bank.ts';
import { recogniseAll } from '../../transcripts/recognise.ts';
import { RecognisedFile } from '../../transcripts/recognised.ts';
import type { ServiceParts } from '../app.ts';
import { type Route, route } from '../route.ts';
import { shape } from '../shapes.ts';
import { uploadBody } from '../upload.ts';
import { answersOf, batchBody, candidateSpeaker, speakersOf } from './batch-body.ts';
import { BatchShape } from './batch-shape.ts';
import { EstimateShape, estimateAnswers } from './estimate.ts';
import { contentOf, portionsOf } from './recognised-files.ts';
import type { BatchWatch } from './watch-batches.ts';

const megabyte = 1024 * 1024;
/** What is recognised is answered as a whole, so that it has to be smaller than what may be graded. */
const previewLimits = { files: 200, fileSize: 16 * megabyte, total: 32 * megabyte };

const Recognised = shape(
  'Recognised',
  z.object({ files: z.array(shape('RecognisedFile', RecognisedFile)), estimate: EstimateShape }),
);

/** How transcripts and answer sheets come in: to be looked at, and to be graded as a batch. */
export function submitRoutes(parts: ServiceParts, watch: BatchWatch): readonly Route[] {
  const { catalogue, config, operations, wake } = parts;
  const bank = once(() => questionBank(catalogue));
  return [
    route({
      method: 'post',
      path: '/v1/transcripts',
      name: 'recognise',
      whenLate: 'first',
      access: 'interviewer',
      summary:
        'What is recognised in transcripts and answer sheets: speakers, turns, answers, what was not told. Nothing is kept or graded',
      body: uploadBody({ candidate_speaker: candidateSpeaker }, previewLimits),
      answers: {
        200: { description: 'What was recognised, and what grading it is reckoned to take', schema: Recognised },
      },
      handle: async ({ body: { files, fields } }) => {
        const candidateSpeakers = speakersOf(fields.candidate_speaker);
        const recognised = await recogniseAll(files, { bank: bank(), candidateSpeakers });
        const submissions = recognised.flatMap((file) => (file.kind === 'unreadable' ? [] : file.submissions));
        return { status: 200, body: { files: recognised, estimate: await estimateAnswers(submissions, parts) } };
      },
    }),
    route({
      method: 'post',
      path: '/v1/batches',
      name: 'submitBatch',
      whenLate: 'first',
      access: 'interviewer',
      summary:
        'Have many answers graded: files as a form, or JSON. What cannot be taken from files is told in `faults`, the rest is graded',
      body: batchBody,
      answers: {
        200: { description: 'The same content is known: this is its batch', schema: BatchShape },
        202: { description: 'It is being graded; `Location` says where it is', schema: BatchShape },
      },
      handle: async ({ body, request, response }) => {
        const sent = 'files' in body ? fromFiles(body) : fromJson(body);
        const { engine = config.engine, lang = config.lang } = 'files' in body ? body.fields : body;
        const admit = (answers: number): Promise<void> => operations.gate.admitBatch(request, response, answers);
        const { batch, known } = await submitBatch({ ...sent, engine, lang, admit }, parts);
        wake();
        const headers = { location: `/v1/batches/${batch.id}` };
        return { status: known ? 200 : 202, headers, body: await watch.look(batch.id) };
      },
    }),
  ];

  type Sent = Pick<BatchRequest, 'name' | 'content' | 'portions'>;
  type Body = Awaited<ReturnType<typeof batchBody.read>>;

  function fromFiles({ files, fields }: Extract<Body, { files: unknown }>): Sent {
    const { name = nameOf(files), candidate_speaker } = fields;
    const candidateSpeakers = speakersOf(candidate_speaker);
    const portions = portionsOf(files, { bank: bank(), candidateSpeakers });
    return { name, content: contentOf(files, candidateSpeakers), portions };
  }

  function fromJson(json: Exclude<Body, { files: unknown }>): Sent {
    const {
      name = new Date().toISOString().slice(0, 16).replace('T', ' '),
      answers,
      transcripts = [],
      faults = [],
    } = json;
    const submissions = answersOf(json, catalogue);
    const content = [Buffer.from(JSON.stringify([answers, transcripts, faults]))];
    const portions: Portion[] = [
      { submissions, faults },
      ...transcripts.map((transcript) => ({ submissions: [], faults: [], transcript })),
    ];
    return { name, content, portions };
  }
}

/** The names of the files, as long as they fit. */
function nameOf(files: readonly { readonly name: string }[]): string {
  return files
    .map(({ name }) => name)
    .join(', ')
    .slice(0, 200)
    .toWellFormed();
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
