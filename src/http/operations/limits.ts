import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { OperationSettings } from '../../config/operations.ts';

/** What is counted. */
export type Counted = 'requests' | 'answers' | 'batch-answers' | 'money' | 'sign-ins';

/** Where a client stands. */
export type Standing = {
  readonly allowed: boolean;
  readonly quota: number;
  readonly windowSeconds: number;
  readonly remaining: number;
  /** Seconds until everything is there again, at least 1. */
  readonly resetSeconds: number;
};

/** Counts what clients do. */
export type Limits = {
  /** Takes points and says where the client stands; undefined where there is no limit. */
  readonly take: (counted: Counted, client: string, points: number) => Promise<Standing | undefined>;
};

/** A connection to PostgreSQL in the shape that the limiter asks for, with the table {@link limitTable}. */
export type LimitStore = {
  readonly query: (query: { text: string; values?: unknown[] }) => Promise<{ rows: unknown[]; rowCount: number }>;
};

/** Holds a row a client and what is counted: `key`, `points`, `expire`. */
export const limitTable = 'rate_limits';

/** Attempts to sign in that fail, a minute and address. Those that succeed are not counted: a class may share an address. */
const failedSignIns = 10;
const minute = 60;
const day = 86_400;
/** Money is counted in whole ten-thousandths, for points are integers. */
const pointsPerUnit = 10_000;

/** Opens the limits: in memory, or in a database that a fleet shares, and then in memory while that does not answer. */
export function openLimits(settings: OperationSettings['limits'], store?: LimitStore): Limits {
  const windows: Readonly<Record<Counted, { quota: number; seconds: number; scale: number }>> = {
    requests: { quota: settings.requestsPerMinute, seconds: minute, scale: 1 },
    answers: { quota: settings.answersPerMinute, seconds: minute, scale: 1 },
    'batch-answers': { quota: settings.batchAnswersPerDay, seconds: day, scale: 1 },
    money: { quota: settings.moneyPerDay, seconds: day, scale: pointsPerUnit },
    'sign-ins': { quota: failedSignIns, seconds: minute, scale: 1 },
  };
  const limiters = new Map<Counted, RateLimiterMemory | RateLimiterPostgres>();
  for (const [counted, { quota, seconds, scale }] of Object.entries(windows) as [Counted, typeof windows.money][]) {
    if (quota === 0) continue;
    const options = { keyPrefix: counted, points: Math.round(quota * scale), duration: seconds };
    const memory = new RateLimiterMemory(options);
    // Plain requests are not worth a write to the database each.
    limiters.set(counted, store === undefined || counted === 'requests' ? memory : shared(store, options, memory));
  }

  return {
    async take(counted, client, points) {
      const limiter = limiters.get(counted);
      if (limiter === undefined) return undefined;
      const { quota, seconds, scale } = windows[counted];
      const [allowed, result] = await consume(limiter, client, Math.ceil(points * scale));
      return {
        allowed,
        quota,
        windowSeconds: seconds,
        remaining: Math.max(0, result.remainingPoints / scale),
        resetSeconds: Math.max(1, Math.ceil(result.msBeforeNext / 1000)),
      };
    },
  };
}

/** Takes points. 0 points only look: allowed is then whether anything is left. */
async function consume(
  limiter: RateLimiterMemory | RateLimiterPostgres,
  client: string,
  points: number,
): Promise<[boolean, RateLimiterRes]> {
  if (points === 0) {
    const found = (await limiter.get(client)) ?? new RateLimiterRes(limiter.points, limiter.duration * 1000, 0, true);
    return [found.remainingPoints > 0, found];
  }
  try {
    return [true, await limiter.consume(client, points)];
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return [false, refused];
    throw refused;
  }
}

function shared(
  storeClient: LimitStore,
  options: { keyPrefix: string; points: number; duration: number },
  insuranceLimiter: RateLimiterMemory,
): RateLimiterPostgres {
  const place = { storeClient, storeType: 'pool', tableName: limitTable, tableCreated: true };
  return new RateLimiterPostgres({ ...options, ...place, insuranceLimiter });
}
