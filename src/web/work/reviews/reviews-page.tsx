import { Button } from 'antd';
import { useCallback, useState } from 'react';
import { useSearch } from 'wouter';
import { Notice } from '../../frame/notice.tsx';
import { useTitle } from '../../frame/use-title.ts';
import { api } from '../../server/api.ts';
import { useQuestionBank } from '../../server/questions.ts';
import { ShowLoaded } from '../../server/show-loaded.tsx';
import { useLoaded } from '../../server/use-loaded.ts';
import { useWords } from '../../words/lang.ts';
import { reviewWords } from '../../words/reviews.ts';
import { Agreement } from './agreement.tsx';
import { FilterBar } from './filter-bar.tsx';
import { Queue } from './queue.tsx';
import { everything, filterIn, queryOf } from './review-filter.ts';
import '../work.css';
import './reviews.css';

const atOnce = 50;

/** What waits for a person, one after the other, and how far people and the machine agree. */
export default function ReviewsPage() {
  const words = useWords(reviewWords);
  useTitle(words.heading);
  const [filter, setFilter] = useState(filterIn(new URLSearchParams(useSearch())));
  const bank = useQuestionBank();
  const [saved, setSaved] = useState(0);
  const waiting = useLoaded(
    useCallback((signal) => api.reviews.listReviews({ ...queryOf(filter), limit: atOnce }, { signal }), [filter]),
  );
  const filtered = Object.keys(queryOf(filter)).length > 0;
  return (
    <>
      <div className="opening">
        <h1>{words.heading}</h1>
        <p>{words.lead}</p>
      </div>
      <ShowLoaded of={bank}>
        {({ questions }) => (
          <>
            <FilterBar filter={filter} questions={questions} onFilter={setFilter}>
              {filtered ? <Button onClick={() => setFilter(everything)}>{words.clear}</Button> : null}
            </FilterBar>
            <ShowLoaded of={waiting}>
              {({ items, next }) =>
                items.length === 0 ? (
                  <Notice
                    title={filtered ? words.noneFound : words.none}
                    detail={filtered ? words.noneFoundDetail : words.noneDetail}
                  />
                ) : (
                  <Queue
                    key={items.map(({ id }) => id).join()}
                    first={items}
                    more={next !== null}
                    questions={questions}
                    onSaved={() => setSaved((count) => count + 1)}
                    onMore={() => (waiting.state === 'loading' ? undefined : waiting.again())}
                  />
                )
              }
            </ShowLoaded>
            <Agreement key={saved} batch={filter.batch} questions={questions} />
          </>
        )}
      </ShowLoaded>
    </>
  );
}
