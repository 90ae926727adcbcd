import { describe, expect, test } from '@jest/globals';
import passport, { type Framework, type StrategyCreatedStatic } from 'passport';
import { authenticate } from './authenticate.js';

/** A strategy that ends as it is told to. */
function strategy(end: (self: StrategyCreatedStatic) => void): StrategyCreatedStatic {
  return {
    name: 'made up',
    authenticate: function (this: StrategyCreatedStatic) {
      end(this);
    },
  } as unknown as StrategyCreatedStatic;
}

describe('authenticate', () => {
  test('gives the user and the info of a success', async () => {
    const user = { id: 'alice' } as Express.User;
    const given = authenticate(
      strategy((self) => self.success(user, { a: 1 })),
      {},
      {},
    );
    expect(await given).toEqual({ user, info: { a: 1 } });
  });

  test('leaves on the request what the host’s own Passport has put there', async () => {
    const request = { _sessionManager: 'the host’s' };
    await authenticate(
      strategy((self) => self.success({ id: 'alice' } as Express.User)),
      request,
      {},
    );
    expect(request).toEqual({ _sessionManager: 'the host’s' });
  });

  const REFUSED = new Error('no');

  test.each([
    ['fails', (self: StrategyCreatedStatic) => self.fail(REFUSED as never)],
    ['errs', (self: StrategyCreatedStatic) => self.error(REFUSED)],
    ['errs with no error', (self: StrategyCreatedStatic) => self.error(undefined as never)],
    ['fails without a reason', (self: StrategyCreatedStatic) => self.fail(undefined as never)],
    ['succeeds with nobody', (self: StrategyCreatedStatic) => self.success(undefined as never)],
    ['succeeds with false', (self: StrategyCreatedStatic) => self.success(false as never)],
    [
      'throws',
      () => {
        throw REFUSED;
      },
    ],
  ])('rejects when the strategy %s (R19)', async (_, end) => {
    await expect(authenticate(strategy(end), {}, {})).rejects.toBeInstanceOf(Error);
  });

  test('does not mind a Passport that speaks another framework’s language, as koa-passport makes it', async () => {
    passport.framework({ initialize: () => undefined, authenticate: () => () => undefined } as unknown as Framework);
    const user = { id: 'alice' } as Express.User;
    const given = authenticate(
      strategy((self) => self.success(user)),
      {},
      {},
    );
    expect(await given).toMatchObject({ user });
  });
});
