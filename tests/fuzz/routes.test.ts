import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startService, type TestService } from '../http/service.ts';
import { learn } from './known.ts';
import { type Api, anyRequest } from './requests.ts';
import { often } from './runs.ts';

let service: TestService;
let api: Api;
beforeAll(async () => {
  const limits = { requestsPerMinute: 0, answersPerMinute: 0, batchAnswersPerDay: 0, moneyPerDay: 0 };
  service = await startService({ settings: { limits } });
  api = (await (await service.fetch('/openapi.json')).json()) as Api;
});
afterAll(() => service.stop());

describe('any request to any route', () => {
  it('is answered as the OpenAPI document says, and never by a fault of ours', async () => {
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(anyRequest(api), async ({ path, init }) => {
        // The contract is held against the response inside.
        const gone = new AbortController();
        const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(60_000)]);
        const response = await service.fetch(path, { ...init, signal });
        statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
        // It may go on for ever: whoever has seen that it began leaves.
        if (response.headers.get('content-type')?.startsWith('text/event-stream') && init.method === 'GET')
          gone.abort();
        else learn(path, await response.text());
        expect(response.status).toBeLessThan(500);
      }),
      often,
    );
    // Requests that get somewhere, and such that are refused: or nothing was tried at all.
    expect(Math.min(...statuses.keys())).toBeLessThan(300);
    expect(Math.max(...statuses.keys())).toBeGreaterThanOrEqual(400);
    expect(service.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
  });
});
