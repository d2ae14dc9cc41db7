import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The licences of what was bundled, each text in full: whoever gets the page gets copies of these packages.
 *
 * @param modules - paths of the modules that a bundler has put together
 * @returns a text, package by package in the order of their names
 * @throws {Error} naming a package that holds no licence
 */
export function licencesOf(modules: Iterable<string>): string {
  const folders = new Map<string, string>();
  for (const module of modules) {
    const [, folder, name] = /^\0?(.*\/node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(module) ?? [];
    if (folder !== undefined && name !== undefined) folders.set(name, folder);
  }
  return [...folders]
    .toSorted(([first], [second]) => (first < second ? -1 : 1))
    .map(([name, folder]) => `${name} ${manifestOf(folder).version}\n\n${licenceIn(folder, name).trim()}\n`)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function licenceIn(folder: string, name: string): string {
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8');
  const { license, author } = manifestOf(folder);
  if (license === undefined) throw new Error(`the package ${name}, which is part of the page, holds no licence`);
  return `${license}, ${typeof author === 'string' ? author : (author?.name ?? 'its authors')}`;
}

type Manifest = {
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name?: string };
};

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}
