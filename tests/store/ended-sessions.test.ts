import { describe, expect, it } from 'vitest';
import { dialects, storesOf } from './stores.ts';

describe.each(dialects)('ended sessions on %s', (dialect) => {
  const { open, place } = storesOf(dialect);

  it('are known to every process, ended once or twice', async () => {
    const at = await place();
    const [first, second] = [await open(at), await open(at)];
    const session = { id: 'a', expiresAt: '2026-01-02T00:00:00.000Z' };
    await first.endedSessions.end(session, '2026-01-01T00:00:00.000Z');
    await first.endedSessions.end(session, '2026-01-01T00:00:00.000Z');
    expect(await second.endedSessions.has('a')).toBe(true);
    expect(await second.endedSessions.has('b')).toBe(false);
  });

  it('are forgotten once their time is over', async () => {
    const { endedSessions, database } = await open();
    await endedSessions.end({ id: 'a', expiresAt: '2026-01-01T06:00:00.000Z' }, '2026-01-01T00:00:00.000Z');
    await endedSessions.end({ id: 'b', expiresAt: '2026-01-01T18:00:00.000Z' }, '2026-01-01T12:00:00.000Z');
    expect(await database.selectFrom('ended_sessions').select('id').execute()).toEqual([{ id: 'b' }]);
  });
});
