import { isMainThread, type MessagePort, parentPort, Worker, workerData } from 'node:worker_threads';
import { createBreath } from '../breath.ts';
import type { Cell, Table, TableHead } from './tables.ts';
import type { FullTable } from './workbook.ts';

/** What is told to the thread: a sheet begins, rows of it, or that these were all. */
type Message = { readonly head: TableHead } | { readonly rows: readonly (readonly Cell[])[] } | 'end';

const role = 'answer-grader workbook';
const rowsAtOnce = 50;

/**
 * The tables as an XLSX file, made on a thread of its own: packing thousands of rows takes seconds, in which a service has other
 * things to do. Rows are handed over a few at a time.
 */
export async function workbookOnThread(tables: readonly Table[]): Promise<Uint8Array> {
  const worker = new Worker(new URL(import.meta.url), { workerData: role });
  const file = new Promise<Uint8Array>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread that packs a workbook ended with ${code}`)));
  });
  // Told to whoever waits for it below, also when it fails before.
  file.catch(() => undefined);
  try {
    await handOver(tables, (message) => worker.postMessage(message));
    return await file;
  } finally {
    await worker.terminate();
  }
}

async function handOver(tables: readonly Table[], tell: (message: Message) => void): Promise<void> {
  const breathe = createBreath();
  for (const { head, rows } of tables) {
    tell({ head });
    let waiting: (readonly Cell[])[] = [];
    for (const row of rows) {
      waiting.push(row);
      if (waiting.length < rowsAtOnce) continue;
      tell({ rows: waiting });
      waiting = [];
      await breathe();
    }
    tell({ rows: waiting });
  }
  tell('end');
}

function serve(port: MessagePort): void {
  const tables: FullTable[] = [];
  port.on('message', async (message: Message) => {
    // Loaded here alone: whoever hands tables over, or writes other formats, does without the library.
    if (message === 'end') port.postMessage(await (await import('./workbook.ts')).workbookOf(tables));
    else if ('head' in message) tables.push({ head: message.head, rows: [] });
    else tables.at(-1)?.rows.push(...message.rows);
  });
}

if (!isMainThread && workerData === role && parentPort !== null) serve(parentPort);
