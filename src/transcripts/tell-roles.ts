import { InvalidInput } from '../core/errors.ts';
import type { Role } from '../core/turn.ts';
import { told } from './fault-words.ts';
import { endsAsking, isAsking, isCalled } from './interviewer-talk.ts';
import type { Person } from './labelled-text.ts';
import type { QuestionMatcher } from './match-questions.ts';
import type { SpokenTurn } from './recognised.ts';
import { meaningOf } from './speaker-labels.ts';

/** What is known of the speakers besides what they say. */
export type RoleHints = {
  readonly people: readonly Person[];
  /** The people that the name of the file tells of: most likely the candidates. */
  readonly inFileName: readonly string[];
  /** Names given by whoever sent the file; they come before everything else. */
  readonly candidateSpeakers: readonly string[];
};

/**
 * The role of every speaker: by name where candidates are named, else by what the labels or the head of the file say, else by who
 * asks the bank's questions. Labels may say that several are candidates (a group interview); without them only one can be.
 *
 * @throws {InvalidInput} naming the speakers when a named candidate is not there; `unknown` is the role where it cannot be told
 */
export function tellRoles(
  turns: readonly SpokenTurn[],
  { people, inFileName, candidateSpeakers }: RoleHints,
  matcher: QuestionMatcher,
): ReadonlyMap<string, Role> {
  const names = [...new Set(turns.map(({ speaker }) => speaker))];
  const roles = new Map<string, Role>(
    names.map((name) => [
      name,
      meaningOf(name)?.role ?? people.find((person) => person.name === name)?.role ?? 'unknown',
    ]),
  );
  if (candidateSpeakers.length > 0) return rolesAsTold(roles, candidateSpeakers);
  forgetWeak(roles);
  const unknown = (): string[] => names.filter((name) => roles.get(name) === 'unknown');
  const has = (role: Role): boolean => [...roles.values()].includes(role);
  if (!has('candidate')) {
    // In a group interview somebody is called the interviewer by the label, and calls the candidates, or the file is named for them.
    const asked = turns.flatMap(({ speaker, text }) => (roles.get(speaker) === 'interviewer' ? [text] : []));
    const group = unknown().filter(
      (name) => inFileName.includes(name) || (asked.some((text) => isCalled(name, text)) && !mostlyAsks(turns, name)),
    );
    if (has('interviewer') && group.length > 1) for (const name of group) roles.set(name, 'candidate');
    if (unknown().length > 1) tellAskers(turns, roles, matcher);
    if (!has('interviewer')) tellOfTwo(turns, roles, inFileName);
    const left = unknown();
    const [only] = left;
    // Who is left over beside those who ask is the candidate, where nobody else is.
    if (has('interviewer') && !has('candidate') && left.length === 1 && only !== undefined)
      roles.set(only, 'candidate');
  }
  // Beside people who are candidates, somebody with a name who asks is an interviewer.
  if (has('candidate')) for (const name of unknown()) if (mostlyAsks(turns, name)) roles.set(name, 'interviewer');
  return roles;
}

/** Of two speakers nothing else is known of: by the name of the file, or by who asks and says little. */
function tellOfTwo(turns: readonly SpokenTurn[], roles: Map<string, Role>, inFileName: readonly string[]): void {
  const unknown = [...roles].flatMap(([name, role]) => (role === 'unknown' ? [name] : []));
  const [one, other] = unknown;
  if (unknown.length !== 2 || one === undefined || other === undefined) return;
  const named = unknown.filter((name) => inFileName.includes(name));
  const [candidate] =
    named.length === 1
      ? named
      : [...(asksAndSaysLess(turns, one, other) ? [other] : []), ...(asksAndSaysLess(turns, other, one) ? [one] : [])];
  if (candidate !== undefined)
    for (const name of unknown) roles.set(name, name === candidate ? 'candidate' : 'interviewer');
}

/** Of several speakers: the one who asks the bank's questions, and those who do little but ask, unless that is everybody. */
function tellAskers(turns: readonly SpokenTurn[], roles: Map<string, Role>, matcher: QuestionMatcher): void {
  const names = [...roles].flatMap(([name, role]) => (role === 'unknown' ? [name] : []));
  const asker = whoAsks(turns, names, matcher);
  if (asker !== undefined) roles.set(asker, 'interviewer');
  if (![...roles.values()].includes('interviewer')) return;
  const others = names.filter((name) => name !== asker);
  const askers = others.filter((name) => mostlyAsks(turns, name));
  if (others.length > 1 && askers.length < others.length) for (const name of askers) roles.set(name, 'interviewer');
}

function rolesAsTold(roles: ReadonlyMap<string, Role>, named: readonly string[]): ReadonlyMap<string, Role> {
  const names = [...roles.keys()];
  const chosen = new Set<string>();
  for (const candidate of named) {
    const found = names.filter((name) => name === candidate || meaningOf(name)?.person === candidate);
    if (found.length === 0)
      throw new InvalidInput(`candidate speaker`, [
        { field: candidate, ...told('no_such_speaker', { speakers: names.slice(0, 20).join(', ') }) },
      ]);
    for (const name of found) chosen.add(name);
  }
  return new Map(
    [...roles].map(([name, role]) => [
      name,
      chosen.has(name) ? 'candidate' : role === 'other' ? 'other' : 'interviewer',
    ]),
  );
}

/** 客户 and 客服 are roles of a scene as long as somebody else is called interviewer or candidate. */
function forgetWeak(roles: Map<string, Role>): void {
  const isStrong = [...roles].some(
    ([name, role]) => role !== 'unknown' && role !== 'other' && meaningOf(name)?.isWeak !== true,
  );
  if (!isStrong) return;
  for (const name of roles.keys()) if (meaningOf(name)?.isWeak === true) roles.set(name, 'unknown');
}

/** The one speaker who asks questions of the bank, or asks twice as many as any other. */
function whoAsks(turns: readonly SpokenTurn[], names: readonly string[], matcher: QuestionMatcher): string | undefined {
  const counts = names.map((name) => ({
    name,
    asked: turns.filter(({ speaker, text }) => speaker === name && isAsking(text) && matcher.find(text).length > 0)
      .length,
  }));
  const [first, second] = counts.toSorted((a, b) => b.asked - a.asked);
  if (first === undefined || first.asked === 0) return undefined;
  return second === undefined || first.asked >= 2 * second.asked ? first.name : undefined;
}

/** Of two: asks twice as often as the other, and says half as much at most. Each by itself may be chance. */
function asksAndSaysLess(turns: readonly SpokenTurn[], name: string, other: string): boolean {
  const textsOf = (speaker: string): string[] =>
    turns.filter((turn) => turn.speaker === speaker).map(({ text }) => text);
  const asked = (texts: readonly string[]): number => texts.filter(endsAsking).length;
  const said = (texts: readonly string[]): number => texts.reduce((total, text) => total + text.length, 0);
  const own = textsOf(name);
  const others = textsOf(other);
  return asked(own) > 0 && asked(own) >= 2 * asked(others) && 2 * said(own) <= said(others);
}

function mostlyAsks(turns: readonly SpokenTurn[], name: string): boolean {
  const own = turns.filter(({ speaker }) => speaker === name);
  return own.filter(({ text }) => endsAsking(text)).length * 2 > own.length;
}
