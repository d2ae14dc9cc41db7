/** One fault in what a sender gave us: where it stands, what is wrong, and what to do about it. */
export type InputFault = {
  /** Path of the field, such as `points[2].weight`; empty for the whole input. */
  readonly field: string;
  readonly message: string;
  /** The same in Chinese, for people who read that; absent where it is told in English alone. */
  readonly zh?: string;
  /** Line in the source, from 1, where the source has lines. */
  readonly line?: number;
};

/** The sender's input is wrong: names its source (a file, `request body`, a flag) and every fault found in it. */
export class InvalidInput extends Error {
  readonly source: string;
  readonly faults: readonly InputFault[];

  constructor(source: string, faults: readonly InputFault[]) {
    super(faults.map((fault) => describeFault(source, fault)).join('\n'));
    this.name = 'InvalidInput';
    this.source = source;
    this.faults = faults;
  }
}

/** Something was asked for that does not exist; `nearest` holds ids that look like it, best first, perhaps none. */
export class NotFound extends Error {
  readonly nearest: readonly string[];

  constructor(what: string, id: string, nearest: readonly string[] = []) {
    const hint = nearest.length > 0 ? `; did you mean ${nearest.join(', ')}?` : '';
    super(`there is no ${what} "${id}"${hint}`);
    this.name = 'NotFound';
    this.nearest = nearest;
  }
}

/** A judge could not be asked or gave nothing usable, and may do better later. The cause is kept in `cause`. */
export class JudgeUnavailable extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'JudgeUnavailable';
  }
}

/** The store could not be asked, and may answer later: what needed it is tried again, and nothing is concluded meanwhile. */
export class StoreUnavailable extends Error {
  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'StoreUnavailable';
  }
}

/** The money that a run may spend is spent: it ends here, and no other judge stands in. */
export class CostLimitReached extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CostLimitReached';
  }
}

function describeFault(source: string, fault: InputFault): string {
  const place = fault.line === undefined ? source : `${source}:${fault.line}`;
  return fault.field === '' ? `${place}: ${fault.message}` : `${place}: ${fault.field}: ${fault.message}`;
}
