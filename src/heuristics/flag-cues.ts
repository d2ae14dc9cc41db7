import type { Likeness } from './likeness.ts';

/**
 * What is weighed for one red flag, by name, in the order in which it is fitted. All of it is about the words that look most like the
 * conduct: red flags cost marks wherever they stand, and fine words around them must not hide them.
 *
 * `sign`: whether an indicator fires. `about`: as in {@link Likeness}. `alone_…`: of the likest clauses alone: how like they are,
 * `alone_about` and `alone_breadth`; how much they hold of the nearest sentence that names the conduct without committing it,
 * `alone_failed`; and how much nearer they are to the sentences that commit it, `alone_nearer`.
 */
export const flagCueNames = ['sign', 'about', 'alone_about', 'alone_breadth', 'alone_failed', 'alone_nearer'] as const;

/** The cues of one red flag. */
export type FlagCues = Readonly<Record<(typeof flagCueNames)[number], number>>;

/**
 * Gathers the cues of a red flag.
 *
 * @param alone - what the likest clauses are like when nothing else counts
 */
export function flagCuesOf(fires: boolean, { about }: Likeness, alone: Likeness | undefined): FlagCues {
  const near = alone?.near;
  return {
    sign: fires ? 1 : 0,
    about,
    alone_about: alone?.about ?? 0,
    alone_breadth: alone?.breadth ?? 0,
    alone_failed: near?.failed.one ?? 0,
    alone_nearer: (near?.full.some ?? 0) - (near?.failed.some ?? 0),
  };
}
