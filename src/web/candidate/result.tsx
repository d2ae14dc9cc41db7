import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { KeptGrade } from '../client/api.ts';
import { answerWords } from '../words/answer.ts';
import { useWords } from '../words/lang.ts';
import { AttemptView } from './attempt-view.tsx';
import { Comparison } from './comparison.tsx';

/** The grade of the last attempt beside the one before it, and what can be done next. */
export function Result(props: {
  readonly attempt: KeptGrade;
  readonly before: KeptGrade | undefined;
  readonly onAgain: () => void;
}) {
  const words = useWords(answerWords);
  const heading = useRef<HTMLHeadingElement>(null);
  const { attempt, before, onAgain } = props;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new grade is read from its start
  useEffect(() => heading.current?.focus(), [attempt.id]);
  return (
    <>
      <h2 className="unseen" tabIndex={-1} ref={heading}>
        {words.result}
      </h2>
      {before === undefined ? null : <Comparison latest={attempt} earlier={before} />}
      <AttemptView key={attempt.id} attempt={attempt}>
        <Button type="primary" size="large" onClick={onAgain}>
          {words.again}
        </Button>
        <Link href="/">{words.another}</Link>
      </AttemptView>
    </>
  );
}
