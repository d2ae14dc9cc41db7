import { type Evidence, overlaps } from '../../core/evidence.ts';
import type { Lang } from '../../core/judge.ts';
import type { Origin } from '../../core/submission.ts';

/** Where an answer came from: `答卷.xlsx:7`, or `初面.txt` with the turns that it was joined from; null where that is not known. */
export function placeOf(origin: Origin | null, lang: Lang): string | null {
  if (origin === null) return null;
  const sheet = origin.sheet === undefined ? '' : ` ${origin.sheet}`;
  if (origin.row !== undefined) return `${origin.file}${sheet}:${origin.row}`;
  const turns = turnText(
    (origin.turns ?? []).map(({ turn }) => turn),
    lang,
  );
  return turns === null ? origin.file : `${origin.file} · ${turns}`;
}

/** The turns of the interview in which evidence stands; null where the answer came from none. */
export function turnsOf(evidence: readonly Evidence[], origin: Origin | null, lang: Lang): string | null {
  const turns = origin?.turns ?? [];
  return turnText(
    turns.filter((turn) => evidence.some((span) => overlaps(span, turn))).map(({ turn }) => turn),
    lang,
  );
}

/** Numbers with runs drawn together: 6–8, 11. */
function turnText(turns: readonly number[], lang: Lang): string | null {
  if (turns.length === 0) return null;
  const runs: [number, number][] = [];
  for (const turn of [...new Set(turns)].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last?.[1] === turn - 1) last[1] = turn;
    else runs.push([turn, turn]);
  }
  const shown = runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  if (lang === 'zh') return `第 ${shown.join('、')} 条发言`;
  return `${turns.length === 1 ? 'turn' : 'turns'} ${shown.join(', ')}`;
}
