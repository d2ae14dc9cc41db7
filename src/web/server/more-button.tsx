import { Button } from 'antd';
import { useState } from 'react';
import { Fault } from './fault.ts';
import { useFaultText } from './fault-text.ts';

/** Brings the next page of a list, and says so where that fails. */
export function MoreButton<Page>(props: {
  readonly label: string;
  readonly load: () => Promise<Page>;
  readonly onLoaded: (page: Page) => void;
}) {
  const textOf = useFaultText();
  const [loading, setLoading] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const { label, load, onLoaded } = props;
  const more = async () => {
    setLoading(true);
    setFault(undefined);
    try {
      onLoaded(await load());
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      setFault(error);
    } finally {
      setLoading(false);
    }
  };
  return (
    <div>
      {fault === undefined ? null : (
        <p role="alert" className="complaint">
          {textOf(fault)}
        </p>
      )}
      <Button loading={loading} onClick={() => void more()}>
        {label}
      </Button>
    </div>
  );
}
