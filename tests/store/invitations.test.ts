import { describe, expect, it } from 'vitest';
import { sample } from './sample.ts';
import { dialects, storesOf } from './stores.ts';

const madeAt = '2026-01-15T12:00:00.000Z';
const invitation = (id: string, candidate: string, over: { expiresAt?: string; createdAt?: string } = {}) => ({
  ...{ id, candidate, questions: null, madeBy: null },
  ...{ createdAt: madeAt, expiresAt: '2026-01-22T12:00:00.000Z', ...over },
});
const kept = { madeByName: null, withdrawnAt: null };

describe.each(dialects)('invitations on %s', (dialect) => {
  const { open } = storesOf(dialect);

  it('are found as they were kept, with the name of the key that made them, and listed the latest first', async () => {
    const { invitations, keys } = await open();
    await keys.keep({
      ...{ id: '0123456789ab', name: '王芳', role: 'interviewer', hash: 'h', madeBy: null },
      ...{ createdAt: madeAt, expiresAt: null, revokedAt: null, lastUsedAt: null },
    });
    const first = {
      ...invitation('a', '李雷'),
      questions: ['pos-overcharge', 'late-delivery'],
      madeBy: '0123456789ab',
    };
    expect(await invitations.keep(first, false)).toBeUndefined();
    expect(await invitations.keep(invitation('b', '韩梅梅'), false)).toBeUndefined();
    expect(await invitations.find('a')).toEqual({ ...first, ...kept, madeByName: '王芳' });
    expect(await invitations.find('nothing')).toBeUndefined();
    const page = await invitations.list({ limit: 1 });
    expect(page.items.map(({ id }) => id)).toEqual(['b']);
    const rest = await invitations.list({ limit: 1, after: page.next ?? '' });
    expect(rest).toEqual({ items: [{ ...first, ...kept, madeByName: '王芳' }], next: null });
    expect((await invitations.list({ candidate: '韩梅梅', limit: 5 })).items.map(({ id }) => id)).toEqual(['b']);
  });

  it('are withdrawn once, and keep their time', async () => {
    const { invitations } = await open();
    await invitations.keep(invitation('a', '李雷'), false);
    await invitations.withdraw('a', '2026-01-16T00:00:00.000Z');
    await invitations.withdraw('a', '2026-01-17T00:00:00.000Z');
    await invitations.withdraw('nothing', '2026-01-17T00:00:00.000Z');
    expect((await invitations.find('a'))?.withdrawnAt).toBe('2026-01-16T00:00:00.000Z');
  });

  it('are not kept for a name under which there is an open one or an attempt, unless it is the same person again', async () => {
    const { invitations, grades } = await open();
    await invitations.keep(invitation('a', '李雷'), false);
    expect(await invitations.keep(invitation('b', '李雷'), false)).toBe('an open invitation');
    expect(await invitations.find('b')).toBeUndefined();
    expect(await invitations.keep(invitation('b', '李雷'), true)).toBeUndefined();
    await grades.keep(sample('g', { answer: { candidate: '韩梅梅' } }));
    expect(await invitations.keep(invitation('c', '韩梅梅'), false)).toBe('attempts');
  });

  it('are kept for a name whose invitations are over and led to nothing, and for one that only stands in a batch', async () => {
    const { invitations, batches } = await open();
    await invitations.keep(invitation('expired', '李雷', { expiresAt: madeAt }), false);
    await invitations.keep(invitation('withdrawn', '李雷'), false);
    await invitations.withdraw('withdrawn', madeAt);
    expect(await invitations.keep(invitation('a', '李雷'), false)).toBeUndefined();
    const { batch } = await batches.open({ name: 'b', fingerprint: 'f', engine: 'heuristic', lang: 'zh', judge: null });
    const submission = { id: '1', candidate: '韩梅梅', question: 'cracked-phone-case', answer: '对不起', origin: null };
    await batches.add(batch.id, 0, [submission]);
    expect(await invitations.keep(invitation('b', '韩梅梅'), false)).toBeUndefined();
  });

  it('at the same moment do not both find a name free', async () => {
    const { invitations } = await open();
    const ids = Array.from({ length: 8 }, (_, index) => `at once ${index}`);
    const said = await Promise.all(ids.map((id) => invitations.keep(invitation(id, '李雷'), false)));
    expect(said.filter((known) => known === undefined)).toHaveLength(1);
    expect((await invitations.list({ limit: 10 })).items).toHaveLength(1);
  });

  it('go with their candidate, and by age once they are over', async () => {
    const { invitations, grades } = await open();
    await invitations.keep(invitation('a', '李雷'), false);
    await invitations.keep(invitation('b', '韩梅梅'), false);
    expect(await grades.erase('李雷')).toEqual({ answers: 0, grades: 0, invitations: 1 });
    expect(await invitations.find('a')).toBeUndefined();
    await invitations.keep(invitation('expired', '张三', { expiresAt: '2026-01-16T00:00:00.000Z' }), false);
    await invitations.keep(invitation('withdrawn', '李四'), false);
    await invitations.withdraw('withdrawn', '2026-01-16T00:00:00.000Z');
    expect(await grades.eraseOlderThan('2026-01-16T00:00:00.001Z')).toEqual({ answers: 0, grades: 0, invitations: 2 });
    expect((await invitations.list({ limit: 10 })).items.map(({ id }) => id)).toEqual(['b']);
  });
});
