import { describe, expect, it } from 'vitest';
import { rememberSessions } from '../../../src/http/access/remembered-sessions.ts';

describe('a session that is remembered', () => {
  const session = (id: string) => ({ id, expiresAt: '2026-01-01', who: { kind: 'key', key: 'k' } }) as const;
  const opener = (most: number) => {
    const opened: string[] = [];
    const remember = rememberSessions(async (id: string) => {
      opened.push(id);
      return id === 'bad' ? undefined : session(id);
    }, most);
    return { opened, of: (id: string) => remember(`cookie ${id}`, id) };
  };

  it('is opened once, however often its cookie comes', async () => {
    const { opened, of } = opener(10);
    expect(await of('a')).toEqual(session('a'));
    expect(await of('a')).toEqual(session('a'));
    expect(await of('b')).toEqual(session('b'));
    expect(opened).toEqual(['a', 'b']);
  });

  it('makes way for others when it was not asked for the longest', async () => {
    const { opened, of } = opener(2);
    for (const id of ['a', 'b', 'a', 'c', 'a', 'b']) await of(id);
    expect(opened).toEqual(['a', 'b', 'c', 'b']);
  });

  it('is none where the seal is not good, which is found out every time', async () => {
    const { opened, of } = opener(2);
    expect(await of('bad')).toBeUndefined();
    await of('bad');
    expect(opened).toEqual(['bad', 'bad']);
  });
});
