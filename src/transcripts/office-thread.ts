import { parentPort } from 'node:worker_threads';
import { InvalidInput } from '../core/errors.ts';
import type { FromOfficeThread, ToOfficeThread } from './office-aside.ts';
import { readOfficeFile } from './office-files.ts';

// The thread in which Office documents are read, one after the other. It is given their bytes and sends back what is in them, or why
// they cannot be read.

const send = (message: FromOfficeThread): void => parentPort?.postMessage(message);

parentPort?.on('message', async ({ bytes, file }: ToOfficeThread) => {
  try {
    send({ document: await readOfficeFile(Buffer.from(bytes), file) });
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    send({ faults: error.faults });
  }
});
