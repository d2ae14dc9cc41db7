import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { root } from './cli/run.ts';

type Locked = {
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
};

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, Locked> };
const manifest = JSON.parse(read('package.json')) as {
  license: string;
  publishConfig: object;
  allowScripts: Record<string, boolean>;
};
const locked = Object.entries(packages).filter(([path]) => path !== '');
const nameOf = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Licences that ask for no more than to be named. Of a choice, one of them is enough; of several together, all must be. */
const allowed = new Set([
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Zlib',
]);

/** Packages whose description names no licence: what their licence file is must be read here. */
const unnamed: Readonly<Record<string, string>> = { busboy: 'MIT', streamsearch: 'MIT' };

function isAllowed(expression: string): boolean {
  const bare = expression.replaceAll(/[()]/g, '');
  if (bare.includes(' OR ')) return bare.split(' OR ').some(isAllowed);
  return bare.split(' AND ').every((part) => allowed.has(part.trim()));
}

describe('packages that are installed with the published one', () => {
  const production = locked.filter(([, { dev }]) => dev !== true);

  it('have licences that may be used with ours', () => {
    expect(production.length).toBeGreaterThan(100);
    const strange = production.filter(([path, { license }]) => !isAllowed(license ?? unnamed[nameOf(path)] ?? 'none'));
    expect(strange.map(([path, { license }]) => `${nameOf(path)}: ${license}`)).toEqual([]);
  });

  it.each(Object.keys(unnamed))('%s has the licence that we take it to have', (name) => {
    expect(read(`node_modules/${name}/LICENSE`)).toContain('Permission is hereby granted, free of charge');
  });

  it('run no script to be installed', () => {
    expect(production.filter(([, entry]) => entry.hasInstallScript).map(([path]) => nameOf(path))).toEqual([]);
  });
});

describe('all packages', () => {
  it('run a script to be installed only where package.json allows it by name', () => {
    const scripted = locked.filter(([, entry]) => entry.hasInstallScript).map(([path]) => nameOf(path));
    const permitted = Object.entries(manifest.allowScripts).filter(([, yes]) => yes);
    expect(scripted.toSorted()).toEqual(permitted.map(([name]) => name).toSorted());
  });

  it('are locked by their content, from a registry', () => {
    // Those for other platforms are named without it where the registry at hand did not carry them: they are optional.
    expect(locked.filter(([, { integrity, optional }]) => !integrity && !optional).map(([path]) => path)).toEqual([]);
    const elsewhere = locked.filter(
      ([, { resolved }]) => resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/'),
    );
    expect(elsewhere.map(([path]) => path)).toEqual([]);
  });
});

describe('workflows', () => {
  const workflows = globSync('.github/workflows/*.yml', { cwd: root });

  it.each(workflows)('%s may do no more than it needs, and uses actions by a version', (file) => {
    const text = read(file);
    expect(parse(text)).toHaveProperty('permissions');
    for (const [, used = ''] of text.matchAll(/uses: (\S+)/g)) expect(used).toMatch(/^actions\/[\w-]+@v\d+$/);
  });

  it('look for known faults of packages every week, and whenever the lock file changes', () => {
    const { on, jobs } = parse(read('.github/workflows/supply-chain.yml')) as { on: object; jobs: object };
    expect(on).toMatchObject({
      schedule: [{}],
      pull_request: { paths: expect.arrayContaining(['package-lock.json']) },
    });
    expect(JSON.stringify(jobs)).toContain('npm audit --audit-level=high');
  });

  it('publish without a token, with a proof of where the package was built, and apart from what others wrote', () => {
    const text = read('.github/workflows/release.yml');
    const { jobs } = parse(text) as { jobs: Record<string, { permissions: object; steps: { run?: string }[] }> };
    expect(jobs.build?.permissions).toEqual({ contents: 'read' });
    expect(jobs.publish?.permissions).toEqual({ 'id-token': 'write' });
    expect(jobs.publish?.steps.flatMap(({ run = [] }) => run)).toEqual([
      'npm publish ./answer-grader-*.tgz --ignore-scripts',
    ]);
    expect(manifest.publishConfig).toMatchObject({ provenance: true });
    // A token, or a place for one, would come before the trust in the workflow.
    expect(text).not.toMatch(/secrets\.|registry-url/);
  });
});
