import OpenAI from 'openai';
import { JudgeUnavailable } from '../core/errors.ts';

const longestWaitMs = 60_000;

/** Did the endpoint take offence at the request itself, so that another way of asking may do? */
export function isRefusal(error: unknown): error is InstanceType<typeof OpenAI.APIError> {
  return error instanceof OpenAI.APIError && (error.status === 400 || error.status === 422);
}

/** How long to wait before the next try, in ms; undefined when another try makes no sense or none is left. */
export function retryDelay(error: unknown, planned: number | undefined): number | undefined {
  if (planned === undefined || error instanceof OpenAI.APIUserAbortError || error instanceof JudgeUnavailable)
    return undefined;
  // Neither a status nor an abort: the body or the stream broke off, or was no JSON.
  if (!(error instanceof OpenAI.APIError)) return planned * (0.5 + Math.random());
  const { status } = error;
  if (status === 429) {
    // Said in seconds, or as a date.
    const said = error.headers?.get('retry-after') ?? '';
    const ms = /^[\d.]+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - Date.now();
    return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), longestWaitMs) : planned * (1 + Math.random());
  }
  return status === undefined || status >= 500 || status === 408 ? planned * (0.5 + Math.random()) : undefined;
}
