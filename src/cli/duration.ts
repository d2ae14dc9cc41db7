import { InvalidArgumentError } from 'commander';

const hourMs = 3_600_000;

/** Reads how long something holds, in hours (`12h`) or days (`90d`), up to a year; in milliseconds. */
export function duration(value: string): number {
  const [, count = '', unit] = /^([1-9]\d{0,3})([dh])$/.exec(value) ?? [];
  const ms = Number(count) * (unit === 'd' ? 24 * hourMs : hourMs);
  if (unit === undefined || ms > 366 * 24 * hourMs)
    throw new InvalidArgumentError('It must be hours or days up to a year, such as 12h or 90d.');
  return ms;
}

/** The same, or `never`. */
export function durationOrNever(value: string): number | null {
  return value === 'never' ? null : duration(value);
}
