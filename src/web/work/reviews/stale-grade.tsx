import { Button } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { api } from '../../server/api.ts';
import { Fault } from '../../server/fault.ts';
import { useFaultText } from '../../server/fault-text.ts';
import { useWords } from '../../words/lang.ts';
import { reviewWords } from '../../words/reviews.ts';

/** Says that the rubric has changed since a grade was made, and grades its answer by that of today; then that grade is shown. */
export function StaleGrade({ grade }: { readonly grade: string }) {
  const words = useWords(reviewWords);
  const textOf = useFaultText();
  const [, go] = useLocation();
  const [busy, setBusy] = useState(false);
  const [complaint, setComplaint] = useState('');

  async function regrade(): Promise<void> {
    setBusy(true);
    setComplaint('');
    try {
      const { id } = await api.grades.regrade(grade);
      go(`/work/reviews/${id}`);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      setComplaint(words.regradeFailed(textOf(error)));
      setBusy(false);
    }
  }

  return (
    <div className="row">
      <span className="quiet">{words.stale}</span>
      <Button size="small" loading={busy} onClick={() => void regrade()}>
        {words.regrade}
      </Button>
      <p role="alert" className="complaint">
        {complaint}
      </p>
    </div>
  );
}
