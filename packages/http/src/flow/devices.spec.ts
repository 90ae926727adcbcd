import { describe, expect, test } from '@jest/globals';
import type { WebReply } from '../replies/web-reply.js';
import type { WebRequest } from '../requests/web-request.js';
import {
  BROWSER,
  bodyOf,
  Client,
  call,
  createEnrolled,
  JSON_CLIENT,
  pageOf,
  proof,
  refusalOf,
  type User,
  type Web,
} from '../spec/web.js';

const NAME = '__Host-countersign-device';
const LINE = new RegExp(`^${NAME}=([^;]*); Max-Age=(\\d+); Path=/; HttpOnly; Secure; SameSite=Lax$`);
const DAY_MS = 86_400_000;
const USER_AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const FORM = { ...BROWSER, 'user-agent': USER_AGENT };

const createTrusting = () => createEnrolled({ trustedDevices: {} });

/** The value of the device's cookie in these lines, and how long it is to be kept. */
function keptIn(cookies: readonly string[]): { value: string; maxAge: number } | undefined {
  const [, value = '', maxAge] = cookies.flatMap((line) => LINE.exec(line) ?? []);
  return value === '' ? undefined : { value, maxAge: Number(maxAge) };
}

/** A log-in by the second step whose form says this as well. */
async function verify(host: Web, extra: object, headers: object = FORM, kept = ''): Promise<WebReply> {
  const client = new Client(host, { ...headers });
  await client.call('logIn');
  const cookie = `__Host-countersign=${client.token}; ${kept}`;
  return client.call('verify', { code: host.sender.last.code, ...extra }, { headers: { cookie } });
}

/** A browser that is trusted: its cookie. */
async function trust(host: Web, kept?: string): Promise<string> {
  return `${NAME}=${keptIn((await verify(host, { trustDevice: 'true' }, FORM, kept)).cookies)?.value}`;
}

function requestOf({ alice, ...host }: Web, asked: Partial<WebRequest<User>> = {}): WebRequest<User> {
  const said = { method: 'GET', url: '/2fa/devices', headers: JSON_CLIENT, body: {}, source: { headers: {} } };
  return { ...said, user: alice, assurance: proof({ alice, ...host }), ...asked };
}

/** A log-in with this cookie: what follows the password. */
const logIn = ({ web, alice, ...host }: Web, cookie: string) =>
  web.afterFirstFactor(requestOf({ web, alice, ...host }, { url: '/login', headers: { ...FORM, cookie } }), alice);

async function idOf(host: Web): Promise<string> {
  const { devices } = bodyOf(await host.web.showDevices(requestOf(host))) as { devices: { id: string }[] };
  return devices[0]?.id ?? '';
}

