import { createBreath } from '../../grading/breath.ts';
import type { Found } from './found.ts';
import { Unauthenticated } from './refusals.ts';

/** Ends what goes on for long once whoever has opened it may not come in any more. */
export type StreamWatch = {
  /**
   * Watches a stream.
   *
   * @param end - is called with why, and again until it tells that the stream was ended: one that has not begun cannot be
   * @returns what is to be called when the stream has ended
   */
  readonly watch: (found: Found, end: (why: Unauthenticated) => boolean) => () => void;
};

type Watched = { readonly found: Found; readonly ends: Set<(why: Unauthenticated) => boolean> };

/** How often it is looked who may still come in. */
const lookEveryMs = 2_000;

/**
 * Watches streams: whoever has opened some is looked up once for all of them, by one timer, and by none while nothing is open. While
 * the store does not answer, nothing is concluded.
 */
export function openStreamWatch(parts: {
  readonly findAgain: (found: Found) => Promise<Found>;
  readonly onError: (error: unknown) => void;
}): StreamWatch {
  const watched = new Map<string, Watched>();
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    const breathe = createBreath();
    for (const [id, entry] of [...watched]) {
      const { refused } = await parts.findAgain(entry.found);
      if (refused !== undefined) {
        for (const end of entry.ends) if (end(new Unauthenticated(refused))) entry.ends.delete(end);
        if (entry.ends.size === 0) watched.delete(id);
      }
      await breathe();
    }
  }

  function lookLater(): void {
    timer = setTimeout(async () => {
      await look().catch(parts.onError);
      timer = undefined;
      if (watched.size > 0) lookLater();
    }, lookEveryMs);
    timer.unref();
  }

  return {
    watch(found, end) {
      const id = idOf(found);
      if (id === undefined) return () => undefined;
      const entry = watched.get(id) ?? { found, ends: new Set() };
      watched.set(id, entry);
      entry.ends.add(end);
      if (timer === undefined) lookLater();
      return () => {
        entry.ends.delete(end);
        if (entry.ends.size === 0 && watched.get(id) === entry) watched.delete(id);
      };
    },
  };
}

/** What somebody came in by: undefined for those who are asked for nothing. */
function idOf({ principal, session }: Found): string | undefined {
  if (session !== undefined) return `session:${session.id}`;
  return principal.kind === 'key' ? `key:${principal.key.id}` : undefined;
}
