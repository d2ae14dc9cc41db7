import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Writable } from 'node:stream';
import { InvalidInput } from '../../core/errors.ts';

/** A file under construction. Exactly one of `finish` and `discard` ends it. */
export type OutputFile = {
  readonly writeLine: (text: string) => Promise<void>;
  /** A stream into it, for whoever writes all of it at once. */
  readonly stream: () => Writable;
  /** Gives the file its name. */
  readonly finish: () => Promise<void>;
  /** Takes away what was written. */
  readonly discard: () => Promise<void>;
};

/** Characters that are written at once: nobody sees the file before it is complete. */
const fullBuffer = 64 * 1024;

/**
 * Opens a file that appears under its name only when it is complete: it grows beside it as `NAME.partial`, and is taken
 * away, saying so, when the run is interrupted – unless the caller sees to interruptions.
 *
 * @throws {InvalidInput} when it cannot be written, also later, from `writeLine` and `finish`
 */
export async function openOutput(path: string, interrupted: 'discard' | 'caller' = 'discard'): Promise<OutputFile> {
  if (existsSync(path) && statSync(path).isDirectory()) {
    throw new InvalidInput(path, [{ field: '', message: 'is a folder; name a file' }]);
  }
  const partial = partialOf(path);
  const refuse = (error: NodeJS.ErrnoException): never => {
    throw new InvalidInput(path, [{ field: '', message: `cannot be written (${error.code})` }]);
  };
  const discardAndEnd = (signal: NodeJS.Signals): void => {
    removePartial(path);
    process.stderr.write(`\ninterrupted; nothing was written to ${path}\n`);
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  const unguard = (): void => {
    process.off('SIGINT', discardAndEnd);
    process.off('SIGTERM', discardAndEnd);
  };
  // Before the file is there, so that no moment is left in which an interruption would leave it behind.
  if (interrupted === 'discard') {
    process.once('SIGINT', discardAndEnd);
    process.once('SIGTERM', discardAndEnd);
  }
  const file = await open(partial, 'w').catch((error: NodeJS.ErrnoException) => {
    unguard();
    return refuse(error);
  });
  let waiting: string[] = [];
  let characters = 0;
  const flush = async (): Promise<void> => {
    const text = waiting.join('');
    waiting = [];
    characters = 0;
    await file.writeFile(text).catch(refuse);
  };
  return {
    writeLine: async (text) => {
      waiting.push(`${text}\n`);
      characters += text.length;
      if (characters >= fullBuffer) await flush();
    },
    stream: () =>
      new Writable({
        write: (piece: Uint8Array, _, written) => {
          file
            .writeFile(piece)
            .catch(refuse)
            .then(() => written(), written);
        },
      }),
    finish: async () => {
      await flush();
      await file.close();
      try {
        // At once, so that no interruption comes between, and says of a file that is there that nothing was written.
        renameSync(partial, path);
      } catch (error) {
        removePartial(path);
        refuse(error as NodeJS.ErrnoException);
      } finally {
        unguard();
      }
    },
    discard: async () => {
      await file.close();
      removePartial(path);
      unguard();
    },
  };
}

/** Takes away what is written of a file, as `discard` does, for a process that ends at once. Where there is none, nothing happens. */
export function removePartial(path: string): void {
  rmSync(partialOf(path), { force: true });
}

const partialOf = (path: string): string => `${path}.partial`;
