import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { CheckReport } from './check-report.ts';
import type { Figures } from './figures.ts';
import { RunManifest } from './run-file.ts';

const Share = z.number().nullable();

/** How far the judge agreed with human labels on one point. Shares are between 0 and 1; null is what cannot be reckoned. */
const PointFigures = z.object({
  question: z.string(),
  point: z.string(),
  /** Labelled answers that have a verdict on the point. */
  labels: z.int(),
  exact: Share,
  kappa: Share,
  qwk: Share,
  /** Of the labels missed: the share judged met. */
  false_accepts: Share,
  /** Of the labels met: the share judged missed. */
  false_rejects: Share,
  undecided: Share,
});

/** The figures of a check, point by point, for whoever reads a rubric. */
export const CheckFigures = z.object({ manifest: RunManifest, points: z.array(PointFigures) });
export type CheckFigures = z.infer<typeof CheckFigures>;

const fileOf = (data: string): string => join(data, 'checks', 'latest.json');

/** Keeps the figures of a check in the folder of data, in place of those before. A run over a part of the answers is not kept. */
export function keepFigures(data: string, { manifest, figures }: Pick<CheckReport, 'manifest' | 'figures'>): void {
  if (Object.keys(manifest.filters).length > 0) return;
  const points = figures.filter(({ kind }) => kind === 'point').map(pointFigures);
  const file = fileOf(data);
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, `${JSON.stringify({ manifest, points } satisfies CheckFigures, null, 1)}\n`);
  renameSync(draft, file);
}

/** The figures that were kept last; undefined where there are none, or none that this version reads. */
export function readFigures(data: string): CheckFigures | undefined {
  try {
    return CheckFigures.parse(JSON.parse(readFileSync(fileOf(data), 'utf8')));
  } catch {
    return undefined;
  }
}

function pointFigures({ name, agreement, undecided }: Figures): CheckFigures['points'][number] {
  const dot = name.indexOf('.');
  return {
    question: name.slice(0, dot),
    point: name.slice(dot + 1),
    labels: agreement?.pairs ?? 0,
    exact: agreement?.exact ?? null,
    kappa: agreement?.kappa ?? null,
    qwk: agreement?.qwk ?? null,
    false_accepts: agreement?.falseAccepts ?? null,
    false_rejects: agreement?.falseRejects ?? null,
    undecided: undecided ?? null,
  };
}
