import { Skeleton } from 'antd';
import { useEffect, useState } from 'react';
import { frameWords } from '../words/frame.ts';
import { useWords } from '../words/lang.ts';

const slowAfterMs = 4_000;

/** Stands where something is being loaded; says so when it takes longer than usual. */
export function Loading({ rows = 6 }: { readonly rows?: number }) {
  const words = useWords(frameWords);
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="loading" aria-busy="true">
      <p role="status" className={slow ? 'quiet' : 'unseen'}>
        {slow ? words.slow : words.loading}
      </p>
      <Skeleton active title paragraph={{ rows }} />
    </div>
  );
}
