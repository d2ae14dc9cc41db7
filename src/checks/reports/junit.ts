import type { AnswerResult } from '../answer-result.ts';
import { type CheckReport, showNumber } from '../check-report.ts';

type TestCase = {
  readonly suite: string;
  readonly name: string;
  readonly fault?: { readonly tag: 'failure' | 'error' | 'skipped'; readonly message: string; readonly text: string };
};

/** JUnit XML: a verdict that is not the label is a failure, an answer without a grade an error, an undecided point skipped. */
export function junitReport(report: CheckReport): string {
  const answers = [...Map.groupBy(report.results, (result) => result.id).values()];
  const cases = [...answers.flatMap((runs) => casesOf(runs, report.manifest.min_pass)), ...gateCases(report)];
  const suites = [...Map.groupBy(cases, (one) => one.suite)];
  const count = (group: readonly TestCase[]): string => {
    const of = (tag: string): number => group.filter((one) => one.fault?.tag === tag).length;
    return `tests="${group.length}" failures="${of('failure')}" errors="${of('error')}"`;
  };
  const stamp = report.manifest.date.replace(/\.\d+Z$/, '');
  const lines = suites.map(([name, group]) => {
    const skipped = group.filter((one) => one.fault?.tag === 'skipped').length;
    const head = `<testsuite name="${escapeXml(name)}" ${count(group)} skipped="${skipped}" time="0" timestamp="${stamp}" hostname="answer-grader">`;
    return [`  ${head}`, ...group.map(caseXml), '  </testsuite>'].join('\n');
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="answer-grader check" ${count(cases)} time="0">\n${lines.join('\n')}\n</testsuites>\n`;
}

/** The cases of one answer, from all runs over it: a verdict fails when fewer than `minPass` runs gave the label. */
function casesOf(runs: readonly AnswerResult[], minPass: number): TestCase[] {
  const [first] = runs;
  if (first === undefined) return [];
  const { question: suite, id, answer } = first;
  const judged = runs.flatMap((run) => (run.outcome === 'ungraded' ? [] : [run]));
  const errors = runs.flatMap((run) => (run.outcome === 'ungraded' ? [run.error] : []));
  const [error] = errors;
  const failed: TestCase[] =
    error === undefined ? [] : [{ suite, name: id, fault: { tag: 'error', message: error, text: answer } }];
  const points = (judged[0]?.points ?? []).map((point): TestCase => {
    const named = { suite, name: `${id} ${point.id}` };
    const said = judged.flatMap((run) => run.points.filter((other) => other.id === point.id));
    if (said.filter(({ verdict }) => verdict === point.label).length >= minPass) return named;
    const wrong = said.find(({ verdict }) => verdict !== point.label) ?? point;
    const quotes = wrong.evidence.map(({ quote }) => `「${quote}」`).join('\n');
    const text = [wrong.reason, quotes, `answer: ${answer}`].filter((part) => part !== '').join('\n');
    const tag = said.every(({ verdict }) => verdict === 'undecided') ? 'skipped' : 'failure';
    const message = `label ${point.label}, judged ${said.map(({ verdict }) => verdict).join(', ')}`;
    return { ...named, fault: { tag, message, text } };
  });
  const flags = (judged[0]?.red_flags ?? []).map((flag): TestCase => {
    const named = { suite, name: `${id} red flag ${flag.id}` };
    const said = judged.flatMap((run) => run.red_flags.filter((other) => other.id === flag.id));
    if (said.filter(({ found }) => found === flag.labelled).length >= minPass) return named;
    const message = flag.labelled ? 'red flag overlooked' : 'red flag wrongly found';
    return { ...named, fault: { tag: 'failure', message, text: answer } };
  });
  return [...failed, ...points, ...flags];
}

function gateCases({ gates, comparison, faults }: CheckReport): TestCase[] {
  const held = gates.map(({ slice, limit, bound, value, state }): TestCase => {
    const named = { suite: 'gates', name: `${slice} ${limit} ${bound}` };
    if (state === 'held') return named;
    const message = `${showNumber(value)} against ${limit} ${bound}`;
    return { ...named, fault: { tag: state === 'failed' ? 'failure' : 'skipped', message, text: message } };
  });
  const moved = (comparison?.movements ?? []).map(({ kind, name, before, now, state }): TestCase => {
    const named = { suite: 'baseline', name: `${kind} ${name}` };
    if (state !== 'worse') return named;
    const message = `QWK ${showNumber(before)} → ${showNumber(now)}`;
    return { ...named, fault: { tag: 'failure', message, text: message } };
  });
  const missing = faults.map((fault, index): TestCase => {
    return { suite: 'recordings', name: `cause ${index + 1}`, fault: { tag: 'error', message: fault, text: fault } };
  });
  return [...held, ...moved, ...missing];
}

function caseXml({ suite, name, fault }: TestCase): string {
  const head = `    <testcase name="${escapeXml(name)}" classname="${escapeXml(suite)}" time="0"`;
  if (fault === undefined) return `${head}/>`;
  if (fault.tag === 'skipped') return `${head}><skipped message="${escapeXml(fault.message)}"/></testcase>`;
  const { tag, message, text } = fault;
  return `${head}><${tag} message="${escapeXml(message)}" type="${tag}">${escapeXml(text)}</${tag}></testcase>`;
}

/** Escapes what XML reserves, and leaves out the characters that it cannot hold at all. */
function escapeXml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '\u{fffd}')
    .replace(/[&<>"]/g, (character) => entities[character] ?? '')
    .replace(/\n/g, '&#10;');
}
