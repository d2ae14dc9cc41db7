/**
 * A part of a regular expression, by what a backtracking engine has to try. The parts of a sequence stand in the order in which they
 * are tried: inside what looks behind, from the last to the first.
 */
export type RegexPart =
  /** One character: a literal, an escape or a class, as written. */
  | { readonly kind: 'character'; readonly source: string }
  /** A condition on the place alone: `^`, `$`, `\b`. */
  | { readonly kind: 'place' }
  /** What stands before or behind; nothing inside is tried again once it has been decided. */
  | { readonly kind: 'look'; readonly of: RegexPart }
  /** What a group captured, again; undefined for a group that has not ended there. */
  | { readonly kind: 'again'; readonly of: RegexPart | undefined }
  | { readonly kind: 'sequence'; readonly of: readonly RegexPart[] }
  | { readonly kind: 'choice'; readonly of: readonly RegexPart[] }
  /** `most` is Infinity where nothing bounds it. */
  | { readonly kind: 'repeat'; readonly least: number; readonly most: number; readonly of: RegexPart };

/** Any character at all. */
export const anyCharacter = '[\\s\\S]';

const classPattern = /\[(?:\\[\s\S]|[^\]\\])*\]/uy;
const escapePattern = /\\(?:u\{[0-9a-f]+\}|u[0-9a-f]{4}|x[0-9a-f]{2}|c[a-z]|p\{[^}]*\}|[\s\S])/iuy;
const backreference = /\\(?:([1-9][0-9]*)|k<([^>]*)>)/uy;
const opening = /\((?:\?(?:([=!]|<[=!])|<([^>]*)>|([a-z-]*):))?/uy;
const quantifier = /(?:([*+?])|\{([0-9]+)(?:(,)([0-9]*))?\})\??/uy;
const place = /\^|\$|\\b/iuy;

/**
 * Reads a regular expression.
 *
 * @param source - one that the engine accepts with the flag u
 * @throws {Error} for a syntax that is not known here
 */
export function readRegex(source: string): RegexPart {
  const reader = new Reader(source);
  const part = reader.choice();
  if (!reader.isDone()) throw new Error(`cannot read /${source}/ from "${reader.rest()}"`);
  return part;
}

class Reader {
  readonly #source: string;
  /** The groups that have ended, by number and by name. */
  readonly #captured = new Map<string, RegexPart>();
  #groups = 0;
  #at = 0;
  /** Inside a group with flags of its own, which may change what a character stands for. */
  #hasFlags = false;
  /** Inside what looks behind. */
  #isBackward = false;

  constructor(source: string) {
    this.#source = source;
  }

  isDone(): boolean {
    return this.#at >= this.#source.length;
  }

  rest(): string {
    return this.#source.slice(this.#at);
  }

  choice(): RegexPart {
    const of = [this.#sequence()];
    while (this.#source[this.#at] === '|') {
      this.#at++;
      of.push(this.#sequence());
    }
    const [only] = of;
    return only !== undefined && of.length === 1 ? only : { kind: 'choice', of };
  }

  #sequence(): RegexPart {
    const of: RegexPart[] = [];
    while (!this.isDone() && !'|)'.includes(this.#source[this.#at] ?? '')) of.push(this.#quantified(this.#part()));
    const [only] = of;
    if (only !== undefined && of.length === 1) return only;
    return { kind: 'sequence', of: this.#isBackward ? of.reverse() : of };
  }

  #part(): RegexPart {
    if (this.#take(place) !== undefined) return { kind: 'place' };
    const again = this.#take(backreference);
    if (again !== undefined) return { kind: 'again', of: this.#captured.get(again[1] ?? again[2] ?? '') };
    const group = this.#take(opening);
    if (group !== undefined) return this.#group(group);
    const [source] = this.#take(classPattern) ?? this.#take(escapePattern) ?? [this.#literal()];
    return { kind: 'character', source: this.#hasFlags ? anyCharacter : source };
  }

  #group([, look, name, flags]: RegExpExecArray): RegexPart {
    const [hasFlags, isBackward] = [this.#hasFlags, this.#isBackward];
    if (flags !== undefined && flags !== '') this.#hasFlags = true;
    if (look !== undefined) this.#isBackward = look.startsWith('<');
    const captures = look === undefined && flags === undefined;
    const number = captures ? ++this.#groups : 0;
    const of = this.choice();
    this.#hasFlags = hasFlags;
    this.#isBackward = isBackward;
    if (this.#source[this.#at] !== ')') throw new Error(`a group of /${this.#source}/ is not closed`);
    this.#at++;
    if (look !== undefined) return { kind: 'look', of };
    if (captures) this.#captured.set(String(number), of);
    if (name !== undefined) this.#captured.set(name, of);
    return of;
  }

  #literal(): string {
    const character = String.fromCodePoint(this.#source.codePointAt(this.#at) ?? 0);
    this.#at += character.length;
    return character;
  }

  #quantified(of: RegexPart): RegexPart {
    const found = this.#take(quantifier);
    if (found === undefined) return of;
    const [, sign, from, comma, to] = found;
    const least = sign === undefined ? Number(from) : sign === '+' ? 1 : 0;
    const bounded = comma === undefined ? least : to === '' ? Number.POSITIVE_INFINITY : Number(to);
    const most = sign === undefined ? bounded : sign === '?' ? 1 : Number.POSITIVE_INFINITY;
    return { kind: 'repeat', least, most, of };
  }

  #take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source);
    if (found === null) return undefined;
    this.#at = pattern.lastIndex;
    return found;
  }
}
