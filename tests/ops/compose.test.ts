import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { readConfig, variables } from '../../src/config.ts';
import { root, runGrader } from '../cli/run.ts';

const Service = z.object({
  image: z.string(),
  build: z.string().optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()),
  ports: z.array(z.string()).optional(),
  volumes: z.array(z.string()).optional(),
  read_only: z.boolean().optional(),
  tmpfs: z.array(z.string()).optional(),
  cap_drop: z.array(z.string()).optional(),
  stop_grace_period: z.string().optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).optional(),
});
const Compose = z.object({
  services: z.record(z.string(), Service),
  volumes: z.record(z.string(), z.unknown()),
});

const files = ['compose.yaml', 'compose.postgres.yaml'];
const composed = files.map((file) => {
  const read = Compose.parse(parse(readFileSync(join(root, file), 'utf8'), { merge: true }));
  return {
    file,
    ...read,
    own: Object.entries(read.services).filter(([, service]) => service.image === 'answer-grader'),
  };
});

describe.each(composed)('$file', ({ services, volumes, own }) => {
  it('sets only variables that answer-grader reads', () => {
    expect(own.length).toBeGreaterThan(0);
    for (const [name, { environment }] of own)
      for (const variable of Object.keys(environment)) expect(Object.keys(variables), name).toContain(variable);
  });

  it('runs only commands that there are', async () => {
    const { out } = await runGrader(['--help']);
    for (const [, { command = ['serve'] }] of own) expect(out).toMatch(new RegExp(`^  ${command[0]}\\b`, 'm'));
  });

  it('gives a stop longer than answer-grader takes for it', () => {
    const { stopMs } = readConfig({}).operations;
    for (const [, { stop_grace_period }] of own)
      expect(Number(/^(\d+)s$/.exec(stop_grace_period ?? '')?.[1]) * 1000).toBeGreaterThan(stopMs + 10_000);
  });

  it('runs without rights, on a root that is read-only, with room for uploads', () => {
    for (const [, service] of own)
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], tmpfs: expect.arrayContaining(['/tmp']) });
  });

  it('mounts memory by options that Podman knows as well as Docker', () => {
    for (const [, { tmpfs = [] }] of own) for (const mount of tmpfs) expect(mount).toMatch(/^\/\w+(?::mode=1777)?$/);
  });

  it('opens ports to this machine only, for whoever lets others in puts TLS before it', () => {
    for (const { ports = [] } of Object.values(services))
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('declares the volumes and services that it names', () => {
    for (const { volumes: used = [], depends_on = {} } of Object.values(services)) {
      for (const volume of used) expect(Object.keys(volumes)).toContain(volume.split(':')[0]);
      for (const name of Object.keys(depends_on)) expect(Object.keys(services)).toContain(name);
    }
  });
});

describe('compose.postgres.yaml', () => {
  it('runs the service and several workers on one database, and does not start without a password for it', () => {
    const text = readFileSync(join(root, 'compose.postgres.yaml'), 'utf8');
    expect(text).toContain('replicas: 3');
    for (const name of ['grader', 'worker'])
      expect(composed[1]?.services[name]?.environment.DATABASE_URL).toContain('${POSTGRES_PASSWORD:?');
  });
});
