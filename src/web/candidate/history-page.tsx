import { useState } from 'react';
import { Link } from 'wouter';
import { Notice } from '../frame/notice.tsx';
import { useTitle } from '../frame/use-title.ts';
import { type Attempts, useAttempts, useEarlier } from '../server/attempts.ts';
import { MoreButton } from '../server/more-button.tsx';
import { type QuestionBank, useQuestionBank } from '../server/questions.ts';
import { ShowLoaded } from '../server/show-loaded.tsx';
import { historyWords } from '../words/history.ts';
import { useWords } from '../words/lang.ts';
import { AttemptTable } from './attempt-table.tsx';
import { BestTable } from './best-table.tsx';
import { Dimensions } from './dimensions.tsx';
import './attempts.css';

/** What was practised so far: dimensions, the best of each question, every attempt. */
export default function HistoryPage() {
  const words = useWords(historyWords);
  const bank = useQuestionBank();
  const attempts = useAttempts();
  useTitle(words.heading);
  return (
    <ShowLoaded of={bank}>
      {(loadedBank) => (
        <ShowLoaded of={attempts}>{(loaded) => <Record bank={loadedBank} attempts={loaded} />}</ShowLoaded>
      )}
    </ShowLoaded>
  );
}

function Record({ bank, attempts }: { readonly bank: QuestionBank; readonly attempts: Attempts }) {
  const words = useWords(historyWords);
  const [pages, setPages] = useState<readonly Attempts[]>([attempts]);
  const load = useEarlier();
  const items = pages.flatMap((page) => page.items);
  const next = pages.at(-1)?.next ?? null;
  if (items.length === 0) {
    return (
      <Notice title={words.none} detail={words.noneDetail}>
        <Link href="/">{words.start}</Link>
      </Notice>
    );
  }
  const practised = new Set(items.map(({ question }) => question));
  const titles = new Map(bank.questions.map(({ id, title }) => [id, title]));
  return (
    <div className="record">
      <div>
        <h1>{words.heading}</h1>
        <p>{words.total(items.length, practised.size, bank.questions.length, next === null)}</p>
      </div>
      <Dimensions attempts={items} dimensions={bank.dimensions} />
      <BestTable attempts={items} titles={titles} />
      <AttemptTable attempts={items} titles={titles} />
      {next === null ? null : (
        <MoreButton
          label={words.earlier}
          load={() => load(next)}
          onLoaded={(page) => setPages((known) => [...known, page])}
        />
      )}
    </div>
  );
}
