import { describe, expect, it } from 'vitest';
import { runGrader } from '../../cli/run.ts';
import { startServe } from '../serve-process.ts';

describe('a start', () => {
  it('is refused where money is to be limited that nobody can count', async () => {
    const env = { OPENAI_API_KEY: 'k', GRADER_MODEL: 'house-model', GRADER_RATE_MONEY: '2.50' };
    const { code, err } = await runGrader(['serve', '--port', '0'], { env });
    expect(code).toBe(1);
    expect(err).toMatch(/^environment: GRADER_RATE_MONEY: cannot be counted: the price of "house-model" is not known/);
  });

  it('warns of a variable that is no setting, without its value', async () => {
    const service = await startServe({ GRADER_CONCURENCY: 'MARKED' });
    const line = await service.said('no setting');
    expect(JSON.parse(line)).toMatchObject({ level: 'warn', name: 'GRADER_CONCURENCY', nearest: 'GRADER_CONCURRENCY' });
    service.signal('SIGTERM');
    expect((await service.ended).err).not.toContain('MARKED');
  });
});
