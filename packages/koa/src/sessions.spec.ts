import { Visitor } from '@countersign/support';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type KoaHost, startHost } from './spec/host.js';

let host: KoaHost;
beforeEach(async () => {
  host = await startHost();
});
afterEach(() => host.close());

const login = (visitor: Visitor) => visitor.post('/login', { username: 'alice', password: 'alice-password' });
const whoIs = async (visitor: Visitor) => (await visitor.get('/whoami')).json();

/** A visitor who has entered the password and is about to enter a right code. */
async function atTheCode(): Promise<Visitor> {
  const visitor = new Visitor(host.url);
  await login(visitor);
  await visitor.post('/2fa/phone', { phone: '+31612345642' });
  return visitor;
}

describe('a session of koa-session', () => {
  test('R45: keeps nothing of the one that the browser came with, and that one is dead in the store', async () => {
    host.policy = 'off';
    await host.sessions.set('planted', { cart: 'of another', passport: { user: 'mallory' } });
    const visitor = new Visitor(host.url);
    visitor.jar.set(host.sessionCookie, 'planted');
    expect((await login(visitor)).status).toBe(200);
    const [id = '', ...others] = host.sessions.ids();
    expect([others, id === 'planted', visitor.jar.get(host.sessionCookie)]).toEqual([[], false, id]);
    expect(await host.sessions.get(id)).not.toHaveProperty('cart');
    expect(await host.sessions.get(id)).toMatchObject({ passport: { user: 'alice' }, countersign: { amr: ['pwd'] } });
  });

  test.each([
    ['R80: that ends with the browser does so after both steps, and after a step-up', 'session', 0],
    ['that lasts for a time still does', 3_600_000, 2],
  ] as const)('%s', async (_, maxAge, lasting) => {
    await host.close();
    host = await startHost({ maxAge });
    const visitor = await atTheCode();
    await visitor.post('/2fa/verify', { code: host.sender.last.code });
    await visitor.post('/2fa/step-up');
    await visitor.post('/2fa/verify', { code: host.sender.last.code });
    const cookies = visitor.setCookies.filter((line) => /^koa\.sess=[^;]/.test(line));
    expect([cookies.length, cookies.filter((line) => /expires|max-age/i.test(line)).length]).toEqual([2, lasting]);
  });

  test('R83: that its middleware cannot write at the end of the request is a 500 without a cookie', async () => {
    const visitor = await atTheCode();
    host.sessions.failingSets = [false, false, false, true];
    const response = await visitor.post('/2fa/verify', { code: host.sender.last.code });
    expect([response.status, response.headers.getSetCookie()]).toEqual([500, []]);
    expect(host.errors).toEqual(['Error: The session store is down']);
    expect(await whoIs(visitor)).toEqual({ user: null, assurance: null });
  });

  test('R83: that its middleware cannot end is a 500, and no second step is opened in that browser', async () => {
    host.sessions.failingDestroy = true;
    const visitor = new Visitor(host.url);
    visitor.jar.set(host.sessionCookie, 'anything');
    const response = await login(visitor);
    expect([response.status, response.headers.getSetCookie()]).toEqual([500, []]);
  });
});
