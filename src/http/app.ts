import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Config } from '../config.ts';
import type { BatchStore } from '../core/batch.ts';
import type { InvitationStore } from '../core/invitation.ts';
import type { Forget, GradeStore } from '../core/kept-grade.ts';
import type { TranscriptStore } from '../core/turn.ts';
import type { Grader } from '../grading/answer/grade-answer.ts';
import type { Heuristics } from '../grading/aside/heuristics.ts';
import type { SubmitParts } from '../grading/batches/submit-batch.ts';
import type { Catalogue } from '../grading/catalogue/catalogue.ts';
import { auditTo } from './access/audit.ts';
import { candidateRoutes } from './access/candidate-routes.ts';
import type { Door } from './access/door.ts';
import { type ForgeryGuard, openForgeryGuard } from './access/forgery.ts';
import { openGuard } from './access/guard.ts';
import { invitationRoutes } from './access/invitation-routes.ts';
import { keyRoutes } from './access/key-routes.ts';
import { sessionRoutes } from './access/session-routes.ts';
import { batchRoutes } from './batches/batch-routes.ts';
import { batchEventRoutes } from './batches/event-routes.ts';
import { batchResultRoutes } from './batches/result-routes.ts';
import { submitRoutes } from './batches/submit-routes.ts';
import { watchBatches } from './batches/watch-batches.ts';
import { descriptionRoutes } from './description.ts';
import { gradeRoutes } from './grades.ts';
import { mount } from './mount.ts';
import { loggedError } from './operations/log.ts';
import { observeRequests } from './operations/observe-requests.ts';
import { boundOpenRequests } from './operations/open-requests.ts';
import type { Operations } from './operations/operations.ts';
import { requestId } from './operations/request-id.ts';
import { whileStopping } from './operations/stop.ts';
import { traceRequests } from './operations/traces.ts';
import { turnAwayWhenLate } from './operations/turn-away.ts';
import { operatorRoutes } from './operators.ts';
import { page } from './page.ts';
import { errorResponse, unknownRoute } from './problem.ts';
import { questionRoutes } from './questions.ts';
import { reviewRoutes } from './reviews.ts';
import type { Route } from './route.ts';
import { rubricRoutes } from './rubrics.ts';

/** What the service is made of. */
export type ServiceParts = {
  readonly catalogue: Catalogue;
  readonly grader: Grader;
  /** What the heuristics see in an answer. */
  readonly explain: Heuristics['explain'];
  readonly grades: GradeStore;
  readonly batches: BatchStore;
  readonly transcripts: TranscriptStore;
  readonly invitations: InvitationStore;
  /** Who is let in. */
  readonly door: Door;
  /** Forgets answers where the store does not keep them. */
  readonly forget: Forget;
  /** How the model judges batches; null where none is configured. */
  readonly model: SubmitParts['model'];
  /** Tells those who work on batches that there is something to do. */
  readonly wake: () => void;
  readonly config: Pick<Config, 'engine' | 'lang' | 'data' | 'model' | 'samples' | 'pricesFile' | 'concurrency'>;
  readonly version: string;
  readonly operations: Operations;
};

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

/** Every route there is, in the order of the document. */
export function routesOf(parts: ServiceParts, forgery: ForgeryGuard | undefined): readonly Route[] {
  const { log, gate } = parts.operations;
  const { door } = parts;
  const watch = watchBatches(parts.batches, (error) => log.warn(loggedError(error), 'a batch could not be read'));
  const routes = [
    ...questionRoutes(parts),
    ...gradeRoutes(parts),
    ...reviewRoutes(parts),
    ...submitRoutes(parts, watch),
    ...batchRoutes(parts, watch),
    ...batchEventRoutes(parts, watch),
    ...batchResultRoutes(parts),
    ...rubricRoutes(parts),
    ...sessionRoutes({ door, forgery, gate }),
    ...invitationRoutes(parts),
    ...keyRoutes(parts),
    ...candidateRoutes(parts),
    ...operatorRoutes(parts),
  ];
  return [...routes, ...descriptionRoutes(routes, parts.version)];
}

/** The service as an Express app: the API under `/v1`, its description at `/openapi.json`, the page at `/`. */
export function createApp(parts: ServiceParts): Express {
  const app = express();
  const { gate, trustProxy, mostPerAddress, metrics, log } = parts.operations;
  const { door } = parts;
  const forgery = door.kind === 'guarded' ? openForgeryGuard(door) : undefined;
  const guard = openGuard(door, {
    forgery,
    onError: (error) => log.warn(loggedError(error), 'it could not be looked who may still listen to events'),
  });
  app.disable('x-powered-by');
  // A hash of every response would be made for the few that are asked for again unchanged.
  app.disable('etag');
  if (trustProxy !== undefined) app.set('trust proxy', trustProxy);
  const routes = routesOf(parts, forgery);
  app.use(turnAwayWhenLate(routes, parts.operations));
  app.use(requestId, traceRequests, observeRequests(parts.operations));
  // The service itself speaks plain HTTP, so it must not tell browsers to insist on HTTPS; whoever puts TLS before it does.
  app.use(helmet({ contentSecurityPolicy, strictTransportSecurity: false }));
  app.use(whileStopping(parts.operations));
  if (trustProxy !== undefined) app.use(boundOpenRequests(mostPerAddress, metrics));
  app.use('/v1', guard.identify, gate.requests);
  mount(app, routes, { guard, audit: auditTo(log) });
  app.use('/v1', unknownRoute);
  app.use(page());
  app.use(unknownRoute);
  app.use(errorResponse(log));
  return app;
}
