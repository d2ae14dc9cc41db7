import { Button, Input } from 'antd';
import { type FormEvent, useId } from 'react';
import { most } from '../../client/bounds.ts';
import { useWords } from '../../words/lang.ts';
import { reviewWords } from '../../words/reviews.ts';

/** Who decides and why, and the button that saves it. `complaint`: why it was not saved; empty: nothing is wrong. */
export function ReviewForm(props: {
  readonly author: string;
  /** The name is that of whoever signed in. */
  readonly fixed: boolean;
  readonly onAuthor: (author: string) => void;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly complaint: string;
  readonly saving: boolean;
  readonly onSave: () => void;
}) {
  const words = useWords(reviewWords);
  const { author, fixed, onAuthor, reason, onReason, complaint, saving, onSave } = props;
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave();
  };
  return (
    <form className="review-form" onSubmit={submit}>
      <div>
        <label htmlFor={`${id}-author`}>{words.author}</label>
        <Input
          id={`${id}-author`}
          name="author"
          autoComplete="name"
          maxLength={most['ReviewRequest.author']}
          readOnly={fixed}
          value={author}
          onChange={(event) => onAuthor(event.target.value)}
        />
      </div>
      <div className="review-why">
        <label htmlFor={`${id}-why`}>{words.why}</label>
        <Input
          id={`${id}-why`}
          name="reason"
          placeholder={words.whyPlaceholder}
          maxLength={most['ReviewRequest.reason']}
          value={reason}
          onChange={(event) => onReason(event.target.value)}
        />
      </div>
      <Button type="primary" htmlType="submit" loading={saving}>
        {words.save}
      </Button>
      <p role="alert" className="complaint">
        {complaint}
      </p>
    </form>
  );
}
