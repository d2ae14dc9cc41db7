/** Takes log lines in JSON and writes them as people read them: time, level, message, and the rest as `name=value`. */
export function terminalLines(to: { write: (text: string) => unknown }): { write: (line: string) => void } {
  return {
    write(line) {
      const { time, level, msg, ...rest } = JSON.parse(line) as Record<string, unknown>;
      const more = Object.entries(rest).map(([name, value]) =>
        Array.isArray(value) ? `\n  ${value.join('\n  ')}` : ` ${name}=${String(value)}`,
      );
      to.write(`${String(time).slice(11, 19)} ${String(level)} ${String(msg ?? '')}${more.join('')}\n`);
    },
  };
}
