import { fileURLToPath } from 'node:url';
import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Config } from '../config.ts';
import type { Catalogue } from '../grading/catalogue.ts';
import type { Grader } from '../grading/grade-answer.ts';
import { gradeRoutes } from './grades.ts';
import { describeApi } from './openapi.ts';
import { observeRequests } from './operations/observe-requests.ts';
import type { Operations } from './operations/operations.ts';
import { operatorRoutes } from './operations/operator-routes.ts';
import { requestId } from './operations/request-id.ts';
import { routeNames } from './operations/route-names.ts';
import { whileStopping } from './operations/stop.ts';
import { errorResponse, only, unknownRoute } from './problem.ts';
import { questionRoutes } from './questions.ts';

/** What the service is made of. */
export type ServiceParts = {
  readonly catalogue: Catalogue;
  readonly grader: Grader;
  readonly config: Pick<Config, 'engine' | 'lang'>;
  readonly version: string;
  readonly operations: Operations;
};

const page = fileURLToPath(new URL('../web', import.meta.url));

const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
};

/** The service as an Express app: the API under `/v1`, its description at `/openapi.json`, the page at `/`. */
export function createApp(parts: ServiceParts): Express {
  const app = express();
  const { log, metrics } = parts.operations;
  const api = describeApi(parts.version);
  app.disable('x-powered-by');
  app.use(requestId, observeRequests(log, metrics, routeNames(Object.keys(api.paths))));
  // The service itself speaks plain HTTP, so it must not tell browsers to insist on HTTPS; whoever puts TLS before it does.
  app.use(helmet({ contentSecurityPolicy, strictTransportSecurity: false }));
  app.use(operatorRoutes(parts));
  app
    .route('/openapi.json')
    .get((_request, response) => {
      response.json(api);
    })
    .all(only('GET, HEAD'));
  app.use(whileStopping(parts.operations));
  app.use('/v1/questions', questionRoutes(parts));
  app.use('/v1/grades', gradeRoutes(parts));
  app.use('/v1', unknownRoute);
  app.use(express.static(page, { index: 'index.html', redirect: false }));
  app.use(unknownRoute);
  app.use(errorResponse(log));
  return app;
}
