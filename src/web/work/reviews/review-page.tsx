import { useCallback, useState } from 'react';
import { Link, useParams } from 'wouter';
import type { KeptGrade } from '../../client/api.ts';
import { useTitle } from '../../frame/use-title.ts';
import { api } from '../../server/api.ts';
import { useQuestionBank } from '../../server/questions.ts';
import { ShowLoaded } from '../../server/show-loaded.tsx';
import { useLoaded } from '../../server/use-loaded.ts';
import { useWords } from '../../words/lang.ts';
import { reviewWords } from '../../words/reviews.ts';
import { nameShown } from './name-shown.ts';
import { ReviewItem } from './review-item.tsx';
import { ShortcutHelp } from './shortcut-help.tsx';
import '../work.css';

/** One grade under review, whether it waits in the queue or not. */
export default function ReviewPage() {
  const words = useWords(reviewWords);
  useTitle(words.heading);
  const { grade } = useParams<{ grade: string }>();
  const known = useLoaded(useCallback((signal) => api.grades.getGrade(grade, { signal }), [grade]));
  const bank = useQuestionBank();
  return (
    <>
      <p>
        <Link href="/work/reviews">{words.back}</Link>
      </p>
      <h1>{words.heading}</h1>
      <ShowLoaded of={bank}>
        {({ questions }) => (
          <ShowLoaded of={known}>
            {(kept) => <One first={kept} question={questions.find(({ id }) => id === kept.question)} />}
          </ShowLoaded>
        )}
      </ShowLoaded>
    </>
  );
}

function One({ first, question }: { readonly first: KeptGrade } & Pick<Parameters<typeof ReviewItem>[0], 'question'>) {
  const words = useWords(reviewWords);
  const [kept, setKept] = useState(first);
  return (
    <>
      <p role="status" className="saved">
        {kept === first ? '' : words.saved(nameShown(kept.candidate, words))}
      </p>
      <ReviewItem key={kept.decisions[0]?.id ?? ''} grade={kept} question={question} onSaved={setKept} />
      <ShortcutHelp />
    </>
  );
}
