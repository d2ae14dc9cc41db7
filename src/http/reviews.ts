import { z } from 'zod';
import type { KeptGrade } from '../core/kept-grade.ts';
import { ReviewReason } from '../core/review.ts';
import { Label } from '../core/verdict.ts';
import { appealGrade } from '../grading/kept/appeal-grade.ts';
import { RaterAgreement, raterAgreement } from '../grading/kept/rater-agreement.ts';
import { regrade } from '../grading/kept/regrade.ts';
import { reviewGrade } from '../grading/kept/review-grade.ts';
import { findSeen } from './access/own.ts';
import type { ServiceParts } from './app.ts';
import { jsonBody } from './body.ts';
import { AppealShape, describeAppeal, describeKept, GradePage, KeptGradeShape } from './kept-grade.ts';
import { flag, pageQuery, usualLimit } from './query.ts';
import { type Route, route } from './route.ts';
import { ById, shape } from './shapes.ts';

const Sentence = z.string().trim().min(1).max(2_000);

const AppealBody = shape('AppealRequest', z.strictObject({ point: z.string().nullable(), comment: Sentence }));

const ReviewBody = shape(
  'ReviewRequest',
  z.strictObject({
    author: z.string().trim().min(1).max(200),
    reason: Sentence,
    verdicts: z.record(z.string(), Label),
    red_flags: z.record(z.string(), z.boolean()),
  }),
);

const noGrade = { 404: 'No such grade' };

/** What people say of grades: appeals of candidates, decisions of raters, and grading anew. */
export function reviewRoutes(parts: ServiceParts): readonly Route[] {
  const { catalogue, grades, operations } = parts;
  const describe = (kept: KeptGrade) => describeKept(kept, catalogue);
  return [
    route({
      method: 'post',
      path: '/v1/grades/{id}/appeals',
      name: 'appealGrade',
      access: 'candidate',
      summary: 'Ask that a person looks at a point again, or at the grade as a whole (`point: null`)',
      params: ById,
      body: jsonBody(AppealBody),
      answers: { 201: { description: 'The appeal', schema: AppealShape } },
      problems: noGrade,
      handle: async ({ params, body, who }) => {
        await findSeen(who, grades, params.id);
        const appeal = await appealGrade({ grade: params.id, ...body }, grades);
        return { status: 201, body: describeAppeal(appeal) };
      },
    }),
    route({
      method: 'put',
      path: '/v1/grades/{id}/review',
      name: 'reviewGrade',
      access: 'interviewer',
      audit: 'a grade was decided',
      summary:
        'Decide as a rater: verdicts and red flags that are left out stay as the machine has them; open appeals are answered by it, and an earlier decision counts no more. Where one signs in, the name of the key is the author',
      params: ById,
      body: jsonBody(ReviewBody),
      answers: { 200: { description: 'The grade with the decision', schema: KeptGradeShape } },
      problems: noGrade,
      handle: async ({ params, body: { red_flags, ...body }, who, response }) => {
        const author = who.kind === 'key' ? who.key.name : body.author;
        const kept = await reviewGrade({ grade: params.id, ...body, author, redFlags: red_flags }, parts);
        response.locals.audited = { grade: params.id };
        return { status: 200, body: describe(kept) };
      },
    }),
    route({
      method: 'post',
      path: '/v1/grades/{id}/regrade',
      name: 'regrade',
      access: 'interviewer',
      summary: 'Grade the answer anew by the rubric of today; the old grade stays and names the new one',
      params: ById,
      answers: { 201: { description: 'The new grade', schema: KeptGradeShape } },
      problems: noGrade,
      handle: async ({ params, request, response }) => {
        const old = await grades.find(params.id);
        const paid = await operations.gate.admit(request, response, old?.grade.engine ?? 'heuristic');
        const kept = await regrade(params.id, parts);
        paid(kept.grade.cost);
        return { status: 201, headers: { location: `/v1/grades/${kept.grade.id}` }, body: describe(kept) };
      },
    }),
    route({
      method: 'get',
      path: '/v1/reviews',
      name: 'listReviews',
      access: 'interviewer',
      summary: 'Grades that wait for a person: open appeals first, then the oldest',
      query: z.strictObject({
        batch: z.string().exactOptional(),
        question: z.string().exactOptional(),
        reason: ReviewReason.exactOptional(),
        appealed: flag.exactOptional(),
        decided: flag.exactOptional(),
        ...pageQuery,
      }),
      answers: { 200: { description: 'A page of grades', schema: GradePage } },
      handle: async ({ query: { limit = usualLimit, ...query } }) => {
        const { items, next } = await grades.toReview({ ...query, limit });
        return { status: 200, body: { items: items.map(describe), next } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/reviews/agreement',
      name: 'raterAgreement',
      access: 'interviewer',
      summary: 'How far raters agree with the machine, point by point',
      query: z.strictObject({ batch: z.string().exactOptional() }),
      answers: {
        200: {
          description: 'The agreement, points in the order of the rubrics',
          schema: shape('RaterAgreement', RaterAgreement),
        },
      },
      handle: async ({ query }) => ({ status: 200, body: await raterAgreement(query, parts) }),
    }),
  ];
}
