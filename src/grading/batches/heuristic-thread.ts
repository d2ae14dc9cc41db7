import { parentPort, workerData } from 'node:worker_threads';
import type { ClaimedItem } from '../../core/batch.ts';
import { createGrader } from '../answer/grade-answer.ts';
import { openCatalogue } from '../catalogue/catalogue.ts';
import { wordingOf } from '../catalogue/wording.ts';
import { gradeItem } from './grade-item.ts';
import type { FromThread, ThreadSettings } from './heuristics-aside.ts';

// The thread in which items are graded by the heuristics. It is given portions of items and sends back what became of each, in order.

/** Outcomes that are sent together. */
const together = 25;

const { rubrics, version } = workerData as ThreadSettings;
const catalogue = openCatalogue(rubrics);
const grader = createGrader({ catalogue, version });
const send = (message: FromThread): void => parentPort?.postMessage(message);
let turn = Promise.resolve();

parentPort?.on('message', (items: readonly ClaimedItem[]) => {
  turn = turn.then(() => gradeAll(items));
});
send('ready');

async function gradeAll(items: readonly ClaimedItem[]): Promise<void> {
  for (let start = 0; start < items.length; start += together) {
    const outcomes = [];
    for (const item of items.slice(start, start + together)) {
      let fault: unknown;
      const outcome = await gradeItem(item, {
        grader,
        wordingOf: (question) => wordingOf(catalogue.rubric(question)),
        onFault: (_, error) => {
          fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
        },
      });
      outcomes.push({ outcome, fault });
    }
    send(outcomes);
  }
}
