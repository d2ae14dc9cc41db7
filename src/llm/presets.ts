/** Ways to ask for JSON, from the strictest. */
export const formats = ['json_schema', 'json_object', 'text'] as const;
export type Format = (typeof formats)[number];

/** What is known of a vendor before the first call; whatever is wrong here is learned from the first refusal. */
export type Preset = {
  readonly name: string;
  /** null: it differs for every customer and must be set. */
  readonly baseUrl: string | null;
  /** What is asked where no model is named; without it, one must be named. */
  readonly model?: string;
  /** A server of your own takes any key. */
  readonly anyKey?: true;
  /** Tokens of prompt and reply that its smallest current model holds, at a low guess; a longer prompt is not sent. */
  readonly contextTokens?: number;
  /** The strictest format worth asking for first. */
  readonly format: Format;
  /** Parameters that it refuses. */
  readonly refuses: readonly string[];
  readonly note: string;
};

/** Vendors by the name that a person would type. */
export const presets = {
  openai: {
    name: 'OpenAI',
    baseUrl: 'https://api.openai.com/v1',
    model: 'gpt-5-mini',
    contextTokens: 128_000,
    format: 'json_schema',
    refuses: [],
    note: 'Reasoning models refuse temperature and seed: learned at the first call.',
  },
  azure: {
    name: 'Azure OpenAI',
    baseUrl: null,
    contextTokens: 128_000,
    format: 'json_schema',
    refuses: [],
    note: 'https://<resource>.openai.azure.com/openai/v1; the model is the name of your deployment.',
  },
  dashscope: {
    name: 'DashScope / Bailian',
    baseUrl: 'https://dashscope.aliyuncs.com/compatible-mode/v1',
    model: 'qwen-plus',
    contextTokens: 32_000,
    format: 'json_object',
    refuses: ['max_completion_tokens'],
    note: 'Wants the word JSON in the prompt, which ours has; thinking mode refuses json_object: choose a model without it.',
  },
  deepseek: {
    name: 'DeepSeek',
    baseUrl: 'https://api.deepseek.com',
    model: 'deepseek-chat',
    contextTokens: 64_000,
    format: 'json_object',
    refuses: ['seed', 'max_completion_tokens'],
    note: 'Refuses json_schema; a blank reply happens and is asked for once more.',
  },
  zhipu: {
    name: 'Zhipu',
    baseUrl: 'https://open.bigmodel.cn/api/paas/v4',
    contextTokens: 32_000,
    format: 'json_object',
    refuses: ['seed', 'max_completion_tokens'],
    note: 'json_object only.',
  },
  moonshot: {
    name: 'Moonshot',
    baseUrl: 'https://api.moonshot.cn/v1',
    contextTokens: 8_000,
    format: 'json_object',
    refuses: ['seed', 'max_completion_tokens'],
    note: 'json_object only; low limits on a new account: start with a concurrency of 1.',
  },
  siliconflow: {
    name: 'SiliconFlow',
    baseUrl: 'https://api.siliconflow.cn/v1',
    contextTokens: 32_000,
    format: 'json_object',
    refuses: ['seed', 'max_completion_tokens'],
    note: 'What a model can do differs from model to model.',
  },
  ollama: {
    name: 'Ollama',
    baseUrl: 'http://localhost:11434/v1',
    anyKey: true,
    contextTokens: 8_192,
    format: 'json_schema',
    refuses: ['max_completion_tokens'],
    note: 'Any key will do. Its default context may be shorter than the prompt: set num_ctx to 8192 or more.',
  },
  vllm: {
    name: 'vLLM',
    baseUrl: 'http://localhost:8000/v1',
    anyKey: true,
    contextTokens: 8_192,
    format: 'json_schema',
    refuses: ['max_completion_tokens'],
    note: 'Any key will do unless the server was started with one.',
  },
} satisfies Readonly<Record<string, Preset>>;
export type PresetName = keyof typeof presets;

/** Every name that a preset has. */
export const presetNames = Object.keys(presets) as readonly PresetName[];

/** The preset of the vendor that a base URL belongs to, by its host; undefined for a stranger. */
export function presetFor(baseUrl: string | undefined): Preset | undefined {
  const host = (url: string): string => new URL(url).host;
  return Object.values<Preset>(presets).find(
    (preset) => preset.baseUrl !== null && baseUrl !== undefined && host(preset.baseUrl) === host(baseUrl),
  );
}
