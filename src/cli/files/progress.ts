import { Presets, SingleBar } from 'cli-progress';

/** Progress through a file, on standard error. */
export type Progress = { readonly step: (bytes: number, done: number) => void; readonly stop: () => void };

const quietMs = 5_000;

/** A bar over the bytes of a file on a terminal; elsewhere a plain line every five seconds. */
export function startProgress(totalBytes: number): Progress {
  if (process.stderr.isTTY) {
    const bar = new SingleBar(
      {
        format: '{bar} {percentage} % · {done} graded · {eta_formatted} left',
        stream: process.stderr,
        hideCursor: true,
      },
      Presets.rect,
    );
    bar.start(totalBytes, 0, { done: 0 });
    return { step: (bytes, done) => bar.update(bytes, { done }), stop: () => bar.stop() };
  }
  let last = performance.now();
  const step = (_bytes: number, done: number): void => {
    if (performance.now() - last < quietMs) return;
    last = performance.now();
    process.stderr.write(`${done} graded so far\n`);
  };
  return { step, stop: () => undefined };
}
