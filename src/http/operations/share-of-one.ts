/** Counts what is open of each, up to a bound. */
export type ShareOfOne = {
  /** Counts one more of somebody; false, and not counted, where the bound is reached. */
  readonly enter: (name: string) => boolean;
  /** Of what was counted, one has ended. */
  readonly leave: (name: string) => void;
};

/** Opens a count. `most`: what one may have open; 0: any number. It remembers only who has something open. */
export function countEach(most: number): ShareOfOne {
  const open = new Map<string, number>();
  return {
    enter(name) {
      const count = open.get(name) ?? 0;
      if (most > 0 && count >= most) return false;
      open.set(name, count + 1);
      return true;
    },
    leave(name) {
      const count = open.get(name) ?? 0;
      if (count > 1) open.set(name, count - 1);
      else open.delete(name);
    },
  };
}
