import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Package = { readonly optionalDependencies?: Record<string, string> };

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const manifest = JSON.parse(read('package.json')) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Package> };

describe('dependencies', () => {
  it('each has its reason in docs/dependencies.md', () => {
    const reasons = read('docs/dependencies.md');
    const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
    const missing = names.filter((name) => !reasons.includes(`| ${name.replace(/^@types\/.*/, '@types/*')} |`));
    expect(missing).toEqual([]);
  });

  // npm writes a lock file without the packages of platforms that the registry at hand does not carry, and `npm ci`
  // then refuses it everywhere.
  it('the lock file names the packages of every platform', () => {
    const optional = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
    expect(optional.length).toBeGreaterThan(10);
    expect(optional.filter((name) => packages[`node_modules/${name}`] === undefined)).toEqual([]);
  });
});
