import { expect, it } from 'vitest';
import type { AnswerSource } from '../../../src/cli/files/answer-source.ts';
import { fillBatch } from '../../../src/cli/files/fill-batch.ts';
import { openCatalogue } from '../../../src/grading/catalogue/catalogue.ts';
import { storesOf } from '../../store/stores.ts';

const { open } = storesOf('sqlite');
const sheet =
  '接到客户电话，我先把耳机音量调低一点，听她讲完，再说一句您受累了。查完轨迹发现包裹在廊坊转运，我请站长把这一单拎出来，跟下午三点的车走。晚上七点我下班以前再拨一次电话，问她收到没有，没收到我就从本地仓补一件。';

it('a filling that broke off and is taken up again finds near-identical answers across the break', async () => {
  const { batches, transcripts } = await open();
  const catalogue = openCatalogue('rubrics');
  const { batch } = await batches.open({ engine: 'heuristic', lang: 'zh', judge: null, name: 'b', fingerprint: 'f' });
  const broken = new AbortController();
  const source: AnswerSource = {
    name: '答卷.jsonl',
    content: async function* () {
      yield Buffer.from('答卷');
    },
    async *entries() {
      for (let index = 0; index < 1_500; index++) {
        if (index === 1_200) broken.abort();
        const answer = index === 3 || index === 1_300 ? sheet : `第${index}份作答`;
        const asked = { id: `a${index}`, candidate: `候选人${index}`, question: 'late-delivery', origin: null };
        yield { submission: { ...asked, answer } };
      }
    },
    transcripts: [],
  };
  const parts = { batches, transcripts, catalogue, onFault: () => undefined };
  expect(await fillBatch(batch, source, { ...parts, stop: broken.signal })).toBe(false);
  expect(await batches.progress(batch.id)).toMatchObject({ total: 1_000 });
  expect(await fillBatch(batch, source, { ...parts, stop: new AbortController().signal })).toBe(true);
  const items = await batches.items(batch.id, { from: 0, limit: 2_000 });
  expect(items.flatMap(({ position, alike }) => (alike === null ? [] : [[position, alike.first]]))).toEqual([
    [3, 3],
    [1_300, 3],
  ]);
});
