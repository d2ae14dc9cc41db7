import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The service in a process of its own, with a store of its own, as the system sees it. */
export type MeasuredService = {
  readonly url: string;
  /** Resident memory, in MB. */
  readonly memoryMb: () => number;
  /** Processor time since its start, all threads, in ms. */
  readonly cpuMs: () => number;
  /** That of its main thread alone, which answers. */
  readonly mainCpuMs: () => number;
  /** Ends it and removes what it kept. */
  readonly stop: () => Promise<void>;
};

/**
 * Starts the service of this checkout on a free port; everything is as it is for anybody but for `environment`, and for connections of
 * one address, of which there may be any number. Its log goes to a file. Reads `/proc`, so it needs Linux.
 *
 * @param flags - for the process, such as `--cpu-prof`
 */
export async function startService(
  environment: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
): Promise<MeasuredService> {
  const data = mkdtempSync(join(tmpdir(), 'grader-bench-'));
  const log = openSync(join(data, 'log'), 'a');
  const service = spawn(process.execPath, [...flags, 'src/main.ts', 'serve', '--port', '0'], {
    // Who sends the requests of a measurement has one address for all of them.
    env: { ...process.env, GRADER_DATA: data, GRADER_CONNECTIONS_PER_ADDRESS: '0', ...environment },
    stdio: ['ignore', 'pipe', log],
  });
  const ended = new Promise((resolve) => service.once('exit', resolve));
  // Neither the service nor what it kept outlasts a measurement that is broken off.
  const breakOff = (): void => {
    service.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
    process.exit(1);
  };
  process.once('SIGINT', breakOff).once('SIGTERM', breakOff);
  try {
    const url = await Promise.race([
      addressOf(service),
      ended.then(() => Promise.reject(new Error(readFileSync(join(data, 'log'), 'utf8')))),
    ]);
    return {
      url,
      memoryMb: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${service.pid}/status`, 'utf8'))?.[1]) / 1024,
      cpuMs: () => cpuMsOf(`/proc/${service.pid}/stat`),
      mainCpuMs: () => cpuMsOf(`/proc/${service.pid}/task/${service.pid}/stat`),
      async stop() {
        process.off('SIGINT', breakOff).off('SIGTERM', breakOff);
        service.kill();
        await ended;
        rmSync(data, { recursive: true });
      },
    };
  } catch (error) {
    rmSync(data, { recursive: true });
    throw error;
  }
}

/** User and system together, which are in hundredths of a second. */
function cpuMsOf(file: string): number {
  const [, afterName = ''] = readFileSync(file, 'utf8').split(') ');
  const fields = afterName.split(' ');
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

function addressOf({ stdout }: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    stdout?.setEncoding('utf8').on('data', (text: string) => {
      const found = /http:\/\/localhost:(\d+)/.exec(text);
      if (found !== null) resolve(`http://127.0.0.1:${found[1]}`);
    });
  });
}
