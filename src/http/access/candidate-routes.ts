import { z } from 'zod';
import { NotFound } from '../../core/errors.ts';
import type { InvitationStore } from '../../core/invitation.ts';
import type { Forget, GradeStore } from '../../core/kept-grade.ts';
import type { TranscriptStore } from '../../core/turn.ts';
import { exportCandidate, isKnown } from '../../grading/kept/candidate-data.ts';
import { type Route, route } from '../route.ts';
import { shape } from '../shapes.ts';

const ByName = z.object({ name: z.string() });

const Exported = shape(
  'CandidateData',
  z.looseObject({
    candidate: z.string(),
    answers: z.array(z.looseObject({ id: z.string(), question: z.string(), answer: z.string() })),
    interviews: z.array(z.looseObject({ batch: z.string(), file: z.string() })),
    invitations: z.array(z.looseObject({ id: z.string(), expires_at: z.string() })),
  }),
);

/** What a candidate may ask for: their data, and that it is gone. */
export function candidateRoutes(parts: {
  readonly grades: GradeStore;
  readonly transcripts: TranscriptStore;
  readonly invitations: InvitationStore;
  readonly forget: Forget;
}): readonly Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/candidates/{name}/export',
      name: 'exportCandidate',
      access: 'admin',
      audit: 'the data of a candidate were handed out',
      summary:
        'Everything that is kept of a candidate: answers, grades, what people said of them, interviews, invitations',
      params: ByName,
      answers: { 200: { description: 'All of it', schema: Exported } },
      problems: { 404: 'Nothing is kept under this name' },
      handle: async ({ params: { name }, response }) => {
        const data = await exportCandidate(name, parts);
        if (!isKnown(data)) throw new NotFound('candidate', name);
        response.set('Cache-Control', 'no-store');
        response.locals.audited = { answers: data.answers.length };
        return { status: 200, body: data };
      },
    }),
    route({
      method: 'delete',
      path: '/v1/candidates/{name}',
      name: 'eraseCandidate',
      access: 'admin',
      audit: 'a candidate was deleted',
      summary:
        'Delete everything of a candidate for good, also what the cache of replies holds of their answers; their invitations open nothing any more',
      params: ByName,
      answers: {
        200: {
          description: 'How much is gone',
          schema: z.object({ answers: z.int(), grades: z.int(), invitations: z.int() }),
        },
      },
      problems: { 404: 'Nothing is kept under this name' },
      handle: async ({ params: { name }, response }) => {
        const erased = await parts.grades.erase(name, parts.forget);
        if (erased.answers + erased.invitations === 0) throw new NotFound('candidate', name);
        response.locals.audited = erased;
        return { status: 200, body: erased };
      },
    }),
  ];
}
