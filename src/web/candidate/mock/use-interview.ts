import { useCallback, useMemo } from 'react';
import { keep, readKept, useKept } from '../../kept.ts';
import { type Interview, readInterview } from './interview.ts';

const key = 'mock';

/** The interview that is kept in this browser, and what changes it; undefined: there is none. */
export function useInterview() {
  const [kept] = useKept(key);
  const interview = useMemo(() => readInterview(kept), [kept]);
  const begin = useCallback((fresh: Interview) => keep(key, JSON.stringify(fresh)), []);
  const end = useCallback(() => keep(key, null), []);
  /** Changes what is kept now, also when that was changed since the last drawing. */
  const change = useCallback((step: (now: Interview) => Interview) => {
    const now = readInterview(readKept(key));
    if (now !== undefined) keep(key, JSON.stringify(step(now)));
  }, []);
  return { interview, begin, end, change };
}
