import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { secret } from '../http/access/guarded.ts';
import { startService, type TestService } from '../http/service.ts';
import { allowMinutes, often } from './runs.ts';
import { anySent, send } from './wire.ts';

allowMinutes();
const limits = { requestsPerMinute: 0, answersPerMinute: 0, batchAnswersPerDay: 0, moneyPerDay: 0 };

describe('any bytes that look like a request', () => {
  let service: TestService | undefined;
  afterEach(() => service?.stop());

  it.each([
    ['asks nobody who they are', {}],
    ['does', { secret }],
  ])('are answered, refused or cut off by a service that %s, and never a fault of ours', async (_, given) => {
    service = await startService({ settings: { limits }, ...given });
    const port = Number(new URL(service.url).port);
    const statuses = new Set<string>();
    await fc.assert(
      fc.asyncProperty(anySent, async (sent) => {
        const received = await send(port, sent);
        const status = /^HTTP\/1\.1 (\d{3})/.exec(received)?.[1] ?? '';
        statuses.add(status);
        // 503 is the page where it is not built; any other would leave an error in the log.
        expect(status).toMatch(/^(?:[1-4]\d\d|503)?$/);
      }),
      often,
    );
    expect([...statuses]).toContain('400');
    expect(service.log.filter((line) => line.includes('"level":"error"'))).toEqual([]);
    expect((await service.fetch('/healthz')).status).toBe(200);
  });
});
