import { describe, expect, test } from '@jest/globals';
import type { StrategyCreatedStatic } from 'passport';
import type { Strategy } from 'passport-strategy';
import { authenticate } from './authenticate.js';

/** A strategy that ends as it is told to. */
function strategy(end: (self: StrategyCreatedStatic) => void): Strategy {
  return {
    name: 'made up',
    authenticate: function (this: StrategyCreatedStatic) {
      end(this);
    },
  } as unknown as Strategy;
}

describe('authenticate', () => {
  test('gives the user and the info of a success', async () => {
    const user = { id: 'alice' } as Express.User;
    const given = authenticate(
      strategy((self) => self.success(user, { a: 1 })),
      {},
    );
    expect(await given).toEqual({ user, info: { a: 1 } });
  });

  test('leaves on the request what the host’s own Passport has put there', async () => {
    const request = { _sessionManager: 'the host’s' };
    await authenticate(
      strategy((self) => self.success({ id: 'alice' } as Express.User)),
      request,
    );
    expect(request).toEqual({ _sessionManager: 'the host’s' });
  });

  const REFUSED = new Error('no');

  test.each([
    ['fails', (self: StrategyCreatedStatic) => self.fail(REFUSED as never)],
    ['errs', (self: StrategyCreatedStatic) => self.error(REFUSED)],
    ['errs with no error', (self: StrategyCreatedStatic) => self.error(undefined as never)],
    ['fails without a reason', (self: StrategyCreatedStatic) => self.fail(undefined as never)],
    ['passes', (self: StrategyCreatedStatic) => self.pass()],
    ['sends the browser elsewhere', (self: StrategyCreatedStatic) => self.redirect('/elsewhere')],
    ['succeeds with nobody', (self: StrategyCreatedStatic) => self.success(undefined as never)],
    ['succeeds with false', (self: StrategyCreatedStatic) => self.success(false as never)],
    [
      'throws',
      () => {
        throw REFUSED;
      },
    ],
  ])('rejects when the strategy %s (R19)', async (_, end) => {
    await expect(authenticate(strategy(end), {})).rejects.toBeInstanceOf(Error);
  });
});
