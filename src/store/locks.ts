import type { Session } from './session.ts';

/**
 * Advisory locks of a session, by name of their space: numbers that one process at a time can hold, and that the server drops
 * together with the process.
 */
export type Locks<Space extends string> = {
  /** Takes what is free of these numbers; what is held already stays held. Nothing where the connection is away. */
  readonly take: (space: Space, numbers: readonly number[]) => Promise<void>;
  readonly giveBack: (space: Space, numbers: readonly number[]) => Promise<void>;
  /** What we hold. */
  readonly held: (space: Space) => ReadonlySet<number>;
  /** What anybody holds; undefined while the connection is away. */
  readonly seen: () => Promise<Readonly<Record<Space, ReadonlySet<number>>> | undefined>;
  /** The connection was lost, and every lock with it. */
  readonly forget: () => void;
};

/** @param spaces - an arbitrary number for each, that no other program on the database is likely to lock */
export function createLocks<Space extends string>(
  session: Session,
  spaces: Readonly<Record<Space, number>>,
): Locks<Space> {
  const names = Object.keys(spaces) as Space[];
  const eachOf = (numbersOf: (space: Space) => Set<number>): Record<Space, Set<number>> =>
    Object.fromEntries(names.map((space) => [space, numbersOf(space)])) as Record<Space, Set<number>>;
  let held = eachOf(() => new Set());

  return {
    async take(space, numbers) {
      const mine = held;
      const missing = numbers.filter((number) => !mine[space].has(number));
      if (missing.length === 0) return;
      const got = await session.query<{ number: number }>(
        'select number from unnest($2::int[]) as number where pg_try_advisory_lock($1, number)',
        [spaces[space], missing],
      );
      for (const { number } of got ?? []) mine[space].add(number);
    },
    async giveBack(space, numbers) {
      const ours = numbers.filter((number) => held[space].delete(number));
      if (ours.length === 0) return;
      await session.query('select pg_advisory_unlock($1, number) from unnest($2::int[]) as number', [
        spaces[space],
        ours,
      ]);
    },
    held: (space) => held[space],
    async seen() {
      const rows = await session.query<{ space: string; number: string }>(
        `select classid::bigint::text as space, objid::bigint::text as number from pg_locks
         where locktype = 'advisory' and classid::bigint = any($1::bigint[]) and objsubid = 2 and granted
         and database = (select oid from pg_database where datname = current_database())`,
        [Object.values(spaces)],
      );
      if (rows === undefined) return undefined;
      const of = Map.groupBy(rows, (row) => Number(row.space));
      return eachOf((space) => new Set((of.get(spaces[space]) ?? []).map(({ number }) => Number(number))));
    },
    forget: () => {
      held = eachOf(() => new Set());
    },
  };
}
