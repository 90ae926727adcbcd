import { hostContract } from '@countersign/support';
import { describe, expect, test } from '@jest/globals';
import express from 'express';
import express4 from 'express4';
import { startHost } from './spec/host.js';

describe.each([
  ['Express 5', express],
  ['Express 4', express4],
])('the second step in %s', (_, framework) => {
  test.each(hostContract())('$name', async ({ run, setup = {} }) => {
    const host = await startHost(framework, setup);
    await expect(run(host).finally(() => host.close())).resolves.toBeUndefined();
  });
});
