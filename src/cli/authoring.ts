// @ts-nocheck
import { readFileSync } from 'node:fs';
import { type Level, weightedKappa } from '../core/agreement.ts';
import { openCatalogue } from '../grading/catalogue.ts';
import { findSigns } from '../heuristics/judge-points.ts';
import { readScene } from '../heuristics/scene.ts';

const cat = openCatalogue(new URL('../../rubrics', import.meta.url).pathname);
const [cmd, ...args] = process.argv.slice(2);
const opt = (n: string) => { const i = args.indexOf(n); return i < 0 ? undefined : args[i + 1]; };
const lv: any = { missed: 0, partial: 1, met: 2 };
function judge(q: string, a: string) { const c = cat.compiled(q); const s = readScene(a, c.known); return { s, r: findSigns(c, s) }; }
function showSigns(t: string, signs: readonly any[]) {
  const cut = (m: any) => m.parts.map((p: any) => t.slice(p.start, p.end)).join(' … ');
  for (const g of signs) {
    const src = typeof g.indicator.source === 'string' ? g.indicator.source : JSON.stringify(g.indicator.source);
    if (g.fired.length) console.log(`    + ${g.level} [${src.slice(0, 110)}] on ${g.fired.slice(0, 3).map((m: any) => `「${cut(m)}」${m.weak ? '(sound)' : ''}`).join(' ')}`);
    if (g.held.length && !g.fired.length) console.log(`    - held ${g.level} [${src.slice(0, 110)}] ${g.held.slice(0, 3).map((m: any) => `「${cut(m)}」 ${m.reason}`).join(', ')}`);
  }
}
function main() {
  if (cmd === 'explain') {
    const [q, a] = args as [string, string];
    const { s, r } = judge(q, a);
    console.log('normalised:', s.normalised.text);
    for (const p of r.points) { console.log(`${p.id}: ${p.verdict}`); showSigns(s.normalised.text, p.signs); }
    for (const p of r.redFlags) { console.log(`red flag ${p.id}: ${p.committed}`); showSigns(s.normalised.text, p.signs); }
    return;
  }
  const qs = (opt('--question')?.split(',')) ?? cat.ids;
  if (cmd === 'agreement') {
    const ids = opt('--ids') ?? ''; const summary = args.includes('--summary');
    const A: Level[] = [], B: Level[] = []; let TP = 0, FP = 0, FN = 0;
    for (const q of qs) {
      const a: Level[] = [], b: Level[] = []; const lines: string[] = []; let fp = 0, fn = 0, tp = 0;
      try { cat.compiled(q); } catch (e) { console.log(q, 'BROKEN', String(e).slice(0, 200)); continue; }
      const rows = readFileSync(new URL(`../../fixtures/answers/${cat.setOf(q).id}/${q}.jsonl`, import.meta.url), 'utf8').trim().split('\n').map((l) => JSON.parse(l)).filter((r) => r.id.split('/')[1].startsWith(ids));
      for (const row of rows) {
        const { s, r } = judge(q, row.answer);
        for (const p of r.points) { a.push(lv[row.labels[p.id]]); b.push(lv[p.verdict]);
          if (row.labels[p.id] !== p.verdict && !summary) { lines.push(`  ${row.id} ${p.id}: label ${row.labels[p.id]}${row.uncertain.includes(p.id) ? ' (uncertain)' : ''}, judged ${p.verdict}  «${p.evidence.map((e) => s.normalised.text.slice(e.start, e.end)).join(' / ')}»`); } }
        for (const f of r.redFlags) { const is = row.red_flags.includes(f.id); if (is && f.committed) tp++; if (is && !f.committed) { fn++; if (!summary) lines.push(`  ${row.id} RED FLAG ${f.id} not found`); } if (!is && f.committed) { fp++; if (!summary) lines.push(`  ${row.id} RED FLAG ${f.id} wrongly found «${f.evidence.map((e) => s.normalised.text.slice(e.start, e.end)).join(' / ')}»`); } }
      }
      report(q, a, b, ` flags tp ${tp} fp ${fp} fn ${fn}`); lines.forEach((l) => console.log(l)); A.push(...a); B.push(...b); TP += tp; FP += fp; FN += fn;
      if (!summary) for (const p of cat.rubric(q).points) { const n = cat.rubric(q).points.length; const i = cat.rubric(q).points.indexOf(p); report(`    ${p.id}`, a.filter((_, k) => k % n === i), b.filter((_, k) => k % n === i), ''); }
    }
    report('ALL', A, B, ` flags tp ${TP} fp ${FP} fn ${FN}`);
  }
  if (cmd === 'examples') {
    for (const q of qs) {
      let n = 0, bad = 0; const rub = cat.rubric(q);
      const say = (l: string) => { bad++; console.log('  ' + l); };
      const mo = judge(q, rub.model_answer).r; const w = rub.points.reduce((x, p) => x + p.weight, 0);
      const got = rub.points.reduce((x, p, i) => x + p.weight * lv[mo.points[i]!.verdict] / 2, 0) / w;
      if (got < 0.9 || mo.redFlags.some((f) => f.committed)) say(`model answer earns ${(got * 100).toFixed(0)} %: ${mo.points.map((p) => p.id + ' ' + p.verdict).join(', ')} flags ${mo.redFlags.filter((f) => f.committed).map((f) => f.id)}`);
      const moe = judge(q, rub.en.model_answer).r; const gote = rub.points.reduce((x, p, i) => x + p.weight * lv[moe.points[i]!.verdict] / 2, 0) / w;
      if (gote < 0.9 || moe.redFlags.some((f) => f.committed)) say(`English model answer earns ${(gote * 100).toFixed(0)} %: ${moe.points.map((p) => p.id + ' ' + p.verdict).join(', ')} flags ${moe.redFlags.filter((f) => f.committed).map((f) => f.id)}`);
      for (const t of [rub.prompt, rub.en.prompt]) { const z = judge(q, t).r; const nz = z.points.filter((p) => p.verdict !== 'missed'); if (nz.length) say(`the question's text earns ${nz.map((p) => p.id + ' ' + p.verdict)}`); }
      for (const p of rub.points) {
        const ex = judge(q, p.example).r.points.find((x) => x.id === p.id)!; n++; if (ex.verdict !== 'met') say(`${p.id} example: ${ex.verdict}: ${p.example}`);
        const exe = judge(q, p.en.example).r.points.find((x) => x.id === p.id)!; n++; if (exe.verdict !== 'met') say(`${p.id} en.example: ${exe.verdict}: ${p.en.example}`);
        for (const level of ['met', 'partial', 'missed'] as const) for (const e of p.examples[level]) { n++; const v = judge(q, e).r.points.find((x) => x.id === p.id)!; if (v.verdict !== level) say(`${p.id} ${level} judged ${v.verdict}: ${e}`); }
      }
      for (const f of rub.red_flags) { for (const e of f.examples.committed) { n++; if (!judge(q, e).r.redFlags.find((x) => x.id === f.id)!.committed) say(`flag ${f.id} not found: ${e}`); } for (const e of f.examples.rejected) { n++; if (judge(q, e).r.redFlags.find((x) => x.id === f.id)!.committed) say(`flag ${f.id} wrongly found: ${e}`); } }
      console.log(`${q}: ${n - bad}/${n} right`);
    }
  }
}
function report(name: string, a: Level[], b: Level[], extra: string) {
  if (a.length === 0) return;
  const missed = a.filter((x) => x === 0).length; const fa = a.filter((x, i) => x === 0 && b[i] === 2).length; const ex = a.filter((x, i) => x === b[i]).length;
  console.log(`${name}: n ${a.length} QWK ${weightedKappa(a, b, 'quadratic')?.toFixed(3)} exact ${(ex / a.length * 100).toFixed(0)}% false accept ${fa}/${missed} false reject ${a.filter((x, i) => x === 2 && b[i] === 0).length}/${a.filter((x) => x === 2).length}${extra}`);
}
try { main(); } catch (e) { console.error(e instanceof Error && e.name === 'InvalidInput' ? e.message : e); process.exitCode = 1; }
