import { z } from 'zod';
import { AnswerText } from '../../core/answer-text.ts';
import { type InputFault, InvalidInput } from '../../core/errors.ts';
import { Origin, Submission } from '../../core/submission.ts';
import { Turn } from '../../core/turn.ts';
import { mostFaults } from '../../grading/batches/submit-batch.ts';
import type { Catalogue } from '../../grading/catalogue/catalogue.ts';
import { FileFault } from '../../transcripts/recognised.ts';
import { eitherBody, jsonBody } from '../body.ts';
import { Engine, LangName, shape } from '../shapes.ts';
import { uploadBody } from '../upload.ts';

/** A batch of JSON may be this large, in bytes. */
const largestJson = 32 * 1024 * 1024;

const settings = {
  name: z.string().trim().min(1).max(200).optional(),
  engine: Engine.optional(),
  lang: LangName.optional(),
};

/** The speakers who are candidates, one or several; where nothing is said they are found. */
export const candidateSpeaker = z.union([z.string(), z.array(z.string())]).optional();

const BatchAnswer = shape(
  'BatchAnswer',
  Submission.extend({
    answer: AnswerText,
    candidate: Submission.shape.candidate.optional(),
    origin: Origin.nullable().optional(),
  }),
);

/** What the sender could not take from a file. There are no more of them in a request than are kept with a batch. */
const SentFault = FileFault.extend({
  file: z.string().max(1_000),
  field: z.string().max(1_000),
  message: z.string().min(1).max(5_000),
  zh: z.string().max(5_000).exactOptional(),
});

const BatchJson = shape(
  'BatchRequest',
  z.strictObject({
    ...settings,
    answers: z.array(BatchAnswer).min(1),
    transcripts: z.array(z.strictObject({ file: z.string().min(1), turns: z.array(Turn) })).optional(),
    faults: z.array(SentFault).max(mostFaults).optional(),
  }),
);
export type BatchJson = z.infer<typeof BatchJson>;

/** A batch as it is sent: files to be recognised, or answers that were. */
export const batchBody = eitherBody(
  uploadBody({ ...settings, candidate_speaker: candidateSpeaker }),
  jsonBody(BatchJson, largestJson),
);

/** The speakers that a form names. */
export function speakersOf(given: z.infer<typeof candidateSpeaker>): readonly string[] {
  const names = given === undefined ? [] : typeof given === 'string' ? [given] : given;
  return names.map((name) => name.trim()).filter((name) => name !== '');
}

/**
 * The answers of a JSON body.
 *
 * @throws {InvalidInput} naming every answer whose id stands twice or whose question is not in the bank
 */
export function answersOf({ answers }: BatchJson, catalogue: Catalogue): Submission[] {
  const known = new Set(catalogue.ids);
  const seen = new Set<string>();
  const faults = answers.flatMap(({ id, question }, index) => {
    const found: InputFault[] = [];
    if (seen.has(id))
      found.push({ field: `answers.${index}.id`, message: `"${id}" stands twice`, zh: `“${id}” 出现了两次` });
    if (!known.has(question)) {
      const message = `there is no question "${question}"`;
      found.push({ field: `answers.${index}.question`, message, zh: `题库里没有“${question}”这道题` });
    }
    seen.add(id);
    return found;
  });
  if (faults.length > 0) throw new InvalidInput('request body', faults);
  return answers.map(({ candidate = null, origin = null, ...answer }) => ({ ...answer, candidate, origin }));
}
