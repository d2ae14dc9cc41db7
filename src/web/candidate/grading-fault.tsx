import { Alert } from 'antd';
import type { Fault } from '../server/fault.ts';
import { FaultDetails } from '../server/fault-details.tsx';
import { useFaultText } from '../server/fault-text.ts';
import { answerWords } from '../words/answer.ts';
import { useWords } from '../words/lang.ts';

/** Says why an answer was not graded. */
export function GradingFault({ fault }: { readonly fault: Fault }) {
  const words = useWords(answerWords);
  const textOf = useFaultText();
  const detail = fault.unreachable ? words.failedUnreachable : textOf(fault);
  return (
    <Alert
      className="fault"
      type="error"
      showIcon
      title={words.failed}
      description={
        <>
          <p>{detail}</p>
          <FaultDetails fault={fault} />
        </>
      }
    />
  );
}
