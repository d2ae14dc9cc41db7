/** Tells how late this process is with what waits for it. */
export type Lateness = {
  /**
   * Does what is looked at now come too late to be taken on? `first`: what costs much, so that turning it away helps; `later`: anything
   * else, which is borne with for longer.
   */
  readonly late: (turnedAway: 'first' | 'later') => boolean;
};

/** Where the time comes from, and who calls back when all that waited at the moment of the call has been reached. */
export type Queue = { readonly now: () => number; readonly whenReached: (callback: () => void) => void };

/** So long it must have been late without a break: a pause of the collector, the disk or the machine is made up for, not charged to people. */
const hiccupMs = 500;
/** So many times as long what does not cost much is borne with. */
const indulgence = 3;

/**
 * Watches what waits, round by round: a round begins with something that is looked at, and ends when all has been reached that waited
 * at that moment. Under overload, whatever is looked at more than `lateMs` after its round began is late; what came before it is
 * done, so that a round always gets something done, and what is late makes room for the next. It is overload once no round was
 * shorter than `lateMs` for half a second. This is the idea of CoDel (RFC 8289): not a long wait tells of overload, but one that does
 * not go away.
 *
 * @param lateMs - 0: nothing is ever late
 */
export function watchLateness(lateMs: number, { now, whenReached }: Queue): Lateness {
  let beganAt: number | undefined;
  let endedAt = Number.NEGATIVE_INFINITY;
  /** When the first of the rounds began that have been late without a break. */
  let lateSince: number | undefined;

  function begin(at: number): number | undefined {
    if (at - endedAt > lateMs) lateSince = undefined;
    // Rounds are not for nothing: while they are short, there is a rest between them.
    else if (lateSince === undefined) return undefined;
    whenReached(() => {
      endedAt = now();
      beganAt = undefined;
      lateSince = endedAt - at > lateMs ? (lateSince ?? at) : undefined;
    });
    return at;
  }

  return {
    late(turnedAway) {
      if (lateMs === 0) return false;
      const at = now();
      beganAt ??= begin(at);
      if (beganAt === undefined || at - (lateSince ?? beganAt) <= hiccupMs) return false;
      return at - beganAt > lateMs * (turnedAway === 'later' ? indulgence : 1);
    },
  };
}
