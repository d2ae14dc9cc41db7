import { useWords } from '../words/lang.ts';
import { rubricWords } from '../words/rubrics.ts';

/** An indicator as its author wrote it. Of a single pattern with what cancels it, the pattern is set apart from the rest. */
export function Indicator({ source }: { readonly source: string }) {
  const words = useWords(rubricWords);
  const { pattern, exclude } = partsOf(source);
  return (
    <>
      <code>{pattern}</code>
      {exclude.length === 0 ? null : (
        <span className="quiet">
          {' '}
          {words.unless} <code>{exclude.join(' · ')}</code>
        </span>
      )}
    </>
  );
}

function partsOf(source: string): { readonly pattern: string; readonly exclude: readonly string[] } {
  if (!source.startsWith('{')) return { pattern: source, exclude: [] };
  const { term, exclude = [], ...others } = JSON.parse(source) as Readonly<Record<string, unknown>>;
  // Operators and options are told whole: an author knows them by their names.
  if (typeof term !== 'string' || Object.keys(others).length > 0) return { pattern: source, exclude: [] };
  return { pattern: term, exclude: [exclude].flat().map(String) };
}
