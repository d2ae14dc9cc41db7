import { InboxOutlined } from '@ant-design/icons';
import { Button, Upload } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { Recognised } from '../../client/api.ts';
import { Loading } from '../../frame/loading.tsx';
import { useTitle } from '../../frame/use-title.ts';
import { Fault } from '../../server/fault.ts';
import { useQuestionBank } from '../../server/questions.ts';
import { Failed, ShowLoaded } from '../../server/show-loaded.tsx';
import { useWords } from '../../words/lang.ts';
import { uploadWords } from '../../words/upload.ts';
import { RecognisedFiles } from './recognised-files.tsx';
import { recognise } from './send.ts';
import '../work.css';

type Step =
  | { readonly at: 'choose' }
  | { readonly at: 'reading' }
  | { readonly at: 'failed'; readonly fault: Fault }
  | { readonly at: 'recognised'; readonly recognised: Recognised };

/** Files in, what was recognised in them shown and mended, and from there to a batch. */
export default function UploadPage() {
  const words = useWords(uploadWords);
  const bank = useQuestionBank();
  const [step, setStep] = useState<Step>({ at: 'choose' });
  const files = useRef<readonly File[]>([]);
  const speakers = useRef<readonly string[]>([]);
  useTitle(words.heading);

  useEffect(() => {
    const stay = (event: DragEvent) => event.preventDefault();
    // Files that miss their place would be opened by the browser instead of this page.
    window.addEventListener('dragover', stay);
    window.addEventListener('drop', stay);
    return () => {
      window.removeEventListener('dragover', stay);
      window.removeEventListener('drop', stay);
    };
  }, []);

  const read = async () => {
    setStep({ at: 'reading' });
    try {
      setStep({ at: 'recognised', recognised: await recognise(files.current, speakers.current) });
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      setStep({ at: 'failed', fault: error });
    }
  };
  const choose = (chosen: readonly File[]) => {
    files.current = chosen;
    speakers.current = [];
    void read();
  };

  return (
    <>
      <div className="opening">
        <h1>{words.heading}</h1>
        <p>{words.lead}</p>
      </div>
      {step.at === 'choose' ? <Drop onFiles={choose} /> : null}
      {step.at === 'reading' ? <Loading /> : null}
      {step.at === 'failed' ? <Failed fault={step.fault} again={() => void read()} /> : null}
      {step.at === 'recognised' ? (
        <ShowLoaded of={bank}>
          {({ questions }) => (
            <RecognisedFiles
              recognised={step.recognised}
              questions={questions}
              onCandidate={(speaker) => {
                speakers.current = [...speakers.current, speaker];
                void read();
              }}
            />
          )}
        </ShowLoaded>
      ) : null}
      {step.at === 'recognised' || step.at === 'failed' ? (
        <div className="row">
          <Button onClick={() => setStep({ at: 'choose' })}>{words.another}</Button>
        </div>
      ) : null}
    </>
  );
}

/** Where files are dropped or chosen, several at once. */
function Drop({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const words = useWords(uploadWords);
  return (
    <Upload.Dragger
      multiple
      showUploadList={false}
      beforeUpload={(file, all) => {
        // It is called once a file, each time with all of them.
        if (file === all[0]) onFiles(all);
        return false;
      }}
    >
      <p>
        <InboxOutlined className="drop-picture" aria-hidden />
      </p>
      <p>{words.drop}</p>
      <p className="quiet">{words.formats}</p>
    </Upload.Dragger>
  );
}