describe('R54: the opt-in', () => {
  test('is on the page of a log-in, not ticked; not at a step-up, and nowhere where no device is trusted', async () => {
    const host = await createTrusting();
    const client = new Client(host, BROWSER);
    await client.call('logIn');
    const box = pageOf(await client.call('show')).querySelector('form[action="/2fa/verify"] input[type=checkbox]');
    expect([box?.getAttribute('name'), box?.hasAttribute('checked')]).toEqual(['trustDevice', false]);
    expect(pageOf(await client.call('show')).querySelector('.check label')?.textContent).toContain('14 days');
    const session = { user: host.alice, assurance: proof(host) };
    await client.call('stepUp', {}, session);
    expect(pageOf(await client.call('show', undefined, session)).querySelector('[name=trustDevice]')).toBeNull();
    const off = new Client(await createEnrolled(), BROWSER);
    await off.call('logIn');
    expect(pageOf(await off.call('show')).querySelector('[name=trustDevice]')).toBeNull();
  });

  test('is not on the page, nor in the state, of who may trust no browser by the policy', async () => {
    const policy = ({ id }: User) => ({ requirement: 'required', trustedDevices: id !== 'alice' }) as const;
    const client = new Client(await createEnrolled({ trustedDevices: {}, policy }), BROWSER);
    await client.call('logIn');
    expect(pageOf(await client.call('show')).querySelector('[name=trustDevice]')).toBeNull();
    const api = new Client(await createEnrolled({ trustedDevices: {} }));
    expect(bodyOf(await api.call('logIn')).trustable).toBe(true);
    expect(bodyOf(await client.twin(JSON_CLIENT).call('show')).trustable).toBeUndefined();
  });

  test('has the browser keep one cookie of its own that stays: __Host-, HttpOnly, Secure, SameSite=Lax', async () => {
    const host = await createTrusting();
    const { cookies } = await verify(host, { trustDevice: 'true' });
    expect(keptIn(cookies)).toEqual({
      value: expect.stringMatching(/^[\w-]{16}\.[\w-]{43}$/),
      maxAge: 14 * 86_400,
    });
    expect(keptIn((await verify(host, { trustDevice: true }, JSON_CLIENT)).cookies)).toBeDefined();
  });

  test('is nothing without being said, with a wrong code, where it is off, and to a client with a bearer token', async () => {
    const host = await createTrusting();
    for (const extra of [{}, { code: '314159', trustDevice: 'true' }]) {
      expect(keptIn((await verify(host, extra)).cookies)).toBeUndefined();
    }
    expect(keptIn((await verify(host, { trustDevice: false }, JSON_CLIENT)).cookies)).toBeUndefined();
    expect(keptIn((await verify(await createEnrolled(), { trustDevice: 'true' })).cookies)).toBeUndefined();
    const headers = { ...JSON_CLIENT, prefer: 'countersign=bearer' };
    const { token } = bodyOf(await call(host, 'logIn', { headers }));
    const body = { code: host.sender.last.code, trustDevice: true };
    const reply = await call(host, 'verify', { headers: { ...headers, authorization: `Bearer ${token}` }, body });
    expect([reply.status, reply.cookies.length]).toEqual([200, 1]);
    expect(bodyOf(await host.web.showDevices(requestOf(host)))).toEqual({ devices: [] });
  });

  test('R18: as a text is taken from the page’s form alone', async () => {
    const host = await createTrusting();
    expect(refusalOf(await verify(host, { trustDevice: 'true' }, JSON_CLIENT))).toBe('400 bad_request');
  });
});

describe('a log-in from a trusted browser', () => {
  test('R52: goes on without a code, and has the browser keep another value for what is left of the days (R51)', async () => {
    const host = await createTrusting();
    const cookie = await trust(host);
    host.clock.advance(4 * DAY_MS);
    const outcome = await logIn(host, cookie);
    if (outcome.status !== 'complete') throw new Error('asked');
    expect(outcome.assurance).toMatchObject({ amr: ['pwd'], verifiedAt: null, trustedDevice: true });
    const next = keptIn(outcome.cookies);
    expect([next?.maxAge, next?.value.slice(0, 16)]).toEqual([10 * 86_400, cookie.slice(NAME.length + 1).slice(0, 16)]);
    expect(`${NAME}=${next?.value}`).not.toBe(cookie);
  });

  test('R51: is asked on day 14 and a second, whatever date the cookie was given', async () => {
    const host = await createTrusting();
    const cookie = await trust(host);
    host.clock.advance(14 * DAY_MS + 1_000);
    expect((await logIn(host, `${cookie}; Max-Age=99999999`)).status).toBe('pending');
  });

  test('R52: keeps what makes it trusted of two others who use it, and no more', async () => {
    const host = await createTrusting();
    const others = ['B', 'C', 'D'].map((letter) => `${letter.repeat(16)}.${letter.repeat(43)}`);
    const cookie = await trust(host, `${NAME}=${others.join('~')}`);
    const [own = '', ...kept] = cookie.slice(NAME.length + 1).split('~');
    expect(kept).toEqual(others.slice(0, 2));
    const outcome = await logIn(host, `${NAME}=${[others[0], own, others[1]].join('~')}`);
    if (outcome.status !== 'complete') throw new Error('asked');
    const next = keptIn(outcome.cookies);
    expect(next?.value.split('~').map((value) => value.slice(0, 1))).toEqual([own.slice(0, 1), 'B', 'C']);
    expect(next?.maxAge).toBe(14 * 86_400);
  });

  test('R54: is sent to a step-up where one is due', async () => {
    const host = await createTrusting();
    const outcome = await logIn(host, await trust(host));
    if (outcome.status !== 'complete') throw new Error('asked');
    const { assurance } = outcome;
    expect(await host.web.judge(requestOf(host, { assurance }))).toBeUndefined();
    expect(await host.web.judge(requestOf(host, { assurance }), { maxAgeSeconds: 300 })).toMatchObject({
      code: 'step_up_required',
    });
    const step = { headers: BROWSER, user: host.alice, assurance, url: '/2fa?returnTo=/danger' };
    expect(pageOf(await call(host, 'show', step)).querySelector('h1')?.textContent).toBe('Confirm that it is you');
    const client = new Client(host);
    await client.call('stepUp', {}, { user: host.alice, assurance });
    const asked = { user: host.alice, assurance };
    expect((await client.call('verify', { code: host.sender.last.code }, asked)).status).toBe(200);
  });
});

