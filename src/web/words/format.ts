import { useMemo } from 'react';
import { useLang } from './lang.ts';

/** Writes moments as people of the language in use do, in their own time zone. */
export function useMoment(): (iso: string) => string {
  const [lang] = useLang();
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', {
      month: lang === 'zh' ? 'long' : 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    });
    return (iso) => format.format(new Date(iso));
  }, [lang]);
}

/** A whole number that may be large, its thousands set apart. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

/** A difference with its sign: `+3`, `−3`, `0`. */
export function signed(difference: number): string {
  if (difference === 0) return '0';
  return difference > 0 ? `+${difference}` : `−${-difference}`;
}
