import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Loading } from '../frame/loading.tsx';
import { Notice } from '../frame/notice.tsx';
import { frameWords } from '../words/frame.ts';
import { useWords } from '../words/lang.ts';
import type { Fault } from './fault.ts';
import { FaultDetails } from './fault-details.tsx';
import { useFaultText } from './fault-text.ts';
import type { Loaded } from './use-loaded.ts';

/** Draws a value from the service in each of its states; `children` draws it when it is there. */
export function ShowLoaded<T>(props: { readonly of: Loaded<T>; readonly children: (value: T) => ReactNode }) {
  const { of: loaded, children } = props;
  if (loaded.state === 'loading') return <Loading />;
  if (loaded.state === 'failed') return <Failed fault={loaded.fault} again={loaded.again} />;
  return children(loaded.value);
}

/** Says what went wrong with a request, and offers to ask again, or the way to the start where that is of no use. */
export function Failed({ fault, again }: { readonly fault: Fault; readonly again: () => void }) {
  const words = useWords(frameWords);
  const textOf = useFaultText();
  // What is not there does not come by asking again.
  if (fault.problem?.code === 'not_found')
    return (
      <Notice title={words.notFound} detail={textOf(fault)}>
        <Link href="/">{words.home}</Link>
        <FaultDetails fault={fault} />
      </Notice>
    );
  return (
    <Notice
      title={fault.unreachable ? words.unreachable : words.failed}
      detail={fault.unreachable ? words.comesBack : textOf(fault)}
    >
      <Button type="primary" onClick={again}>
        {words.again}
      </Button>
      <FaultDetails fault={fault} />
    </Notice>
  );
}