describe('R53: the list of trusted devices', () => {
  test('says which there are, since when and until when, and which is this one', async () => {
    const host = await createTrusting();
    const cookie = await trust(host);
    await trust(host);
    const { devices } = bodyOf(
      await host.web.showDevices(requestOf(host, { headers: { ...JSON_CLIENT, cookie } })),
    ) as { devices: object[] };
    const at = new Date(host.clock.now()).toISOString();
    expect(devices).toEqual([
      {
        ...{
          id: cookie.slice(NAME.length + 1).slice(0, 16),
          name: 'Firefox on Linux',
          firstUsedAt: at,
          lastUsedAt: at,
        },
        ...{ expiresAt: new Date(host.clock.now() + 14 * DAY_MS).toISOString(), thisOne: true },
      },
      expect.objectContaining({ thisOne: false }),
    ]);
  });

  test('is a page with a button for each, which ends that one', async () => {
    const host = await createTrusting();
    const cookie = await trust(host);
    const page = pageOf(await host.web.showDevices(requestOf(host, { headers: { ...BROWSER, cookie } })));
    expect(page.querySelector('main')?.textContent).toContain('Firefox on Linux (this one)');
    const action = page.querySelector('main form')?.getAttribute('action') ?? '';
    const route = host.web.routeOf({ method: 'POST', url: action });
    expect(route).toEqual({ name: 'revokeDevice', device: await idOf(host) });
    const reply = await host.web.revokeDevice(requestOf(host, { method: 'POST', headers: BROWSER }), await idOf(host));
    expect(reply).toMatchObject({ status: 303, headers: { Location: '/2fa/devices' } });
    expect((await logIn(host, cookie)).status).toBe('pending');
  });

  test('ends one by DELETE: 204, and 404 of what is none of the own', async () => {
    const host = await createTrusting();
    const cookie = await trust(host);
    const id = await idOf(host);
    expect(host.web.routeOf({ method: 'DELETE', url: `/2fa/devices/${id}` })).toEqual({
      name: 'revokeDevice',
      device: id,
    });
    const request = requestOf(host, { method: 'DELETE' });
    expect([
      (await host.web.revokeDevice(request, id)).status,
      (await host.web.revokeDevice(request, id)).status,
    ]).toEqual([204, 404]);
    expect((await logIn(host, cookie)).status).toBe('pending');
  });

  test('R42: is for those alone who have taken the second step, or skipped it by a trusted device', async () => {
    const host = await createTrusting();
    await trust(host);
    const id = await idOf(host);
    const refused = { code: 'second_factor_required' };
    for (const asked of [
      { user: undefined, assurance: undefined },
      { assurance: undefined },
      { assurance: proof(host, { amr: ['pwd'], verifiedAt: null }) },
    ]) {
      await expect(host.web.showDevices(requestOf(host, asked))).rejects.toMatchObject(refused);
      await expect(host.web.revokeDevice(requestOf(host, asked), id)).rejects.toMatchObject(refused);
    }
    const page = await host.web.showDevices(requestOf(host, { headers: BROWSER, assurance: undefined }));
    expect(page).toMatchObject({ status: 303, headers: { Location: '/2fa?returnTo=%2F2fa%2Fdevices' } });
    const trusted = { amr: ['pwd'], method: 'sms', verifiedAt: null, trustedDevice: true } as const;
    const session = { assurance: proof(host, trusted) };
    expect((await host.web.showDevices(requestOf(host, session))).status).toBe(200);
    expect((await host.web.revokeDevice(requestOf(host, session), id)).status).toBe(204);
  });

  test('is not there where no device is trusted', async () => {
    const host = await createEnrolled();
    expect((await host.web.showDevices(requestOf(host))).status).toBe(404);
    expect((await host.web.revokeDevice(requestOf(host), 'AAAAAAAAAAAAAAAA')).status).toBe(404);
  });
});
