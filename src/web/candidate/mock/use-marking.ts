import { useCallback, useEffect, useRef, useState } from 'react';
import { useCandidate } from '../../frame/candidate-id.ts';
import { api } from '../../server/api.ts';
import { Fault } from '../../server/fault.ts';
import { useLang } from '../../words/lang.ts';
import { type Interview, type Marked, toGrade } from './interview.ts';

/**
 * Grades what was handed in, one answer after the other, and keeps each result at once.
 *
 * @returns whether it is at work, and what grades again what failed
 */
export function useMarking(interview: Interview, onChange: (step: (now: Interview) => Interview) => void) {
  const [lang] = useLang();
  const candidate = useCandidate();
  const [busy, setBusy] = useState(() => toGrade(interview, false).length > 0);
  const abort = useRef<AbortController>(null);

  const mark = useCallback(
    async (questions: readonly string[]) => {
      abort.current?.abort();
      const own = new AbortController();
      abort.current = own;
      const { signal } = own;
      setBusy(true);
      for (const question of questions) {
        const answer = interview.answers[question] ?? '';
        const marked = await gradeOne({ question, answer, lang, candidate }, signal);
        if (signal.aborted || marked === undefined) return;
        onChange((now) => ({ ...now, marked: { ...now.marked, [question]: marked } }));
      }
      setBusy(false);
    },
    [interview.answers, lang, candidate, onChange],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the answers have been handed in
  useEffect(() => {
    if (candidate === '') return;
    mark(toGrade(interview, false));
    return () => abort.current?.abort();
  }, [candidate]);
  return { busy, retry: () => mark(toGrade(interview, true)) };
}

async function gradeOne(
  request: { question: string; answer: string; lang: 'zh' | 'en'; candidate: string },
  signal: AbortSignal,
): Promise<Marked | undefined> {
  try {
    const grade = await api.grades.gradeAnswer(request, { signal, headers: { accept: 'application/json' } });
    return { grade: grade.id, score: grade.score, marks: grade.marks };
  } catch (error) {
    if (signal.aborted) return undefined;
    if (error instanceof Fault) return { failed: true };
    throw error;
  }
}
