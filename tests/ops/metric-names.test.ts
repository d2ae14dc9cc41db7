import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Grade } from '../../src/core/grade.ts';
import { openMetrics } from '../../src/http/operations/metrics.ts';
import { root } from '../cli/run.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const Alerts = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^Grader\w+$/),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[mh]$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(['page', 'ticket']) }),
          annotations: z.strictObject({ summary: z.string().min(1), action: z.string().min(1) }),
        }),
      ),
    }),
  ),
});
const Dashboard = z.object({
  uid: z.string(),
  panels: z.array(
    z.object({
      id: z.int(),
      type: z.string(),
      title: z.string(),
      gridPos: z.object({ h: z.int(), w: z.int(), x: z.int(), y: z.int() }),
      targets: z.array(z.object({ expr: z.string() })).optional(),
    }),
  ),
});

const alerts = Alerts.parse(parse(read('ops/alerts.yml'))).groups.flatMap((group) => group.rules);
const { panels } = Dashboard.parse(JSON.parse(read('ops/grafana-dashboard.json')));
const expressions = [
  ...alerts.map(({ alert, expr }) => ({ place: `alert ${alert}`, expr })),
  ...panels.flatMap(({ title, targets = [] }) => targets.map(({ expr }) => ({ place: `panel “${title}”`, expr }))),
];

/** Every series of a service that has done a little of everything, by its full name, with the labels that it has. */
async function seriesThere(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const metrics = openMetrics('1.0.0');
  metrics.watchQueue(async () => ({ waiting: 1, running: 1 }));
  metrics.requestStarted();
  metrics.requestEnded({ method: 'GET', route: '/healthz', status: 200, seconds: 0.1 });
  metrics.graded(
    { engine: 'heuristic', outcome: 'graded', review: { needed: true, reasons: ['llm_unavailable'] } } as Grade,
    0.1,
  );
  const usage = { prompt_tokens: 1, cached_tokens: 1, completion_tokens: 1, calls: 1 };
  const call = { model: 'm', endpoint: 'https://x', startedAt: 0, ms: 1, error: undefined };
  metrics.called({ ...call, usage, cost: { amount: 1, currency: 'USD' } });
  const found = new Map<string, Set<string>>();
  for (const line of (await metrics.registry.metrics()).split('\n')) {
    const [, name, labels = ''] = /^(\w+)(?:\{(.*)\})? /.exec(line) ?? [];
    if (name === undefined || line.startsWith('#')) continue;
    const names = found.get(name) ?? new Set<string>();
    for (const [, label = ''] of labels.matchAll(/(\w+)="/g)) names.add(label);
    found.set(name, names);
  }
  return found;
}

/** Labels that Prometheus adds when it asks. */
const added = ['instance', 'job'];

describe('dashboard and alerts', () => {
  it('name only series that the service has', async () => {
    const there = await seriesThere();
    for (const { place, expr } of expressions) {
      const named = [...expr.matchAll(/\b(?:grader|process|nodejs)_\w+/g)].map(([name]) => name);
      if (!/^up\{/.test(expr)) expect(named.length, place).toBeGreaterThan(0);
      for (const name of named) expect(there.has(name), `${place}: ${name}`).toBe(true);
    }
  });

  it('ask only for labels that those series have', async () => {
    const there = await seriesThere();
    for (const { place, expr } of expressions) {
      const series = [...expr.matchAll(/\b(?:grader|process|nodejs)_\w+/g)].map(([name]) => name);
      const labels = new Set([...added, ...series.flatMap((name) => [...(there.get(name) ?? [])])]);
      const chosen = [...expr.matchAll(/[{,]\s*(\w+)\s*(?:=~|!~|!=|=)\s*"/g)].map((match) => match[1] ?? '');
      const grouped = [...expr.matchAll(/\bby \(([^)]*)\)/g)].flatMap((match) => (match[1] ?? '').split(/,\s*/));
      for (const label of [...chosen, ...grouped]) expect([...labels], `${place}: ${label}`).toContain(label);
    }
  });

  it('close every parenthesis that they open', () => {
    for (const { place, expr } of expressions)
      for (const [open, close] of ['()', '[]', '{}'])
        expect(expr.split(open ?? '').length, place).toBe(expr.split(close ?? '').length);
  });

  it('show everything that the service counts', async () => {
    const own = [...(await seriesThere()).keys()].filter((name) => name.startsWith('grader_'));
    const bare = new Set(own.map((name) => name.replace(/_(?:bucket|sum|count)$/, '')));
    const shown = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)).join('\n');
    expect([...bare].filter((name) => !shown.includes(name))).toEqual([]);
  });

  it('place every panel beside the others', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    for (const { title, gridPos } of panels) expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24);
  });
});
