import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { GradeView } from '../grade/grade-view.tsx';
import { answerWords } from '../words/answer.ts';
import { gradeWords } from '../words/grade.ts';
import { useWords } from '../words/lang.ts';
import type { Attempt } from './practice.tsx';

/** The grade of the last attempt, and what can be done next. */
export function Result(props: {
  readonly attempt: Attempt;
  readonly earlier: readonly Attempt[];
  readonly onAgain: () => void;
}) {
  const words = useWords(answerWords);
  const about = useWords(gradeWords);
  const heading = useRef<HTMLHeadingElement>(null);
  const { attempt, onAgain } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new grade is read from its start
  useEffect(() => heading.current?.focus(), [attempt.grade.id]);
  return (
    <>
      <h2 className="unseen" tabIndex={-1} ref={heading}>
        {words.result}
      </h2>
      <GradeView answer={attempt.answer} grade={attempt.grade} />
      <div className="row next">
        <Button type="primary" size="large" onClick={onAgain}>
          {words.again}
        </Button>
        <Link href="/">{words.another}</Link>
      </div>
      <div className="quiet">
        <p>{about.judgedBy[attempt.grade.engine]}</p>
        <p>{about.limits}</p>
      </div>
    </>
  );
}
