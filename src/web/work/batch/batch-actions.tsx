import { Button } from 'antd';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Batch } from '../../client/api.ts';
import { api } from '../../server/api.ts';
import { Fault } from '../../server/fault.ts';
import { FaultDetails } from '../../server/fault-details.tsx';
import { useFaultText } from '../../server/fault-text.ts';
import { isLive, type WatchedBatch } from '../../server/use-batch.ts';
import { batchWords } from '../../words/batch.ts';
import { useWords } from '../../words/lang.ts';

/** Stops, repeats or deletes a batch; deleting is asked for twice. */
export function BatchActions({ batch, tell }: { readonly batch: Batch } & Pick<WatchedBatch, 'tell'>) {
  const words = useWords(batchWords);
  const textOf = useFaultText();
  const [, go] = useLocation();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const act = async (what: () => Promise<void>) => {
    setBusy(true);
    setFault(undefined);
    try {
      await what();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      setFault(error);
    } finally {
      setBusy(false);
    }
  };
  const { counts, fell_back } = batch.progress;
  const retriable = !isLive(batch) && counts.ungraded + counts.cancelled + fell_back > 0;
  return (
    <>
      <div className="row">
        {isLive(batch) ? (
          <Button disabled={busy} onClick={() => void act(async () => tell(await api.batches.cancelBatch(batch.id)))}>
            {words.cancel}
          </Button>
        ) : null}
        {retriable ? (
          <Button disabled={busy} onClick={() => void act(async () => tell(await api.batches.retryBatch(batch.id)))}>
            {words.retry}
          </Button>
        ) : null}
        {asking ? null : (
          <Button disabled={busy} onClick={() => setAsking(true)}>
            {words.remove}
          </Button>
        )}
      </div>
      {asking ? (
        <div className="row" role="alert">
          <span>{words.removeSure}</span>
          <Button
            danger
            type="primary"
            disabled={busy}
            onClick={() =>
              void act(async () => {
                await api.batches.removeBatch(batch.id);
                go('/work/batches');
              })
            }
          >
            {words.removeYes}
          </Button>
          <Button onClick={() => setAsking(false)}>{words.removeNo}</Button>
        </div>
      ) : null}
      {fault === undefined ? null : (
        <div role="alert">
          <p className="complaint">{words.actionFailed(textOf(fault))}</p>
          <FaultDetails fault={fault} />
        </div>
      )}
    </>
  );
}
