import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { StrategyCreatedStatic } from 'passport';
import { authenticate } from './passport-authenticate.js';
import { type Host, startHost } from './spec/host.js';
import { enrol, enterPassword, visit } from './spec/walk.js';

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
});

describe('codes that are checked at the same time', () => {
  let host: Host;
  /** How long the host takes to load each account, in milliseconds. */
  const delays = new Map<string, number>();
  beforeAll(async () => {
    const load = async (id: string) => {
      await new Promise((resolve) => setTimeout(resolve, delays.get(id) ?? 0));
      return host.accounts.active(id);
    };
    host = await startHost({ options: { subject: { id: (user: { id: string }) => user.id, load } } });
  });
  afterAll(() => host.app.close());

  test.each([
    [80, 10],
    [10, 80],
  ])('sign in each its own user, whoever is done first (%d and %d ms)', async (...milliseconds) => {
    const names = ['alice', 'bob'];
    delays.clear();
    for (const name of names) await enrol(host, name);
    const visitors = [];
    for (const name of names) {
      visitors.push({ visitor: await enterPassword(host, visit(host), name), code: host.sender.last.code });
    }
    for (const [index, name] of names.entries())
      delays.set(host.accounts.named(name).id, milliseconds[index] as number);
    const replies = visitors.map(({ visitor, code }) => visitor.post('/2fa/verify', { code }));
    expect((await Promise.all(replies)).map(({ status }) => status)).toEqual([200, 200]);
    delays.clear();
    const seen = visitors.map(async ({ visitor }) => (await visitor.get('/secret')).json());
    expect(await Promise.all(seen)).toEqual([{ secret: 'of alice' }, { secret: 'of bob' }]);
  });
});
