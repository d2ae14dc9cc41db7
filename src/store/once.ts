/** Something that is made when it is first asked for, and then kept. A failure is forgotten, so that the next to ask tries again. */
export type Once<T> = {
  readonly get: () => Promise<T>;
  /** undefined where nobody has asked for it. */
  readonly ifMade: () => Promise<T | undefined>;
};

/** @param make - makes it */
export function once<T>(make: () => Promise<T>): Once<T> {
  let made: Promise<T> | undefined;
  return {
    get: () => {
      made ??= make().catch((error: unknown) => {
        made = undefined;
        throw error;
      });
      return made;
    },
    ifMade: async () => made,
  };
}
