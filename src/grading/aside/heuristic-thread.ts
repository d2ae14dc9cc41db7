import { parentPort, workerData } from 'node:worker_threads';
import { InvalidInput } from '../../core/errors.ts';
import { explainAnswer } from '../answer/explain.ts';
import { readAnswer } from '../answer/reading.ts';
import { openCatalogue } from '../catalogue/catalogue.ts';
import type { Found, FromThread, ToThread } from './thread.ts';

// The thread in which answers are read for the heuristics, one after the other. It says of each what it found, or why it could not.

const catalogue = openCatalogue(workerData as string);
const send = (message: FromThread): void => parentPort?.postMessage(message);

parentPort?.on('message', (given: ToThread) => {
  try {
    send(find(given));
  } catch (error) {
    send(error instanceof InvalidInput ? { source: error.source, faults: error.faults } : { error });
  }
});
send('ready');

function find(given: ToThread): Found {
  if ('read' in given) return { reading: readAnswer(catalogue, given.read) };
  return { explanation: explainAnswer(catalogue, given.explain.question, given.explain.answer) };
}
