import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { variables } from '../../src/config.ts';
import { openMetrics } from '../../src/http/operations/metrics.ts';
import { root } from '../cli/run.ts';

const text = readFileSync(join(root, 'docs/operations.md'), 'utf8');

/** The rows of the table below a heading, cell by cell. */
function tableOf(heading: string): readonly (readonly string[])[] {
  const [, section = ''] = text.split(`\n## ${heading}\n`);
  const [own = ''] = section.split('\n## ');
  const rows = own.split('\n').filter((line) => line.startsWith('| `'));
  return rows.map((row) => row.split(' | ').map((cell) => cell.replace(/^\| |\s\|$/g, '')));
}

describe('docs/operations.md', () => {
  it('has a row for every setting, and for nothing else', () => {
    const named = tableOf('Settings').map(([name = '']) => name.replaceAll('`', ''));
    expect(named.toSorted()).toEqual(Object.keys(variables).toSorted());
  });

  it('says what a setting is where it is not set', () => {
    const said = Object.fromEntries(
      tableOf('Settings').map(([name = '', , value]) => [name.replaceAll('`', ''), value]),
    );
    const are = Object.entries(variables).map(([name, value]) => [name, value === undefined ? '—' : `\`${value}\``]);
    expect(said).toEqual(Object.fromEntries(are));
  });

  it('names every series that the service counts, and no other', async () => {
    const metrics = openMetrics('1.0.0');
    metrics.watchQueue(async () => ({ waiting: 0, running: 0 }));
    const there = (await metrics.registry.getMetricsAsJSON()).map(({ name }) => name);
    const named = tableOf('Metrics').map(([name = '']) => name.replaceAll('`', ''));
    expect(named.toSorted()).toEqual(there.filter((name) => name.startsWith('grader_')).toSorted());
  });
});
