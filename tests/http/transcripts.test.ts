import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { RecognisedFile } from '../../src/transcripts/recognised.ts';
import { startService, type TestService } from './service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

type Recognised = {
  files: RecognisedFile[];
  estimate: {
    model: string | null;
    answers: number;
    prompt_tokens: number;
    completion_tokens: number;
    cost: object | null;
  };
};
const fixture = (name: string): File => new File([readFileSync(`fixtures/transcripts/${name}`)], name);
const recognise = async (
  files: readonly File[],
  speakers: readonly string[] = [],
  asked = service,
): Promise<Recognised> => {
  const body = new FormData();
  for (const file of files) body.append('files', file);
  for (const speaker of speakers) body.append('candidate_speaker', speaker);
  const response = await asked.fetch('/v1/transcripts', { method: 'POST', body });
  expect(response.status).toBe(200);
  return (await response.json()) as Recognised;
};

describe('POST /v1/transcripts', () => {
  it('tells what is recognised in files of several formats, and what grading them is reckoned to take', async () => {
    const names = ['周晓岚-客服专员-初面.txt', '马骁-腾讯会议转写.docx', '笔试答题汇总.xlsx', 'emily-chen.vtt'];
    const { files, estimate } = await recognise(names.map(fixture));
    expect(files.map(({ file, kind }) => [file, kind])).toEqual([
      [names[0], 'interview'],
      [names[1], 'interview'],
      [names[2], 'sheet'],
      [names[3], 'interview'],
    ]);
    const answers = files.flatMap((file) => (file.kind === 'unreadable' ? [] : file.submissions));
    expect(answers.length).toBeGreaterThan(10);
    expect(estimate.answers).toBeGreaterThan(10);
    expect(estimate.answers).toBeLessThanOrEqual(answers.length);
    expect(estimate.prompt_tokens).toBeGreaterThan(1000 * estimate.answers);
  });

  it('names the model that would judge, and says where there is none', async () => {
    const files = [fixture('问卷导出.tsv')];
    const without = await recognise(files);
    expect(without.estimate).toMatchObject({ model: null, cost: null });
    const config = { ...readConfig({}), model: 'gpt-5-mini' };
    const equipped = await startService({ config, model: { label: 'a model', prompt: 'sha256:0' } });
    const { estimate } = await recognise(files, [], equipped);
    await equipped.stop();
    expect(estimate).toMatchObject({ ...without.estimate, model: 'gpt-5-mini', cost: { currency: 'USD' } });
  });

  it('takes several names of candidates', async () => {
    const talk = '甲：请说说你会怎么办？\n乙：先道歉。\n甲：还有呢？\n丙：再核实。\n';
    const { files } = await recognise([new File([talk], 'group.txt')], ['乙', '丙']);
    const [file] = files;
    const roles = file?.kind === 'interview' ? file.speakers.map(({ name, role }) => [name, role]) : [];
    expect(roles).toContainEqual(['乙', 'candidate']);
    expect(roles).toContainEqual(['丙', 'candidate']);
  });

  it('tells of a file that cannot be read, and recognises the others', async () => {
    const { files } = await recognise([new File(['PK\u0003\u0004broken'], 'broken.xlsx'), fixture('问卷导出.tsv')]);
    expect(files.map(({ kind }) => kind)).toEqual(['unreadable', 'sheet']);
    expect(files[0]?.faults[0]).toMatchObject({ file: 'broken.xlsx' });
  });

  it('keeps nothing', async () => {
    await recognise([fixture('问卷导出.tsv')]);
    const response = await service.fetch('/v1/batches');
    expect(await response.json()).toEqual({ items: [], next: null });
  });
});
