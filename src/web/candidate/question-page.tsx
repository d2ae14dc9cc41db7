import { useParams } from 'wouter';
import { NotHere } from '../frame/not-here.tsx';
import { useQuestionBank } from '../server/questions.ts';
import { ShowLoaded } from '../server/show-loaded.tsx';
import { answerWords } from '../words/answer.ts';
import { useWords } from '../words/lang.ts';
import { Practice } from './practice.tsx';

/** One question: to answer it, see the grade, and try again. */
export function QuestionPage() {
  const words = useWords(answerWords);
  const { question: id } = useParams<{ question: string }>();
  const bank = useQuestionBank();
  return (
    <ShowLoaded of={bank}>
      {({ questions }) => {
        const question = questions.find((candidate) => candidate.id === id);
        return question === undefined ? <NotHere title={words.noSuch} /> : <Practice question={question} />;
      }}
    </ShowLoaded>
  );
}
