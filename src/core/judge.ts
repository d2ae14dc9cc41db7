import type { Evidence } from './evidence.ts';
import type { ReviewReason } from './review.ts';
import type { Rubric } from './rubric.ts';
import type { Verdict } from './verdict.ts';

/** Language of everything that is said to the candidate. */
export type Lang = 'zh' | 'en';

/** Tokens and calls that a judgement cost; all zero when no model was asked. */
export type Usage = {
  readonly prompt_tokens: number;
  readonly cached_tokens: number;
  readonly completion_tokens: number;
  readonly calls: number;
};

/** Nothing was asked of any model. */
export const noUsage: Usage = { prompt_tokens: 0, cached_tokens: 0, completion_tokens: 0, calls: 0 };

/** Adds up what several calls cost. */
export function addUsage(first: Usage, second: Usage): Usage {
  return {
    prompt_tokens: first.prompt_tokens + second.prompt_tokens,
    cached_tokens: first.cached_tokens + second.cached_tokens,
    completion_tokens: first.completion_tokens + second.completion_tokens,
    calls: first.calls + second.calls,
  };
}

/** What a judgement cost. */
export type Cost = { readonly amount: number; readonly currency: string };

/** How a model was asked: the form of reply, the parameters that its endpoint refuses, how many votes, one point a call or all. */
export type AskedAs = {
  readonly format: string;
  readonly dropped: readonly string[];
  readonly samples: number;
  readonly isolated: boolean;
};

/** How many votes each verdict had; a verdict that had none is left out. */
export type Votes = { readonly [verdict in Verdict]?: number };

/** A judge's conclusion on one point: credit carries evidence, anything else carries none. */
export type PointFinding = {
  readonly id: string;
  readonly reason: string;
  /** What to add, in the language asked for; null where the judge has nothing of its own to say. */
  readonly advice: string | null;
  /** How the votes fell, where the judge was asked more than once. */
  readonly votes?: Votes;
} & (
  | { readonly verdict: 'met' | 'partial'; readonly evidence: readonly [Evidence, ...Evidence[]] }
  | { readonly verdict: 'missed' | 'undecided'; readonly evidence: readonly [] }
);

/** A red flag that the answer commits, with the words that commit it. */
export type FlagFinding = { readonly id: string; readonly evidence: readonly [Evidence, ...Evidence[]] };

/** What one judge says of one answer: every point of the rubric exactly once, in its order; only the red flags committed. */
export type Judgement = {
  readonly points: readonly PointFinding[];
  readonly redFlags: readonly FlagFinding[];
  readonly reviewReasons: readonly ReviewReason[];
  /** Name of the model that judged; null for the heuristics. */
  readonly model: string | null;
  readonly usage: Usage;
  /** Where the price of the model is known. */
  readonly cost?: Cost;
};

/** What a judge is asked. `answer` is raw; `cut` are stretches addressed to the grader, which must earn nothing. */
export type JudgeRequest = {
  readonly rubric: Rubric;
  readonly answer: string;
  readonly cut: readonly { readonly start: number; readonly end: number }[];
  readonly lang: Lang;
  /** Names given with the submission, masked before anything leaves the machine. */
  readonly names?: readonly string[];
  readonly signal?: AbortSignal;
  /**
   * Is told what the judge finds of a point as soon as that is known, at the latest before the judgement. Of several findings
   * of one point the last one counts.
   */
  readonly onPoint?: (finding: PointFinding) => void;
};

/**
 * A judge that has to be asked over the network.
 *
 * `judge` throws {@link JudgeUnavailable} when it cannot be asked or nothing of its reply is usable; a point on which the
 * reply is unusable is `undecided`. It throws {@link CostLimitReached} when it may not spend more.
 */
export type Judge = {
  readonly model: string;
  /** `sha256:` and the hash of the prompt that it judges by. */
  readonly prompt: string;
  readonly judge: (request: JudgeRequest) => Promise<Judgement>;
  /** How the model is asked now, for the manifest. */
  readonly askedAs?: () => AskedAs;
};

/** Is this finding's verdict one that earns marks? */
export function earns(verdict: Verdict): verdict is 'met' | 'partial' {
  return verdict === 'met' || verdict === 'partial';
}
