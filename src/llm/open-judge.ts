import type { AcquireCall, ObservedCall, ReplyCache } from '../core/model-calls.ts';
import { openReplyCache } from './cache.ts';
import { createLlmJudge, type LlmJudge } from './judge.ts';
import { keptFiles } from './kept.ts';
import { openLearned } from './learned.ts';
import type { Preset } from './presets.ts';
import { readPrices } from './prices.ts';

/** How a run wants the model asked. */
export type JudgeWay = {
  /** One point a call. */
  readonly isolated?: boolean;
  /** false: neither look into the kept replies nor keep new ones. */
  readonly cache?: boolean;
  /** What may be spent, in the currency of the model's price. */
  readonly maxCost?: number | undefined;
  /** Replies kept elsewhere than in the file of this machine. */
  readonly replies?: ReplyCache;
  /** A limit on calls that is shared with other processes, within the own one. */
  readonly acquire?: AcquireCall;
  /** Is told of every call to the endpoint. */
  readonly onCall?: (call: ObservedCall) => void;
};

/** The settings that an LLM judge is opened with. */
export type JudgeConfig = {
  readonly baseUrl: string | undefined;
  readonly preset: Preset | undefined;
  readonly model: string;
  readonly samples: number;
  readonly concurrency: number;
  readonly timeoutMs: number;
  readonly pricesFile: string | undefined;
  readonly data: string;
};

/** Opens the LLM judge as the settings say, with its cache and what is known of its endpoint. */
export function openJudge(config: JudgeConfig, apiKey: string, way: JudgeWay = {}): LlmJudge {
  const kept = keptFiles(config.data);
  const { baseUrl, preset, model, samples, concurrency, timeoutMs } = config;
  return createLlmJudge({
    ...{ apiKey, baseUrl, preset, model, samples, concurrency, timeoutMs },
    isolated: way.isolated ?? false,
    replies: way.cache === false ? undefined : (way.replies ?? openReplyCache(kept.replies)),
    maxCost: way.maxCost,
    prices: readPrices(config.pricesFile),
    learned: openLearned(kept.learned),
    acquire: way.acquire,
    onCall: way.onCall,
  });
}
