import { hostContract } from '@countersign/support';
import { describe, expect, test } from '@jest/globals';
import { startHost } from './spec/host.js';

describe('the second step in Koa', () => {
  test.each(hostContract())('$name', async ({ run, setup }) => {
    const host = await startHost(setup);
    await expect(run(host).finally(() => host.close())).resolves.toBeUndefined();
  });
});
