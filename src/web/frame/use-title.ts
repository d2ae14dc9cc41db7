import { useEffect } from 'react';
import { frameWords } from '../words/frame.ts';
import { useWords } from '../words/lang.ts';

/** Names the window after what is shown in it; after the whole page where no name is given. */
export function useTitle(name?: string): void {
  const { title } = useWords(frameWords);
  useEffect(() => {
    document.title = name === undefined ? title : `${name} – ${title}`;
  }, [name, title]);
}
