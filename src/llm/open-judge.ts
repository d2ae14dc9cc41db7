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
    cacheFile: way.cache === false ? undefined : kept.replies,
    maxCost: way.maxCost,
    prices: readPrices(config.pricesFile),
    learned: openLearned(kept.learned),
  });
}
