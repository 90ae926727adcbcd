import { hostContract } from '@countersign/support';
import { describe, expect, test } from '@jest/globals';
import express from 'express';
import express4 from 'express4';
import { ExpressSecondFactor } from './index.js';
import { startHost } from './spec/host.js';
import { makeParts, optionsOf } from './spec/parts.js';

describe.each([
  ['Express 5', express],
  ['Express 4', express4],
])('the second step in %s', (_, framework) => {
  test.each(hostContract())('$name', async ({ run, setup = {} }) => {
    const host = await startHost(framework, setup);
    await expect(run(host).finally(() => host.close())).resolves.toBeUndefined();
  });

  describe('R32: body parsers before its routes, where the sender has receipts,', () => {
    const mount = (reports: boolean, before: (app: express.Express) => unknown) => {
      const parts = makeParts();
      if (reports) parts.sender.receipts = [{ provider: 'carrier', read: () => undefined }];
      const app = framework();
      before(app as express.Express);
      return () => app.use(new ExpressSecondFactor(optionsOf(parts, {})).routes());
    };

    test.each<[string, (app: express.Express) => unknown]>([
      ['for all paths', (app) => app.use(framework.json(), framework.urlencoded({ extended: false }))],
      ['of forms', (app) => app.use(framework.urlencoded({ extended: true }))],
      ['of bytes', (app) => app.use(framework.raw({ type: '*/*' }))],
      ['for its own path', (app) => app.use('/2fa', framework.json())],
    ])('stop the start: %s', (_, before) => {
      const error = expect.objectContaining({
        option: 'sender',
        message: expect.stringMatching(/before body parsers$/),
      });
      expect(mount(true, before)).toThrow(error);
      expect(mount(false, before)).not.toThrow();
    });

    test.each<[string, (app: express.Express) => unknown]>([
      ['none', () => undefined],
      ['for other paths', (app) => app.use('/api', framework.json())],
    ])('do no harm: %s', (_, before) => {
      expect(mount(true, before)).not.toThrow();
    });
  });
});
