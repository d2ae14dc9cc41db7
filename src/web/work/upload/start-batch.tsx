import { Button, Input, Radio } from 'antd';
import { useId, useState } from 'react';
import { useLocation } from 'wouter';
import type { Engine, Estimate, Recognised } from '../../client/api.ts';
import { most } from '../../client/bounds.ts';
import { Fault } from '../../server/fault.ts';
import { FaultDetails } from '../../server/fault-details.tsx';
import { useFaultText } from '../../server/fault-text.ts';
import { grouped } from '../../words/format.ts';
import { useLang, useWords } from '../../words/lang.ts';
import { uploadWords } from '../../words/upload.ts';
import { batchOf, type Draft } from './draft.ts';
import { submitBatch } from './send.ts';

/** Name, judge and cost of the batch to be, and its start. */
export function StartBatch({ recognised, draft }: { readonly recognised: Recognised; readonly draft: Draft }) {
  const words = useWords(uploadWords);
  const textOf = useFaultText();
  const [lang] = useLang();
  const [, go] = useLocation();
  const id = useId();
  const [name, setName] = useState(() => words.nameOf(recognised.files.map(({ file }) => file)));
  const [engine, setEngine] = useState<Engine>('heuristic');
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<Fault>();
  const content = batchOf(recognised, draft, most['BatchRequest.faults']);
  const { answers } = content;
  const start = async () => {
    setSending(true);
    setFault(undefined);
    try {
      const { batch, known } = await submitBatch({ name, engine, lang, ...content });
      go(`/work/batches/${batch.id}${known ? '?known' : ''}`);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      setFault(error);
      setSending(false);
    }
  };
  return (
    <section className="panel" id="start">
      <div className="row">
        <label htmlFor={id}>{words.name}</label>
        <Input
          id={id}
          className="wide-field"
          value={name}
          maxLength={most['BatchRequest.name']}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      {recognised.estimate.model === null ? (
        <p className="quiet">{words.noModel}</p>
      ) : (
        <>
          <fieldset className="bare">
            <legend>{words.engine}</legend>
            <Radio.Group
              value={engine}
              options={(['heuristic', 'hybrid'] as const).map((value) => ({ value, label: words.engines[value] }))}
              onChange={(event) => setEngine(event.target.value)}
            />
          </fieldset>
          <p className="quiet">
            {words.estimate}
            {engine === 'heuristic' ? words.free : costText(recognised.estimate, recognised.estimate.model, words)}
          </p>
        </>
      )}
      <p role="alert" className="complaint">
        {fault === undefined ? '' : textOf(fault)}
      </p>
      {fault === undefined ? null : <FaultDetails fault={fault} />}
      <div className="row">
        <Button
          type="primary"
          size="large"
          loading={sending}
          disabled={answers.length === 0}
          onClick={() => void start()}
        >
          {answers.length === 0 ? words.nothing : words.start(answers.length)}
        </Button>
      </div>
    </section>
  );
}

function costText(estimate: Estimate, model: string, words: typeof uploadWords.zh): string {
  const { calls, prompt_tokens, completion_tokens, cost } = estimate;
  const money = cost === null ? words.noPrice : words.cost(cost.amount.toFixed(2), cost.currency);
  return `${words.estimateModel(grouped(calls), grouped(prompt_tokens + completion_tokens), model)}${money}`;
}
