import { describe, it } from 'vitest';
import { closeCleanly, expectAccessible, noBrowser, sharedStage, sizes } from './page.ts';

const [desk, phone] = sizes;

describe.skipIf(noBrowser)('the reference of the API', () => {
  const stage = sharedStage();

  it.each([
    ['light', desk],
    ['dark', phone],
  ] as const)('can be read in the %s', async (colorScheme, size) => {
    const window = await stage.open('/docs', { ...size, colorScheme });
    await expectAccessible(window.page);
    await closeCleanly(window);
  });
});
