import { createServer } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import { startTwilioStandIn, TwilioStandIn } from './stand-in.js';

const env = process.env;
afterEach(() => {
  process.env = env;
});

test('R74: the stand-in does not start in production, nor on a server of your own', async () => {
  process.env = { ...env, NODE_ENV: 'production' };
  const refusal = 'TwilioStandIn is for development and tests: it does not run with NODE_ENV=production';
  await expect(startTwilioStandIn()).rejects.toThrow(refusal);
  expect(() => new TwilioStandIn(createServer())).toThrow(refusal);
});
