import type { Request, RequestHandler, Response } from 'express';
import type { Cost } from '../../core/judge.ts';
import { Refused } from '../problem.ts';
import type { ProblemCode } from '../problem-code.ts';
import { clientAt, clientOf } from './client.ts';
import type { Lateness } from './lateness.ts';
import type { Counted, Limits, Standing } from './limits.ts';
import type { Metrics } from './metrics.ts';
import { lateDetail, tryAgainAfter } from './turn-away.ts';

type Engine = 'heuristic' | 'hybrid';

/** The door before everything that costs: limits a client, and a bound for all of them together. */
export type Gate = {
  /** Counts a request against its client's limit. */
  readonly requests: RequestHandler;
  /**
   * Lets an answer in to be graded, until its response is closed.
   *
   * @returns what is to be told of the money that it cost
   * @throws {Refused} 429 when its client has had its share, 503 when there are too many in flight or the process is late
   */
  readonly admit: (request: Request, response: Response, engine: Engine) => Promise<(cost: Cost | undefined) => void>;
  /**
   * Lets an attempt to sign in happen, wherever it comes from.
   *
   * @returns what is to be told that it failed
   * @throws {Refused} 429 when too many of its address have failed
   */
  readonly admitSignIn: (request: Request, response: Response) => Promise<() => Promise<void>>;
  /** Counts the answers of a batch. @throws {Refused} 429 when its client has had its share for the day */
  readonly admitBatch: (request: Request, response: Response, answers: number) => Promise<void>;
};

type GateParts = {
  readonly limits: Limits;
  readonly metrics: Metrics;
  readonly lateness: Lateness;
  /** Answers in flight of one engine, so that slow models do not keep out what needs none; 0: any number. */
  readonly most: number;
};

/** Opens the gate. */
export function openGate({ limits, metrics, lateness, most }: GateParts): Gate {
  const inFlight = { heuristic: 0, hybrid: 0 };
  const tookMs = { heuristic: 0, hybrid: 0 };

  async function take(request: Request, response: Response, counted: Counted, points: number): Promise<void> {
    const client = clientOf(request, response);
    if (client.local) return;
    const standing = await limits.take(counted, client.name, points);
    if (standing === undefined) return;
    if (counted !== 'money') sayStanding(response, counted, standing);
    refuseBeyond(response, counted, standing);
  }

  function refuseBeyond(response: Response, counted: Counted, standing: Standing): void {
    if (standing.allowed) return;
    metrics.refused('rate_limit');
    response.set('Retry-After', String(standing.resetSeconds));
    const detail = refusal(counted, standing);
    throw new Refused({ status: 429, code: codeOf[counted], title: 'Too Many Requests', detail });
  }

  function enter(response: Response, engine: Engine): void {
    if (most > 0 && inFlight[engine] >= most) {
      metrics.refused('overload');
      // By then as many as are in flight have been answered, at the pace of late.
      response.set('Retry-After', String(Math.max(1, Math.ceil(tookMs[engine] / 1000))));
      const detail = `${most} answers are being graded already; what was accepted is kept, try this one again`;
      throw new Refused({ status: 503, code: 'overloaded', title: 'Service Unavailable', detail });
    }
    // It was not when the request came, but its sender has had to be looked up, or its body waited for.
    if (lateness.late('first')) {
      metrics.refused('late');
      response.set('Retry-After', tryAgainAfter());
      throw new Refused({ status: 503, code: 'overloaded', title: 'Service Unavailable', detail: lateDetail });
    }
    // A client that has gone already will not close its response again.
    if (response.closed) return;
    inFlight[engine]++;
    const startedAt = performance.now();
    response.once('close', () => {
      inFlight[engine]--;
      tookMs[engine] = 0.9 * tookMs[engine] + 0.1 * (performance.now() - startedAt);
    });
  }

  return {
    requests: async (request, response, next) => {
      await take(request, response, 'requests', 1);
      next();
    },
    admit: async (request, response, engine) => {
      await take(request, response, 'answers', 1);
      if (engine === 'hybrid') await take(request, response, 'money', 0);
      enter(response, engine);
      return (cost) => {
        if (cost === undefined || cost.amount === 0) return;
        // It is spent: nobody waits for the count, and one that fails is counted by nobody.
        void limits.take('money', clientOf(request, response).name, cost.amount).catch(() => undefined);
      };
    },
    admitSignIn: async (request, response) => {
      const { name } = clientAt(request);
      const standing = await limits.take('sign-ins', name, 0);
      if (standing !== undefined) refuseBeyond(response, 'sign-ins', standing);
      return async () => void (await limits.take('sign-ins', name, 1));
    },
    admitBatch: (request, response, answers) => take(request, response, 'batch-answers', answers),
  };
}

/** @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ */
function sayStanding(response: Response, counted: Counted, standing: Standing): void {
  response.set('RateLimit-Policy', `"${counted}";q=${standing.quota};w=${standing.windowSeconds}`);
  response.set('RateLimit', `"${counted}";r=${Math.floor(standing.remaining)};t=${standing.resetSeconds}`);
}

const codeOf: Readonly<Record<Counted, ProblemCode>> = {
  requests: 'too_many_requests',
  answers: 'too_many_answers',
  'batch-answers': 'too_many_batch_answers',
  money: 'money_spent',
  'sign-ins': 'too_many_sign_ins',
};

function refusal(counted: Counted, { quota, windowSeconds, resetSeconds }: Standing): string {
  const what = {
    requests: `${quota} requests`,
    answers: `${quota} answers`,
    'batch-answers': `${quota} answers in batches`,
    money: 'what may be spent on the model',
    'sign-ins': `${quota} failed attempts to sign in`,
  }[counted];
  return `${what} ${windowSeconds === 60 ? 'a minute' : 'a day'} is the limit; try again in ${resetSeconds} s`;
}
