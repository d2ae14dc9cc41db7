import { Button } from 'antd';
import { Component, type ReactNode } from 'react';
import { frameWords } from '../words/frame.ts';
import { useWords } from '../words/lang.ts';
import { Notice } from './notice.tsx';

/** Catches a fault of a page, so that the frame stays and says how to go on. */
export class Boundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Broken /> : this.props.children;
  }
}

function Broken() {
  const words = useWords(frameWords);
  return (
    <Notice title={words.broken} detail={words.brokenDetail}>
      <Button type="primary" onClick={() => window.location.reload()}>
        {words.reload}
      </Button>
    </Notice>
  );
}
