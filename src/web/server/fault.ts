import type { Problem } from '../client/api.ts';

/**
 * Why a request brought nothing. `unreachable`: no answer came, so it may be asked again; `problem`: the service answered
 * what is wrong. It is thrown, so that whoever awaits a request need not look for it.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly problem: Problem | null;
  /** Seconds after which it may be asked again, where the service has said so. */
  readonly retryAfter: number | null;

  constructor(problem: Problem | null, more: { readonly cause?: unknown; readonly retryAfter?: number | null } = {}) {
    super(problem?.detail ?? 'the service cannot be reached', { cause: more.cause });
    this.problem = problem;
    this.retryAfter = more.retryAfter ?? null;
  }

  get unreachable(): boolean {
    return this.problem === null;
  }
}

/** The fault that a response stands for. A proxy's page in place of a problem counts as one with its status. */
export async function faultOf(response: Response): Promise<Fault> {
  const { status, statusText, headers } = response;
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  const retryAfter = Number.isFinite(seconds) ? seconds : null;
  if (headers.get('content-type')?.startsWith('application/problem+json'))
    return new Fault((await response.json()) as Problem, { retryAfter });
  if (status === 502 || status === 504) return new Fault(null);
  const detail = `${status} ${statusText}`.trim();
  const code =
    status === 404
      ? 'not_found'
      : status === 413
        ? 'too_large'
        : status === 429
          ? 'too_many_requests'
          : status >= 500
            ? 'unavailable'
            : 'invalid_input';
  return new Fault({ type: 'about:blank', code, title: statusText, status, detail }, { retryAfter });
}
