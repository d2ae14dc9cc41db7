import { fileURLToPath } from 'node:url';
import express, { type Express, type RequestHandler } from 'express';
import helmet from 'helmet';
import type { Config } from '../config.ts';
import type { Catalogue } from '../grading/catalogue.ts';
import type { Grader } from '../grading/grade-answer.ts';
import { gradeRoutes } from './grades.ts';
import { errorResponse, sendProblem, unknownRoute } from './problem.ts';
import { questionRoutes } from './questions.ts';

/** What the service is made of. */
export type ServiceParts = {
  readonly catalogue: Catalogue;
  readonly grader: Grader;
  readonly config: Pick<Config, 'engine' | 'lang'>;
  readonly version: string;
};

const page = fileURLToPath(new URL('../web', import.meta.url));

/** The service as an Express app: the API under `/v1`, the page at `/`. */
export function createApp(parts: ServiceParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { defaultSrc: ["'none'"], scriptSrc: ["'self'"], styleSrc: ["'self'"], imgSrc: ["'self'", 'data:'], connectSrc: ["'self'"], baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'none'"] },
      },
      strictTransportSecurity: false,
    }),
  );
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok', version: parts.version });
  });
  app.use('/v1/questions', questionRoutes(parts));
  app.use('/v1/grades', gradeRoutes(parts));
  app.use('/v1', unknownRoute);
  app.use(express.static(page, { index: 'index.html', extensions: ['html'], maxAge: 0 }));
  app.use(unknownRoute);
  app.use(errorResponse);
  return app;
}

/** Answers every other method of a route with 405 and the methods that it has. */
export function only(methods: string): RequestHandler {
  return (request, response) => {
    response.set('Allow', methods);
    sendProblem(response, { status: 405, title: 'Method Not Allowed', detail: `${request.method} is not possible here; try ${methods}` });
  };
}
