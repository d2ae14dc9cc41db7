import { type ThemeConfig, theme } from 'antd';
import { useEffect, useSyncExternalStore } from 'react';
import { useKept } from '../kept.ts';

/** How the page looks: as the system says, or as the reader chose. */
export type Appearance = 'system' | 'light' | 'dark';

/** In the order in which the switch goes through them. */
export const appearances: readonly Appearance[] = ['system', 'light', 'dark'];

/** What the reader chose and what changes it. */
export function useAppearance(): [Appearance, (appearance: Appearance) => void] {
  const [kept, change] = useKept('appearance');
  return [kept === 'light' || kept === 'dark' ? kept : 'system', change];
}

/** Whether the page is dark now; it is marked on the document, where the styles read it. */
export function useDark(): boolean {
  const [appearance] = useAppearance();
  const system = useSyncExternalStore(subscribe, () => darkSystem().matches);
  const dark = appearance === 'system' ? system : appearance === 'dark';
  useEffect(() => {
    document.documentElement.dataset.appearance = dark ? 'dark' : 'light';
  }, [dark]);
  return dark;
}

/** The theme of the components. Colours are chosen for a contrast of 4.5 and more, which the default blue misses on white. */
export function themeFor(dark: boolean): ThemeConfig {
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: dark ? '#158a80' : '#0f6b64',
      colorLink: dark ? '#5fd0c5' : '#0f6b64',
      colorError: dark ? '#c2423a' : '#a8201a',
      colorTextDescription: 'var(--quiet)',
      colorTextPlaceholder: dark ? '#8f979f' : '#6b747d',
      colorBgLayout: 'var(--ground)',
      borderRadius: 8,
      fontSize: 15,
      fontFamily: 'inherit',
      motion: !window.matchMedia('(prefers-reduced-motion: reduce)').matches,
    },
  };
}

function darkSystem(): MediaQueryList {
  return window.matchMedia('(prefers-color-scheme: dark)');
}

function subscribe(listener: () => void): () => void {
  const query = darkSystem();
  query.addEventListener('change', listener);
  return () => query.removeEventListener('change', listener);
}
