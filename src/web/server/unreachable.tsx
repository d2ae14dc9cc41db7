import { Alert } from 'antd';
import { frameWords } from '../words/frame.ts';
import { useWords } from '../words/lang.ts';
import { useConnection } from './connection.ts';

/** Says that the service is gone, for as long as it is. */
export function Unreachable() {
  const words = useWords(frameWords);
  const { gone } = useConnection();
  return (
    <div role="status" className="unreachable">
      {gone ? <Alert type="warning" banner role="presentation" title={words.unreachableDetail} /> : null}
    </div>
  );
}
