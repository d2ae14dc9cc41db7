import { createContext, type MouseEvent, type ReactNode, useContext, useMemo, useState } from 'react';

/** What may light owners: the pointer and the focus for as long as they are there, a choice until the next. */
type Source = 'pointer' | 'focus' | 'choice';
type Light = { readonly source: Source; readonly owners: readonly string[] };

const nothing: readonly string[] = [];

const LightContext = createContext<{
  readonly lit: readonly string[];
  readonly light: (source: Source, owners: readonly string[]) => void;
}>({ lit: nothing, light: () => undefined });

/** Within it, points and the words that earned them light up together. */
export function Lighting({ children }: { readonly children: ReactNode }) {
  // The latest first: a pointer at rest does not outshine the keyboard.
  const [lights, setLights] = useState<readonly Light[]>([]);
  const value = useMemo(
    () => ({
      lit: lights[0]?.owners ?? nothing,
      light: (source: Source, owners: readonly string[]) =>
        setLights((now) => {
          if (now[0]?.source === source && now[0].owners.join() === owners.join()) return now;
          const others = now.filter((light) => light.source !== source);
          return owners.length === 0 ? others : [{ source, owners }, ...others];
        }),
    }),
    [lights],
  );
  return <LightContext value={value}>{children}</LightContext>;
}

/** Whether something of these owners is lit, what keeps them lit, and the handlers of an element that lights them. */
export function useLight(owners: readonly string[]) {
  const { lit, light } = useContext(LightContext);
  return {
    lit: owners.some((owner) => lit.includes(owner)),
    choose: () => light('choice', owners),
    handlers: {
      // A page that scrolls under a pointer at rest says that it moved, by nothing.
      onMouseMove: ({ movementX, movementY }: MouseEvent) => {
        if (movementX !== 0 || movementY !== 0) light('pointer', owners);
      },
      onMouseLeave: () => light('pointer', nothing),
      onFocus: () => light('focus', owners),
      onBlur: () => light('focus', nothing),
    },
  };
}
