import { useCallback, useEffect, useRef, useState } from 'react';
import type { Grade, GradedPoint, GradeRequest, KeptGrade } from '../client/api.ts';
import { Fault } from '../server/fault.ts';
import { type GradingStep, gradeInSteps } from '../server/grade-in-steps.ts';

/** Where the grading of an answer stands. While it is under way, `early` is what the rules say, with the model's points that have come. */
export type Grading =
  | { readonly state: 'idle' }
  | { readonly state: 'under way'; readonly answer: string; readonly early: EarlyGrade | null }
  | { readonly state: 'failed'; readonly fault: Fault };

/** A grade that is not there yet. `judged`: the points that the model has decided. */
export type EarlyGrade = { readonly grade: Grade; readonly judged: ReadonlySet<string> };

/**
 * Grades answers, one at a time.
 *
 * @param onGrade - is told the grade when it is there
 */
export function useGrading(onGrade: (grade: KeptGrade) => void) {
  const [grading, setGrading] = useState<Grading>({ state: 'idle' });
  const abort = useRef(new AbortController());
  useEffect(() => () => abort.current.abort(), []);

  const submit = useCallback(
    async (request: GradeRequest) => {
      abort.current.abort();
      abort.current = new AbortController();
      const { signal } = abort.current;
      const { answer } = request;
      setGrading({ state: 'under way', answer, early: null });
      try {
        for await (const step of gradeInSteps(request, signal)) {
          if (signal.aborted) return;
          if (step.step !== 'grade') {
            setGrading((now) => (now.state === 'under way' ? { ...now, early: after(now.early, step) } : now));
            continue;
          }
          setGrading({ state: 'idle' });
          onGrade(step.grade);
        }
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof Fault)) throw error;
        setGrading({ state: 'failed', fault: error });
      }
    },
    [onGrade],
  );
  const cancel = useCallback(() => {
    abort.current.abort();
    setGrading({ state: 'idle' });
  }, []);
  return { grading, submit, cancel };
}

function after(early: EarlyGrade | null, step: Exclude<GradingStep, { step: 'grade' }>): EarlyGrade | null {
  if (step.step === 'heuristic') return { grade: step.grade, judged: new Set() };
  if (early === null) return null;
  const points: GradedPoint[] = early.grade.points.map((point) => (point.id === step.point.id ? step.point : point));
  return { grade: { ...early.grade, points }, judged: new Set([...early.judged, step.point.id]) };
}
