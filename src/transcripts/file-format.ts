import { columnKind } from './columns.ts';
import { delimiterOf } from './delimiter.ts';
import { extensionOf } from './sent-file.ts';

/** What a text is by its content; its name decides only where the content leaves it open. */
export type TextFormat = 'srt' | 'vtt' | 'json' | 'jsonl' | 'delimited' | 'text';

/** The format of a text. @param head - its first lines */
export function textFormatOf(head: string, name: string): TextFormat {
  const extension = extensionOf(name);
  const lines = head.split('\n').filter((line) => line.trim() !== '');
  const first = lines[0]?.trim() ?? '';
  if (/^WEBVTT\b/.test(first)) return 'vtt';
  if (lines.slice(0, 3).some((line) => /^\d{1,3}:\d{2}(?::\d{2})?[,.]\d{1,3}\s{0,3}-->/.test(line.trim())))
    return extension === 'vtt' ? 'vtt' : 'srt';
  if (/^\{.*\}$/.test(first) && isJson(first) && (extension === 'jsonl' || extension === 'ndjson' || lines.length > 1))
    return 'jsonl';
  if (extension === 'jsonl' || extension === 'ndjson') return 'jsonl';
  // A time in brackets begins like a list, so the next sign must be one of JSON too.
  if (extension === 'json' || /^(?:\[\s*(?:[{[]|$)|\{\s*(?:"|$))/.test(first)) return 'json';
  if (extension === 'csv' || extension === 'tsv') return 'delimited';
  return lines.slice(0, 5).some(isHeader) ? 'delimited' : 'text';
}

function isHeader(line: string): boolean {
  const delimiter = delimiterOf(line);
  if (delimiter === undefined) return false;
  const kinds = new Set(line.split(delimiter).map((cell) => columnKind(cell.replace(/^"|"$/g, ''))));
  return (kinds.has('question') && kinds.has('answer')) || (kinds.has('speaker') && kinds.has('text'));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
