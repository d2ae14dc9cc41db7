/** Tells how late this process is with what waits for it. */
export type Lateness = {
  /**
   * Does what is looked at now come too late to be taken on? `first`: what costs much, so that turning it away helps; `later`: anything
   * else, which is borne with for longer.
   */
  readonly late: (turnedAway: 'first' | 'later') => boolean;
};

/** Where the time comes from, and who calls back when everything that had come in has been seen to. */
export type Clock = { readonly now: () => number; readonly afterTurn: (callback: () => void) => void };

const eventLoop: Clock = { now: () => performance.now(), afterTurn: setImmediate };

/** So long it must have been late without a break: a pause of the collector, the disk or the machine is made up for, not charged to people. */
const hiccupMs = 500;
/** So many times as long what does not cost much is borne with. */
const indulgence = 3;

/**
 * Watches the event loop. It sees in one turn to all that came in during the turn before, so that what waits has waited about as long
 * as turns last, and turns grow without bound when more comes in than can be done. Under overload, whatever is reached more than
 * `lateMs` after its turn began is late; what came before it is done, so that a turn always gets something done. It is overload once
 * no turn was shorter than `lateMs` for half a second. This is the idea of CoDel (RFC 8289): not a long wait tells of overload, but
 * one that does not go away.
 *
 * @param lateMs - 0: nothing is ever late
 */
export function watchLateness(lateMs: number, { now, afterTurn }: Clock = eventLoop): Lateness {
  let beganAt: number | undefined;
  let endedAt = Number.NEGATIVE_INFINITY;
  /** When the first of the turns began that have been late without a break. */
  let lateSince: number | undefined;

  function begin(at: number): number {
    // The loop has rested, or did something else: nothing stood waiting here.
    if (at - endedAt > lateMs) lateSince = undefined;
    afterTurn(() => {
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
      if (at - (lateSince ?? beganAt) <= hiccupMs) return false;
      return at - beganAt > lateMs * (turnedAway === 'later' ? indulgence : 1);
    },
  };
}
