import type { Problem } from '../client/api.ts';

/**
 * Why a request brought nothing. `unreachable`: no answer came, so it may be asked again; `problem`: the service answered
 * what is wrong. It is thrown, so that whoever awaits a request need not look for it.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
  readonly problem: Problem | null;

  constructor(problem: Problem | null, cause?: unknown) {
    super(problem?.detail ?? 'the service cannot be reached', { cause });
    this.problem = problem;
  }

  get unreachable(): boolean {
    return this.problem === null;
  }
}

/** The fault that a response stands for. A proxy's page in place of a problem counts as one with its status. */
export async function faultOf(response: Response): Promise<Fault> {
  const { status, statusText } = response;
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('application/problem+json')) return new Fault((await response.json()) as Problem);
  if (status === 502 || status === 504) return new Fault(null);
  return new Fault({ type: 'about:blank', title: statusText, status, detail: `${status} ${statusText}`.trim() });
}
