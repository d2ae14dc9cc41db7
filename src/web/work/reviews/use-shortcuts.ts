import { useEffect, useRef } from 'react';
import { useKept } from '../../kept.ts';

/** What keys do. They do nothing while somebody writes, or with Ctrl, Alt or Meta. */
export type Shortcuts = readonly (readonly [key: string, act: () => void])[];

/** Whether single keys are shortcuts, and what changes it: who steers by voice turns them off. */
export function useShortcutSwitch(): [boolean, (on: boolean) => void] {
  const [kept, change] = useKept('shortcuts');
  return [kept !== 'off', (on) => change(on ? null : 'off')];
}

/** Listens for shortcuts as long as the component is there. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const [on] = useShortcutSwitch();
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    if (!on) return;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
      if (event.target instanceof Element && isTaken(event.target, event.key)) return;
      const shortcut = latest.current.find(([key]) => key === event.key);
      if (shortcut === undefined) return;
      event.preventDefault();
      shortcut[1]();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [on]);
}

/** Does the key belong to the element that has the focus? */
function isTaken(target: Element, key: string): boolean {
  if (target.closest('input:not([type=checkbox]), textarea, select, [role=combobox]') !== null) return true;
  return key === 'Enter' && target.closest('a, button, summary, [role=button]') !== null;
}
