import { enableCompileCache } from 'node:module';
import { Readable } from 'node:stream';
import type { Run } from './run.ts';
import type { WarmCommand } from './warm.ts';

enableCompileCache();
let runs = 0;

process.on('message', async (command: WarmCommand) => {
  process.send?.(await run(command));
});

/** Runs `main.ts` once more: its own module is new each time, what it imports is loaded already. */
async function run({ args, input, env, cwd }: WarmCommand): Promise<Run> {
  const out = collect(process.stdout);
  const err = collect(process.stderr);
  for (const name of Object.keys(process.env)) delete process.env[name];
  for (const [name, value] of Object.entries(env)) if (value !== undefined) process.env[name] = value;
  process.chdir(cwd);
  process.argv = [process.execPath, 'src/main.ts', ...args];
  const stdin = Readable.from(input.length === 0 ? [] : [Buffer.from(input)]);
  Object.defineProperty(process, 'stdin', { value: stdin, configurable: true });
  process.exitCode = undefined;
  try {
    runs++;
    await import(`../../src/main.ts?run=${runs}`);
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  }
  const code = Number(process.exitCode ?? 0);
  process.exitCode = undefined;
  process.stdout.removeAllListeners('error');
  return { code, out: out.end(), err: err.end() };
}

/** Takes what is written to a stream, until it is ended. */
function collect(stream: NodeJS.WriteStream): { readonly end: () => string } {
  const pieces: Buffer[] = [];
  const { write } = stream;
  stream.write = (piece: string | Uint8Array): boolean => {
    pieces.push(Buffer.from(piece));
    return true;
  };
  return {
    end: () => {
      stream.write = write;
      return Buffer.concat(pieces).toString('utf8');
    },
  };
}
