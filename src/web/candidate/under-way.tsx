import { Button, Spin } from 'antd';
import { GradeView } from '../grade/grade-view.tsx';
import { answerWords } from '../words/answer.ts';
import { useWords } from '../words/lang.ts';
import type { EarlyGrade } from './use-grading.ts';

/** An answer whose grade is not there yet: what the rules say of it, and what the model has decided so far. */
export function UnderWay(props: {
  readonly answer: string;
  readonly early: EarlyGrade | null;
  readonly onCancel: () => void;
}) {
  const words = useWords(answerWords);
  const { answer, early, onCancel } = props;
  const all = early?.grade.points.length ?? 0;
  return (
    <>
      <div className="row under-way" role="status">
        <Spin size="small" />
        <span>{early === null ? words.grading : words.gradingByModel(early.judged.size, all)}</span>
        <Button size="small" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
      {early === null ? (
        <p className="answer-text">{answer}</p>
      ) : (
        <GradeView
          answer={answer}
          grade={early.grade}
          noteOf={({ id }) => <span className="quiet">{early.judged.has(id) ? words.byModel : words.preliminary}</span>}
        />
      )}
    </>
  );
}
