/** Tells how late this process is with what waits for it. */
export type Lateness = {
  /**
   * Does what is looked at now come too late to be taken on? `first`: what costs much, so that turning it away helps; `later`: anything
   * else, which is borne with for longer.
   */
  readonly late: (turnedAway: 'first' | 'later') => boolean;
};

/** What waits. */
export type Queue = {
  /** Where the time comes from. */
  readonly now: () => number;
  /** Calls back when all that waited at the moment of the call has been reached. */
  readonly whenReached: (callback: () => void) => void;
  /** How long what costs much would have to wait from now on, where it has a queue of its own once it was taken on; 0: it has none. */
  readonly waitMs: () => number;
};

/** So long it must have been late without a break to be overload, a pause in which nothing was looked at counted as `lateMs` at the most. */
const overloadMs = 500;
/** So many times as long what does not cost much is borne with: people who read are not to notice that too many answers are sent. */
const indulgence = 10;
/**
 * Under overload, what costs much is taken on while its own queue is not so many times as long as `lateMs`: in the time in which a round
 * takes everything on, more can come than is done in many rounds. It is more than once, or this would itself end the overload.
 */
const roomInQueue = 1.5;

/**
 * Watches what waits, round by round: a round begins with something that is looked at, and ends when all has been reached that waited
 * at that moment. Under overload, whatever is looked at more than `lateMs` after its round began is late; what came before it is
 * done, so that a round always gets something done, and what is late makes room for the next. It is overload once no round was
 * shorter than `lateMs` for half a second. This is the idea of CoDel (RFC 8289): not a long wait tells of overload, but one that does
 * not go away. Where the process stood still for a moment, what came meanwhile is made up for and turned away by nobody.
 *
 * @param lateMs - 0: nothing is ever late
 */
export function watchLateness(lateMs: number, { now, whenReached, waitMs }: Queue): Lateness {
  let beganAt: number | undefined;
  let endedAt = Number.NEGATIVE_INFINITY;
  let lookedAt = Number.NEGATIVE_INFINITY;
  /** Was the last round late, and nothing between it and the next? */
  let goesOn = false;
  let lateForMs = 0;

  function begin(at: number): number | undefined {
    const rested = at - endedAt > lateMs;
    if (rested || !goesOn) lateForMs = 0;
    // Rounds are not for nothing: while they are short, there is a rest between them.
    if (!rested && !goesOn) return undefined;
    whenReached(() => {
      endedAt = now();
      beganAt = undefined;
      goesOn = endedAt - at > lateMs;
    });
    return at;
  }

  return {
    late(turnedAway) {
      if (lateMs === 0) return false;
      const at = now();
      lateForMs += Math.min(at - lookedAt, lateMs);
      lookedAt = at;
      beganAt ??= begin(at);
      if (beganAt === undefined || lateForMs <= overloadMs) return false;
      if (turnedAway === 'later') return at - beganAt > lateMs * indulgence;
      return at - beganAt > lateMs || waitMs() > lateMs * roomInQueue;
    },
  };
}
