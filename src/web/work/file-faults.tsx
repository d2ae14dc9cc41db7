import type { Batch } from '../client/api.ts';
import { batchWords } from '../words/batch.ts';
import { useLang, useWords } from '../words/lang.ts';

type FileFault = Batch['faults'][number];

/** What could not be read from files, each with its place. `file`: whether its name is said with each. */
export function FileFaults({ faults, file: named }: { readonly faults: readonly FileFault[]; readonly file: boolean }) {
  const words = useWords(batchWords);
  const [lang] = useLang();
  return (
    <ul className="plain-list">
      {faults.map(({ file, line, field, message, zh = message }) => {
        const place = [named ? file : '', line === undefined ? '' : words.line(line), words.fields[field] ?? field];
        const what = [...place, lang === 'zh' ? zh : message].filter((part) => part !== '').join(' · ');
        return (
          <li key={`${file} ${line} ${field} ${message}`} className="complaint">
            {what}
          </li>
        );
      })}
    </ul>
  );
}
