import type { JudgeRequest, PointFinding } from '../core/judge.ts';
import { unmaskedPoint } from './mask.ts';

/** Takes a finding of a masked answer. */
export type Tell = (finding: PointFinding) => void;

/** Tells who asked what is found of each point, in the raw words of the answer, and nothing twice that did not change. */
export function createTeller({ answer, onPoint }: JudgeRequest): Tell | undefined {
  if (onPoint === undefined) return undefined;
  const told = new Map<string, string>();
  return (finding) => {
    const raw = unmaskedPoint(finding, answer);
    const said = JSON.stringify(raw);
    if (told.get(raw.id) === said) return;
    told.set(raw.id, said);
    onPoint(raw);
  };
}
