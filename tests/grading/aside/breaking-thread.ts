import { parentPort } from 'node:worker_threads';
import type { ToThread } from '../../../src/grading/aside/thread.ts';

// Stands in for the thread of the heuristics: gives each answer back as what it found in it, and breaks off at one.
parentPort?.on('message', (given: ToThread) => {
  const { answer } = 'read' in given ? given.read : given.explain;
  if (answer === '断') throw new Error('out of memory');
  parentPort?.postMessage({ reading: answer });
});
parentPort?.postMessage('ready');
