import { existsSync } from 'node:fs';
import type { Config } from '../config.ts';

/** Prints the settings in effect. The key is never shown, only whether there is one. */
export function diagnose(config: Config, options: { readonly version: string; readonly json: boolean }): void {
  const settings = {
    version: options.version,
    node: process.version,
    engine: config.engine,
    lang: config.lang,
    model: config.model,
    base_url: config.baseUrl ?? null,
    api_key: config.apiKey === undefined ? null : '••••',
    concurrency: config.concurrency,
    timeout_ms: config.timeoutMs,
    host: config.host,
    port: config.port,
    rubrics: config.rubrics,
    data: config.data,
    rubrics_found: existsSync(config.rubrics),
  };
  if (options.json) {
    process.stdout.write(`${JSON.stringify(settings, null, 2)}\n`);
    return;
  }
  for (const [name, value] of Object.entries(settings))
    process.stdout.write(`${name.padEnd(14)} ${value ?? 'not set'}\n`);
}
