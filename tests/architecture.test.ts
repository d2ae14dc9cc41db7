import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Rooms of `src`, and the level at which each stands: an import goes to a lower level or stays in its room. */
const levels = [
  ['main'],
  ['web'],
  ['cli', 'http'],
  ['config'],
  ['grading', 'checks'],
  ['heuristics', 'llm', 'transcripts', 'store'],
  ['text'],
  ['core', 'look'],
];

/** `core` knows `zod`; the pure rooms know no machine. What is not listed may use any package. */
const packages: Readonly<Record<string, readonly string[]>> = {
  core: ['zod'],
  text: [],
  heuristics: [],
};

type Import = { readonly file: string; readonly target: string };

const files = globSync('src/**/*.{ts,tsx}').map((file) => file.split(sep).join('/'));
const imports: readonly Import[] = files.flatMap((file) => {
  const source = readFileSync(file, 'utf8');
  const found = source.matchAll(
    /^(?:import|export)\s(?:[\w*\s{},]+\sfrom\s)?\s*['"]([^'"\n]+)['"]|\bimport\(\s*['"]([^'"\n]+)['"]\s*\)/gm,
  );
  return [...found].map((match) => ({ file, target: match[1] ?? match[2] ?? '' }));
});

function roomOf(path: string): string {
  return (path.split('/')[1] ?? '').replace(/\.tsx?$/, '');
}

function roomImported({ file, target }: Import): string | undefined {
  if (!target.startsWith('.')) return undefined;
  const path = normalize(join(dirname(file), target))
    .split(sep)
    .join('/');
  return path.startsWith('src/') ? roomOf(path) : undefined;
}

function packageOf(target: string): string {
  return target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : (target.split('/')[0] ?? '');
}

function levelOf(room: string): number {
  return levels.findIndex((level) => level.includes(room));
}

const shown = (found: readonly Import[]): string[] => found.map(({ file, target }) => `${file} → ${target}`);

describe('imports', () => {
  it('are found at all', () => {
    expect(imports.length).toBeGreaterThan(100);
  });

  it('come from rooms that the design names', () => {
    const rooms = new Set(files.map(roomOf));
    for (const room of rooms) expect(levels.flat()).toContain(room);
  });

  it.each(levels.flat())('of %s point only downwards', (room) => {
    const upwards = imports.filter((entry) => {
      const to = roomImported(entry);
      return roomOf(entry.file) === room && to !== undefined && to !== room && levelOf(to) <= levelOf(room);
    });
    expect(shown(upwards)).toEqual([]);
  });

  it.each(Object.entries(packages))('of %s use no package but %j', (room, allowed) => {
    const others = imports.filter(({ file, target }) => {
      return roomOf(file) === room && !target.startsWith('.') && !allowed.includes(packageOf(target));
    });
    expect(shown(others)).toEqual([]);
  });

  it('of the page bring nothing of the service, which it knows over HTTP alone', () => {
    const inside = imports.filter((entry) => {
      const to = roomImported(entry);
      return to !== undefined && to !== roomOf(entry.file) && [to, roomOf(entry.file)].includes('web');
    });
    expect(shown(inside)).toEqual([]);
  });

  it('leave Express to http, and the SDK to llm', () => {
    const strays = imports.filter(({ file, target }) => {
      const owner = { express: 'http', helmet: 'http', openai: 'llm', commander: 'cli' }[packageOf(target)];
      return owner !== undefined && roomOf(file) !== owner;
    });
    expect(shown(strays)).toEqual([]);
  });
});

describe('the environment, the clock and chance', () => {
  const lines = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .map((text, index) => ({ file, place: `${file}:${index + 1}`, text })),
  );

  it('process.env is read by config alone, to which main hands it', () => {
    const readers = lines.filter(({ text }) => /process\.env\b/.test(text)).map(({ file }) => file);
    expect([...new Set(readers)]).toEqual(['src/main.ts']);
  });

  it.each(['core', 'text', 'heuristics'])(
    '%s reads neither clock nor chance, nor the process or the network',
    (room) => {
      const impure = lines.filter(
        ({ file, text }) =>
          roomOf(file) === room &&
          /\bDate\.now\(|new Date\(\)|Math\.random\(|performance\.|\bprocess\.|\bfetch\(/.test(text),
      );
      expect(impure.map(({ place }) => place)).toEqual([]);
    },
  );
});
