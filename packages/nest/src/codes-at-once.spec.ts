import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Host, startHost } from './spec/host.js';
import { enrol, enterPassword, visit } from './spec/walk.js';

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
