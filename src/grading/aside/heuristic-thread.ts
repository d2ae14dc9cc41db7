import { parentPort, workerData } from 'node:worker_threads';
import { InvalidInput } from '../../core/errors.ts';
import { type Readable, readAnswer } from '../answer/reading.ts';
import { openCatalogue } from '../catalogue/catalogue.ts';
import type { FromThread } from './thread.ts';

// The thread in which answers are read for the heuristics, one after the other. It says of each what it found, or why it could not.

const catalogue = openCatalogue(workerData as string);
const send = (message: FromThread): void => parentPort?.postMessage(message);

parentPort?.on('message', (answer: Readable) => {
  try {
    send({ reading: readAnswer(catalogue, answer) });
  } catch (error) {
    send(error instanceof InvalidInput ? { source: error.source, faults: error.faults } : { error });
  }
});
send('ready');
