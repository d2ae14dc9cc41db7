import type { Batch } from '../../client/api.ts';
import { batchWords } from '../../words/batch.ts';
import { useLang, useWords } from '../../words/lang.ts';

const formats = ['xlsx', 'html', 'csv', 'jsonl', 'json'] as const;

/** The results of a batch as files, in the language of the page; of a form that is refused it is said what to take instead. */
export function Downloads({ batch }: { readonly batch: Batch }) {
  const words = useWords(batchWords);
  const [lang] = useLang();
  const tooLarge = new Set<(typeof formats)[number]>(batch.too_large_for);
  return (
    <section className="row downloads">
      <h2>{words.download}</h2>
      <ul className="row plain-list">
        {formats.map((format) => (
          <li key={format}>
            {tooLarge.has(format) ? (
              <span className="quiet">{words.formats[format]}</span>
            ) : (
              <a href={`/v1/batches/${encodeURIComponent(batch.id)}/results?format=${format}&lang=${lang}`} download>
                {words.formats[format]}
              </a>
            )}
          </li>
        ))}
      </ul>
      {tooLarge.size === 0 ? null : (
        <p className="quiet">{words.tooLarge([...tooLarge].map((format) => words.formats[format]))}</p>
      )}
    </section>
  );
}
