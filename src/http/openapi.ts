import { z } from 'zod';
import { Grade } from '../core/grade.ts';
import { GradeBody } from './grades.ts';
import { Problem } from './problem.ts';
import { PublicQuestion } from './questions.ts';

const lang = { name: 'lang', in: 'query', schema: { type: 'string', enum: ['zh', 'en'] } };
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (description: string, schema: object) => ({ description, content: { 'application/json': { schema } } });
const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: reference('Problem') } },
});

/** The service described in OpenAPI 3.1, from the schemas that it parses and answers with. */
export function describeApi(version: string) {
  return {
    openapi: '3.1.0',
    info: { title: 'answer-grader', version, description: 'Grades answers to customer-service interview questions.' },
    paths: {
      '/v1/questions': {
        get: {
          summary: 'List the questions as a candidate may see them',
          parameters: [lang, { name: 'set', in: 'query', schema: { type: 'string' } }],
          responses: {
            200: json('The questions', {
              type: 'object',
              properties: { questions: { type: 'array', items: reference('Question') } },
              required: ['questions'],
            }),
            400: problem('An unknown parameter'),
            404: problem('No such set'),
          },
        },
      },
      '/v1/questions/{id}': {
        get: {
          summary: 'One question as a candidate may see it',
          parameters: [id, lang],
          responses: { 200: json('The question', reference('Question')), 404: problem('No such question') },
        },
      },
      '/v1/grades': {
        post: {
          summary: 'Grade one answer',
          requestBody: { required: true, content: { 'application/json': { schema: reference('GradeRequest') } } },
          responses: {
            201: json('The grade; Location says where it can be fetched again', reference('Grade')),
            400: problem('The body is not what is asked for; `errors` names every field'),
            404: problem('No such question; `nearest` holds ids like it'),
            413: problem('The body is larger than 256 kB'),
            415: problem('The body is not application/json'),
          },
        },
      },
      '/v1/grades/{id}': {
        get: {
          summary: 'A grade made since the service started',
          parameters: [id],
          responses: { 200: json('The grade', reference('Grade')), 404: problem('No such grade') },
        },
      },
      '/healthz': { get: { summary: 'Is the service up?', responses: { 200: { description: 'It is' } } } },
      '/readyz': {
        get: {
          summary: 'May it be sent requests?',
          responses: {
            200: { description: 'It may' },
            503: problem('The store does not answer, or the service is stopping'),
          },
        },
      },
      '/metrics': {
        get: { summary: 'Metrics for Prometheus', responses: { 200: { description: 'In its text format' } } },
      },
    },
    components: {
      schemas: {
        Question: schemaOf(PublicQuestion, 'output'),
        GradeRequest: schemaOf(GradeBody, 'input'),
        Grade: schemaOf(Grade, 'output'),
        Problem: schemaOf(Problem, 'output'),
      },
    },
  };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _dialect, ...body } = z.toJSONSchema(schema, { io });
  return body;
}
