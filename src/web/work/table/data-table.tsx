import { Button } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { batchWords } from '../../words/batch.ts';
import { useWords } from '../../words/lang.ts';
import { type Sorting, type SortValue, sortRows } from './sort-rows.ts';
import './table.css';

/** Drawn at once; measured: 11,500 cells take most of a second on two busy cores. */
const cellsAtOnce = 4_000;

/** A column of a table. `sortBy`: it can be sorted by this; `heads`: its cells name their rows. */
export type Column<Row> = {
  readonly key: string;
  readonly title: string;
  readonly hint?: string;
  readonly note?: ReactNode;
  readonly sortBy?: (row: Row) => SortValue;
  readonly heads?: boolean;
  readonly cell: (row: Row) => ReactNode;
};

/** A table that is sorted by its headers, scrolls within itself, and shows more rows on demand. */
export function DataTable<Row>(props: {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}) {
  const words = useWords(batchWords);
  const { label, columns, rows, keyOf } = props;
  const [sorting, setSorting] = useState<Sorting>();
  const rowsAtOnce = Math.max(50, Math.floor(cellsAtOnce / columns.length));
  const [most, setMost] = useState(rowsAtOnce);
  const ordered = useMemo(() => {
    const sortBy = columns.find(({ key }) => key === sorting?.key)?.sortBy;
    return sorting === undefined || sortBy === undefined ? rows : sortRows(rows, sortBy, sorting.direction);
  }, [rows, columns, sorting]);
  const left = ordered.length - most;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="table-frame" aria-label={label} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <Head key={column.key} column={column} sorting={sorting} onSort={setSorting} />
              ))}
            </tr>
          </thead>
          <tbody>
            {ordered.slice(0, most).map((row) => (
              <tr key={keyOf(row)}>
                {columns.map(({ key, heads, cell }) =>
                  heads === true ? (
                    <th key={key} scope="row" className="heads">
                      {cell(row)}
                    </th>
                  ) : (
                    <td key={key}>{cell(row)}</td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {left > 0 ? (
        <Button onClick={() => setMost(most + rowsAtOnce)}>{words.rowsMore(Math.min(left, rowsAtOnce))}</Button>
      ) : null}
    </>
  );
}

function Head<Row>(props: {
  readonly column: Column<Row>;
  readonly sorting: Sorting | undefined;
  readonly onSort: (sorting: Sorting | undefined) => void;
}) {
  const words = useWords(batchWords);
  const { column, sorting, onSort } = props;
  const { key, title, hint, note, sortBy, heads } = column;
  const className = heads === true ? 'heads' : undefined;
  const mine = sorting?.key === key ? sorting.direction : undefined;
  if (sortBy === undefined)
    return (
      <th scope="col" className={className} title={hint}>
        {title}
        {note}
      </th>
    );
  return (
    <th scope="col" className={className} aria-sort={mine ?? 'none'} title={hint}>
      <button type="button" className="sorter" aria-label={words.sortBy(title)} onClick={() => onSort(next(key, mine))}>
        {title} <span aria-hidden="true">{mine === undefined ? '↕' : mine === 'ascending' ? '↑' : '↓'}</span>
      </button>
      {note}
    </th>
  );
}

/** Best first, then the other way round, then as it was. */
function next(key: string, now: Sorting['direction'] | undefined): Sorting | undefined {
  if (now === undefined) return { key, direction: 'descending' };
  return now === 'descending' ? { key, direction: 'ascending' } : undefined;
}
