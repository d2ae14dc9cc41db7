import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NotFound } from '../../src/core/errors.ts';
import { openKeepingThread } from '../../src/store/keep-on-thread.ts';
import { storeFile } from '../../src/store/open-store.ts';
import { decisionOn, sample } from './sample.ts';
import { storesOf } from './stores.ts';

describe('grades kept on a thread', () => {
  const { open, place } = storesOf('sqlite');

  it('are there for everybody once they are acknowledged', async () => {
    const at = await place();
    const service = await open({ ...at, onThread: true });
    const beside = await open(at);
    await Promise.all(Array.from({ length: 30 }, (_, index) => service.grades.keep(sample(`grade ${index}`))));
    for (const store of [service, beside])
      expect((await store.grades.inForce({ limit: 100 })).items.map(({ grade }) => grade.id)).toHaveLength(30);
    expect(await beside.grades.find('grade 7')).toMatchObject({ answer: sample('grade 7').answer });
  });

  it('are kept before the store is closed', async () => {
    const at = await place();
    const service = await open({ ...at, onThread: true });
    const kept = Array.from({ length: 30 }, (_, index) => service.grades.keep(sample(`grade ${index}`)));
    await service.close();
    await Promise.all(kept);
    const { grades } = await open(at);
    expect((await grades.inForce({ limit: 100 })).items).toHaveLength(30);
  });

  it('are refused one by one, and say why, when one of those that arrive together cannot be kept', async () => {
    const { grades } = await open({ ...(await place()), onThread: true });
    const results = await Promise.allSettled([
      grades.keep(sample('a')),
      grades.keep(sample('a', { answer: { key: 'another answer' } })),
      grades.keep(sample('b')),
      grades.keep(sample('c', { replaces: 'nobody' })),
    ]);
    expect(results).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { message: expect.stringContaining('UNIQUE') } },
      { status: 'fulfilled' },
      { status: 'rejected', reason: expect.any(NotFound) },
    ]);
  });

  it('wait for what the thread of the service writes, and it for them', async () => {
    const { grades } = await open({ ...(await place()), onThread: true });
    const rounds = Array.from({ length: 30 }, (_, index) => index);
    await Promise.all(rounds.map((round) => grades.keep(sample(`old ${round}`))));
    await Promise.all(
      rounds.flatMap((round) => [grades.keep(sample(`new ${round}`)), grades.decide(decisionOn(`old ${round}`))]),
    );
    expect((await grades.decided({ limit: 100 })).items).toHaveLength(30);
    expect((await grades.inForce({ limit: 100 })).items).toHaveLength(60);
  });

  it('are refused, not waited for, when the file cannot be opened', async () => {
    const { data } = await place();
    mkdirSync(storeFile(data));
    const thread = openKeepingThread(storeFile(data));
    await expect(thread.keep([sample('a')])).rejects.toThrow('the thread that keeps grades ended');
    await expect(thread.keep([sample('a')])).rejects.toThrow('the thread that keeps grades ended');
    await thread.close();
    // A folder is no file, and one without tables is no store.
    const empty = openKeepingThread(storeFile(join(data, 'empty')));
    await expect(empty.keep([sample('a')])).rejects.toThrow('no such table');
    await empty.close();
  });
});
