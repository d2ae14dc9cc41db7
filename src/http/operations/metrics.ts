import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Grade } from '../../core/grade.ts';
import type { ObservedCall } from '../../core/model-calls.ts';
import { callMetrics } from './call-metrics.ts';

/** Items of batches by where they stand. */
export type QueueDepth = { readonly waiting: number; readonly running: number };

/** What is counted, in the form of Prometheus. Labels hold routes, engines and models only. */
export type Metrics = {
  readonly registry: Registry;
  readonly requestStarted: () => void;
  /** `status` 0: the client went away before it was answered. */
  readonly requestEnded: (request: { method: string; route: string; status: number; seconds: number }) => void;
  readonly graded: (grade: Grade, seconds: number) => void;
  /** A call to the model's endpoint, each try as one. */
  readonly called: (call: ObservedCall) => void;
  /** Something was turned away to protect the rest. */
  readonly refused: (why: 'overload' | 'late' | 'rate_limit' | 'connections' | 'slow_reader' | 'stopping') => void;
  /** Whom to ask how much work waits, whenever somebody reads the metrics. */
  readonly watchQueue: (depth: () => Promise<QueueDepth>) => void;
};

const requestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Opens the metrics of one service, in a registry of their own, with those of the process. */
export function openMetrics(version: string): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({ name: 'grader_build_info', help: 'Always 1.', labelNames: ['version', 'node'], registers }).set(
    { version, node: process.versions.node },
    1,
  );
  const inFlight = new Gauge({ name: 'grader_http_requests_in_flight', help: 'Requests not yet answered.', registers });
  const requests = new Histogram({
    name: 'grader_http_request_duration_seconds',
    help: 'Time from a request to the end of its response; status 0 where the client went away.',
    labelNames: ['method', 'route', 'status'],
    buckets: requestBuckets,
    registers,
  });
  const refused = new Counter({
    name: 'grader_refused_total',
    help: 'Requests and connections turned away.',
    labelNames: ['why'],
    registers,
  });
  for (const why of ['overload', 'late', 'rate_limit', 'connections', 'slow_reader', 'stopping'])
    refused.inc({ why }, 0);
  return {
    registry,
    requestStarted: () => inFlight.inc(),
    requestEnded({ method, route, status, seconds }) {
      inFlight.dec();
      requests.observe({ method, route, status }, seconds);
    },
    ...gradeMetrics(registers),
    called: callMetrics(registers),
    refused: (why) => refused.inc({ why }),
    watchQueue: (depth) => watchQueue(registers, depth),
  };
}

function gradeMetrics(registers: Registry[]): Pick<Metrics, 'graded'> {
  const grades = new Histogram({
    name: 'grader_grade_duration_seconds',
    help: 'Time to grade an answer by what really judged, how it ended and whether the model was asked in vain; its count is that of grades.',
    labelNames: ['engine', 'outcome', 'fell_back'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
    registers,
  });
  const reviews = new Counter({
    name: 'grader_reviews_needed_total',
    help: 'Grades that ask for a person to look; divided by the number of grades, the review share.',
    labelNames: ['engine'],
    registers,
  });
  const reasons = new Counter({
    name: 'grader_review_reasons_total',
    help: 'Why grades ask for a person; a grade may have several reasons.',
    labelNames: ['reason'],
    registers,
  });
  const fallbacks = new Counter({
    name: 'grader_fallbacks_total',
    help: 'Grades that the heuristics made because the model could not be asked.',
    registers,
  });
  // A series that appears with its first grade would lose that one to `rate`, and be missing where an alert divides by it.
  for (const engine of ['heuristic', 'hybrid']) {
    reviews.inc({ engine }, 0);
    grades.zero({ engine, outcome: 'graded', fell_back: 'no' });
  }
  return {
    graded({ engine, outcome, review }, seconds) {
      const fellBack = review.reasons.includes('llm_unavailable');
      grades.observe({ engine, outcome, fell_back: fellBack ? 'yes' : 'no' }, seconds);
      if (review.needed) reviews.inc({ engine });
      for (const reason of review.reasons) reasons.inc({ reason });
      if (fellBack) fallbacks.inc();
    },
  };
}

function watchQueue(registers: Registry[], depth: () => Promise<QueueDepth>): void {
  new Gauge({
    name: 'grader_queue_items',
    help: 'Answers of batches that wait or are being graded.',
    labelNames: ['state'],
    registers,
    async collect() {
      // While the store does not answer nobody knows: the rest is still worth reading.
      const found = await depth().catch(() => undefined);
      this.reset();
      for (const [state, count] of Object.entries(found ?? {})) this.set({ state }, count);
    },
  });
}
