import { Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { frameWords } from '../words/frame.ts';
import { useWords } from '../words/lang.ts';

const slowAfterMs = 4_000;

/** Stands where something is being loaded; says so when it takes longer than usual. `part`: of a page that is there already. */
export function Loading({ part = false }: { readonly part?: boolean }) {
  const words = useWords(frameWords);
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowAfterMs);
    return () => clearTimeout(timer);
  }, []);
  const Heading = part ? 'p' : 'h1';
  return (
    <div className="loading" aria-busy="true">
      <div role="status">
        <Heading className={slow ? 'slow' : 'unseen'}>{slow ? words.slow : words.loading}</Heading>
      </div>
      <div aria-hidden="true">
        <Skeleton active title paragraph={{ rows: 6 }} />
      </div>
    </div>
  );
}
