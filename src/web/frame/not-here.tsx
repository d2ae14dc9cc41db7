import { Link } from 'wouter';
import { frameWords } from '../words/frame.ts';
import { useWords } from '../words/lang.ts';
import { Notice } from './notice.tsx';

/** What an address shows that names nothing, with the way to the start. */
export function NotHere({ title }: { readonly title?: string }) {
  const words = useWords(frameWords);
  return (
    <Notice title={title ?? words.noSuchPage} detail={words.noSuchPageDetail}>
      <Link href="/">{words.home}</Link>
    </Notice>
  );
}
