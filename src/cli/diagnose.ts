import { existsSync } from 'node:fs';
import type { Config } from '../config.ts';
import { keptFiles } from '../llm/kept.ts';
import { openLearned } from '../llm/learned.ts';

/** Prints the settings in effect. The key is never shown, only whether there is one. */
export function diagnose(config: Config, options: { readonly version: string; readonly json: boolean }): void {
  const settings = {
    version: options.version,
    node: process.version,
    engine: config.engine,
    lang: config.lang,
    preset: config.preset?.name ?? null,
    model: config.model,
    samples: config.samples,
    base_url: config.baseUrl ?? null,
    public_url: config.access.publicUrl ?? null,
    secret: config.access.secret === undefined ? null : '••••',
    retention_days: config.access.retentionDays ?? null,
    api_key: config.apiKey === undefined ? null : '••••',
    work: config.work,
    concurrency: config.concurrency,
    timeout_ms: config.timeoutMs,
    host: config.host,
    port: config.port,
    log_level: config.operations.logLevel,
    stop_ms: config.operations.stopMs,
    prices: config.pricesFile ?? null,
    rubrics: config.rubrics,
    data: config.data,
    database: config.databaseUrl === undefined ? null : withoutPassword(config.databaseUrl),
    rubrics_found: existsSync(config.rubrics),
  };
  const learned = openLearned(keptFiles(config.data).learned).all();
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ ...settings, learned }, null, 2)}\n`);
    return;
  }
  for (const [name, value] of Object.entries(settings))
    process.stdout.write(`${name.padEnd(14)} ${value ?? 'not set'}\n`);
  for (const { endpoint, model, format, dropped } of learned) {
    const refuses = dropped.length === 0 ? 'nothing refused' : `refuses ${dropped.join(', ')}`;
    process.stdout.write(`${'learned'.padEnd(14)} ${model} at ${endpoint}: ${format}, ${refuses}\n`);
  }
}

/** A database's URL as it may be shown: without the password, wherever in it that stands. */
function withoutPassword(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  if (url.password !== '') url.password = '****';
  if (url.searchParams.has('password')) url.searchParams.set('password', '****');
  return url.href;
}
