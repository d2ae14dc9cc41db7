type Numbers = Uint8Array | Uint16Array | Int32Array | Float64Array;

const first = 1024;
/** Longer ones are made for each use and given back. */
const longest = 65_536;

/**
 * Room for numbers that only one call works with, used again by the next: an array of its own for each text would cost half a
 * microsecond to three, and an answer has dozens.
 *
 * @param make - makes an array of a length
 * @returns for a length, an array of zeros; what it held is gone when the next one is asked for, so it must not leave the call that asks
 */
export function scratch<T extends Numbers>(make: (length: number) => T): (length: number) => T {
  let room = make(first);
  return (length) => {
    if (length > longest) return make(length);
    if (length > room.length) room = make(2 ** Math.ceil(Math.log2(length)));
    else room.fill(0, 0, length);
    return room.subarray(0, length) as T;
  };
}
