import { describe, expect, it } from 'vitest';
import type { AccessKey } from '../../src/core/access-key.ts';
import { dialects, storesOf } from './stores.ts';

const key: AccessKey = {
  ...{ id: '0123456789ab', name: '王芳', role: 'interviewer', hash: 'h', madeBy: null },
  ...{ createdAt: '2026-01-01T00:00:00.000Z', expiresAt: null, revokedAt: null, lastUsedAt: null },
};

describe.each(dialects)('keys on %s', (dialect) => {
  const { open } = storesOf(dialect);

  it('are found and listed as they were kept, in the order of keeping', async () => {
    const { keys } = await open();
    const second = { ...key, id: '000000000000', expiresAt: '2027-01-01T00:00:00.000Z', madeBy: key.id };
    await keys.keep(key);
    await keys.keep(second);
    expect(await keys.find(second.id)).toEqual(second);
    expect(await keys.list()).toEqual([key, second]);
    expect(await keys.find('nothing')).toBeUndefined();
  });

  it('keep the moment of their first revocation, and of their last use', async () => {
    const { keys } = await open();
    await keys.keep(key);
    await keys.used(key.id, '2026-01-02T00:00:00.000Z');
    await keys.revoke(key.id, '2026-01-03T00:00:00.000Z');
    await keys.revoke(key.id, '2026-01-04T00:00:00.000Z');
    await keys.revoke('nothing', '2026-01-04T00:00:00.000Z');
    expect(await keys.find(key.id)).toMatchObject({
      lastUsedAt: '2026-01-02T00:00:00.000Z',
      revokedAt: '2026-01-03T00:00:00.000Z',
    });
  });

  it('cannot be kept twice under one id', async () => {
    const { keys } = await open();
    await keys.keep(key);
    await expect(keys.keep(key)).rejects.toThrow();
  });
});

describe('replies that a fleet shares', () => {
  const { open } = storesOf('postgres');

  it('are forgotten by how their keys begin, and no others', async () => {
    const { fleet } = await open();
    const judgement = { points: [], red_flags: [] } as never;
    for (const at of ['aa-1', 'aa-2', 'ab-1', 'a']) await fleet?.replies.keep(at, judgement);
    await fleet?.replies.forgetUnder(['aa-', 'zz-']);
    expect(await fleet?.replies.find('aa-1')).toBeUndefined();
    expect(await fleet?.replies.find('aa-2')).toBeUndefined();
    expect(await fleet?.replies.find('ab-1')).toBeDefined();
    expect(await fleet?.replies.find('a')).toBeDefined();
  });
});
