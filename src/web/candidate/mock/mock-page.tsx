import { useTitle } from '../../frame/use-title.ts';
import { useQuestionBank } from '../../server/questions.ts';
import { ShowLoaded } from '../../server/show-loaded.tsx';
import { useWords } from '../../words/lang.ts';
import { mockWords } from '../../words/mock.ts';
import { Marking } from './marking.tsx';
import { Setup } from './setup.tsx';
import { useInterview } from './use-interview.ts';
import { Writing } from './writing.tsx';
import './mock.css';

/** A mock interview: up to five questions by chance, against the clock. */
export default function MockPage() {
  const words = useWords(mockWords);
  const bank = useQuestionBank();
  const { interview, begin, end, change } = useInterview();
  useTitle(words.heading);
  return (
    <ShowLoaded of={bank}>
      {({ questions }) => {
        const asked = (interview?.questions ?? []).flatMap(
          (id) => questions.find((question) => question.id === id) ?? [],
        );
        // An interview whose questions are no longer there cannot go on.
        if (interview === undefined || asked.length < interview.questions.length)
          return <Setup questions={questions} onBegin={begin} />;
        if (interview.handedIn === 'no')
          return <Writing interview={interview} questions={asked} onChange={change} onAbandon={end} />;
        return <Marking interview={interview} questions={asked} onChange={change} onEnd={end} />;
      }}
    </ShowLoaded>
  );
}
