import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { InvalidInput } from '../src/core/errors.ts';

describe('readConfig', () => {
  it('works with nothing set', () => {
    expect(readConfig({})).toMatchObject({
      engine: 'heuristic',
      lang: 'zh',
      host: '127.0.0.1',
      port: 3000,
      apiKey: undefined,
    });
  });

  it('judges hybrid where a key is set, unless told otherwise', () => {
    expect(readConfig({ OPENAI_API_KEY: 'k' }).engine).toBe('hybrid');
    expect(readConfig({ OPENAI_API_KEY: 'k', GRADER_ENGINE: 'heuristic' }).engine).toBe('heuristic');
  });

  it.each(['postgres://u:p@db:5432/grades', 'postgresql://db/grades', 'postgres:///grades?host=/run/postgresql'])(
    'takes the database %s',
    (url) => {
      expect(readConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
    },
  );

  it('takes an empty variable for an unset one', () => {
    expect(readConfig({ OPENAI_API_KEY: '', PORT: '' })).toMatchObject({ apiKey: undefined, port: 3000 });
  });

  it.each([
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://localhost/grades'],
    ['DATABASE_URL', 'localhost:5432'],
    ['PORT', '-1'],
    ['PORT', '3.5'],
    ['GRADER_CONCURRENCY', '0'],
    ['GRADER_LANG', 'fr'],
    ['OPENAI_BASE_URL', 'localhost'],
  ])('refuses %s=%s by name', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(InvalidInput);
    expect(() => readConfig({ [name]: value })).toThrow(`${name}: must be`);
  });

  it('reports all faults at once', () => {
    expect(() => readConfig({ PORT: 'x', GRADER_LANG: 'fr' })).toThrow(/GRADER_LANG[\s\S]*PORT/);
  });

  it('reports what a vendor lacks along with what is wrong by itself', () => {
    expect(() => readConfig({ PORT: 'x', GRADER_PRESET: 'azure' })).toThrow(/PORT[\s\S]*OPENAI_BASE_URL: must be set/);
  });

  it('names variables that look like its own but are not, with the nearest that there is', () => {
    expect(readConfig({ GRADER_CONCURENCY: '8', GRADER_LANG: 'en', PATH: '/bin' }).strangers).toEqual([
      { name: 'GRADER_CONCURENCY', nearest: 'GRADER_CONCURRENCY' },
    ]);
  });

  it.each([
    ['GRADER_TRUST_PROXY', '0'],
    ['GRADER_TRUST_PROXY', 'true'],
    ['GRADER_RATE_MONEY', '-1'],
    ['GRADER_TRACE_SHARE', '1.5'],
    ['GRADER_LOG_LEVEL', 'verbose'],
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'localhost'],
  ])('refuses %s=%s by name', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(`${name}: must be`);
  });

  it.each([
    ['1', 1],
    ['loopback, 10.0.0.0/8', ['loopback', '10.0.0.0/8']],
    ['2001:db8::1', ['2001:db8::1']],
  ])('takes %s for the proxies to trust', (value, read) => {
    expect(readConfig({ GRADER_TRUST_PROXY: value }).operations.trustProxy).toEqual(read);
  });
});
