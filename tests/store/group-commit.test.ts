import { describe, expect, it } from 'vitest';
import { groupCommit } from '../../src/store/group-commit.ts';

/** Remembers what was committed together; refuses any group with a negative number in it. */
function recorder() {
  const groups: (readonly number[])[] = [];
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const commit = async (group: readonly number[]): Promise<void> => {
    groups.push(group);
    if (groups.length === 1) await held;
    if (group.some((entry) => entry < 0)) throw new Error(`refused ${group}`);
  };
  return { groups, release, commit };
}

describe('commits in groups', () => {
  it('write what comes in one turn together, and what comes meanwhile in the next group', async () => {
    const { groups, release, commit } = recorder();
    const { write, idle } = groupCommit(commit);
    const first = [write(1), write(2)];
    while (groups.length === 0) await new Promise(setImmediate);
    const second = [write(3), write(4), write(5)];
    release();
    await Promise.all([...first, ...second]);
    await idle();
    expect(groups).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
  });

  it('hold no more than 500', async () => {
    const { groups, release, commit } = recorder();
    const { write } = groupCommit(commit);
    release();
    await Promise.all(Array.from({ length: 1200 }, (_, index) => write(index)));
    expect(groups.map(({ length }) => length)).toEqual([500, 500, 200]);
  });

  it('are tried one by one when they are refused, so that a faulty entry harms no other', async () => {
    const { groups, release, commit } = recorder();
    const { write } = groupCommit(commit);
    release();
    const results = await Promise.allSettled([write(1), write(-2), write(3)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(groups).toEqual([[1, -2, 3], [1], [-2], [3]]);
  });

  it('are waited for by whoever closes, also when they are refused', async () => {
    const { release, commit } = recorder();
    const { write, idle } = groupCommit(commit);
    release();
    const refused = write(-1).catch((error: Error) => error.message);
    await idle();
    expect(await refused).toBe('refused -1');
    await idle();
  });
});
