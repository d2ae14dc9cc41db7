import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InvalidInput } from '../../core/errors.ts';
import { csvTable } from './csv.ts';
import type { ExportRequest } from './export-request.ts';
import { jsonDocument } from './json.ts';
import { jsonLines } from './json-lines.ts';
import { htmlReport } from './report/html.ts';
import { workbook } from './xlsx.ts';

type Export = {
  readonly mediaType: string;
  /** Everything that may refuse happens before the promise is kept; what it gives is then written piece by piece. */
  readonly write: (request: ExportRequest) => Promise<AsyncIterable<string | Uint8Array>>;
};

/** The forms in which results are given, by the ending of a file's name. */
export const exportFormats = {
  jsonl: { mediaType: 'application/x-ndjson', write: jsonLines },
  json: { mediaType: 'application/json', write: jsonDocument },
  csv: { mediaType: 'text/csv; charset=utf-8', write: csvTable },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    write: workbook,
  },
  html: { mediaType: 'text/html; charset=utf-8', write: htmlReport },
} as const satisfies Record<string, Export>;
export type ExportFormat = keyof typeof exportFormats;

/**
 * Writes results and ends `out`. Results may be read from their beginning more than once. JSONL and CSV hold none of them; the other
 * forms say from which size on they are refused.
 *
 * @throws {InvalidInput} before anything is written, where there are too many for the format; what `out` or `read` throw while writing
 */
export async function exportResults(request: ExportRequest, format: ExportFormat, out: Writable): Promise<void> {
  const pieces = await exportFormats[format].write(request);
  await pipeline(Readable.from(pieces, { objectMode: false }), out);
}

/** The format that a file's name asks for. @throws {InvalidInput} for an ending that none has */
export function formatOf(path: string): ExportFormat {
  const ending = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? '';
  for (const format of Object.keys(exportFormats) as ExportFormat[]) if (format === ending) return format;
  const endings = Object.keys(exportFormats).map((format) => `.${format}`);
  throw new InvalidInput(path, [{ field: '', message: `ends in none of ${endings.join(' ')}` }]);
}
