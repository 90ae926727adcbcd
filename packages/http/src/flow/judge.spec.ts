import { describe, expect, test } from '@jest/globals';
import { ERROR_STATUS } from '../replies/status-table.js';
import { type Asked, BROWSER, Client, createEnrolled, createWeb, JSON_CLIENT, proof, type Web } from '../spec/web.js';

/** A request of the host's, as a guard sees it. */
const guarded = (asked: Asked = {}) => {
  const request = { method: 'GET', url: '/products?page=2&q=a b', headers: JSON_CLIENT, body: undefined };
  return { ...request, user: undefined, assurance: undefined, source: { headers: {} }, ...asked };
};

const judged = async ({ web }: Web, asked: Asked, maxAge?: number) =>
  (await web.judge(guarded(asked), maxAge === undefined ? undefined : { maxAgeSeconds: maxAge }))?.code;

describe('a guard', () => {
  test('R42: refuses those who are not signed in, and who have not taken the second step', async () => {
    const host = await createEnrolled();
    const { alice: user } = host;
    expect(await judged(host, {})).toBe('second_factor_required');
    expect(await judged(host, { user })).toBe('second_factor_required');
    expect(await judged(host, { user, assurance: proof(host) })).toBeUndefined();
  });

  test('costs no look at where a request comes from, unless there is something to tell', async () => {
    const host = await createEnrolled();
    let looks = 0;
    const source = {
      headers: {},
      get socket() {
        looks += 1;
        return { remoteAddress: '192.0.2.7' };
      },
    };
    const asked = { user: host.alice, assurance: proof(host), source };
    expect([await judged(host, asked), looks]).toEqual([undefined, 0]);
    const policy = () => Promise.reject(new Error('down'));
    const broken = await createEnrolled({ policy });
    await judged(broken, { ...asked, user: broken.alice });
    expect(broken.sink.events.at(-1)).toMatchObject({ type: 'countersign.policy.unreadable', address: '192.0.2.7' });
  });

  test('R66: refuses with where to go and how old the proof may be', async () => {
    const host = createWeb({ policy: 'required' }, { path: 'mfa' });
    const required = await host.web.judge(guarded({ user: host.alice }));
    expect([required?.code, required?.data]).toEqual(['second_factor_required', { next: '/mfa' }]);
    const old = await createEnrolled({}, { path: 'mfa' });
    const assurance = proof(old);
    old.clock.advance(301_000);
    const stale = await old.web.judge(guarded({ user: old.alice, assurance }), { maxAgeSeconds: 300 });
    expect([stale?.code, stale?.data]).toEqual(['step_up_required', { next: '/mfa', maxAgeSeconds: 300 }]);
    expect([ERROR_STATUS.second_factor_required, ERROR_STATUS.step_up_required]).toEqual([401, 401]);
  });

  test('R83: refuses when the rules cannot be asked', async () => {
    const host = await createEnrolled();
    host.factors.posture = () => Promise.reject(new Error('down'));
    const assurance = proof(host, { epoch: 2 });
    expect(await judged(host, { user: host.alice, assurance })).toBe('second_factor_unavailable');
  });
});

describe('a check of what a token has proved', () => {
  test('R42: passes what a guard lets pass', async () => {
    const host = await createEnrolled();
    await expect(host.web.check(host.alice, proof(host))).resolves.toBeUndefined();
  });

  test('R42: throws what a guard refuses with, in a way that error handlers of frameworks understand', async () => {
    const host = await createEnrolled();
    for (const assurance of [undefined, proof(host, { epoch: 0 }), proof(host, { subject: 'bob' })]) {
      await expect(host.web.check(host.alice, assurance)).rejects.toMatchObject({
        ...{ code: 'second_factor_required', status: 401, expose: true },
        headers: { 'WWW-Authenticate': expect.stringContaining('insufficient_user_authentication') },
      });
    }
  });
});

describe('what a guard replies', () => {
  test('to a program: the refusal, and never the cached one', async () => {
    const host = createWeb();
    const request = guarded({ user: host.alice });
    const error = await host.web.judge(request);
    const reply = error && (await host.web.refuseGuarded(request, error));
    expect(reply).toMatchObject({ status: 401, cookies: [] });
    expect(JSON.parse(reply?.body ?? '')).toMatchObject({ errorCode: 'second_factor_required', next: '/2fa' });
    expect(reply?.headers).toEqual({
      'Cache-Control': 'no-store',
      'Content-Type': 'application/json; charset=utf-8',
      'WWW-Authenticate': expect.stringContaining('insufficient_user_authentication'),
    });
  });

  test('to a browser that asked for a page: the second step, and it comes back to where it was', async () => {
    const host = createWeb();
    const request = guarded({ user: host.alice, headers: BROWSER });
    const error = await host.web.judge(request);
    const { Location } = (error && (await host.web.refuseGuarded(request, error)))?.headers ?? {};
    expect(Location).toBe('/2fa?returnTo=%2Fproducts%3Fpage%3D2%26q%3Da+b');
    const client = new Client(host, BROWSER);
    const assurance = proof(host, { verifiedAt: null, epoch: 0 });
    const asked = { user: host.alice, assurance, url: Location?.replace('/2fa', '/2fa/phone') ?? '' };
    await client.call('enrolPhone', { phone: '06 12345642' }, asked);
    const reply = await client.call('verify', { code: host.sender.last.code });
    expect(reply.headers.Location).toBe('/products?page=2&q=a%20b');
  });

  test('to another method of a browser, or to its script: the refusal', async () => {
    const host = createWeb();
    for (const asked of [{ method: 'PUT', headers: BROWSER }, { headers: { accept: '*/*' } }]) {
      const request = guarded({ user: host.alice, ...asked });
      const error = await host.web.judge(request);
      expect((error && (await host.web.refuseGuarded(request, error)))?.status).toBe(401);
    }
  });
});

describe('an exemption', () => {
  const apiToken = ({ request }: { request: object }) =>
    (request as { credential?: string }).credential === 'api-token';
  const source = { headers: {}, credential: 'api-token' };

  test('R47: frees the credentials that the host names, and is told by its name', async () => {
    const host = createWeb({}, { exemptions: { 'API tokens': apiToken } });
    expect(host.web.exemptions).toEqual(['API tokens']);
    expect(await judged(host, { user: host.alice, source })).toBeUndefined();
    expect(await judged(host, { user: host.alice })).toBe('second_factor_required');
    expect(await judged(host, { source })).toBe('second_factor_required');
  });

  test('R66: frees nobody from a step-up', async () => {
    const host = createWeb({}, { exemptions: { 'API tokens': apiToken } });
    expect(await judged(host, { user: host.alice, source }, 300)).toBe('second_factor_required');
  });

  test.each<[string, () => unknown]>([
    ['throws', () => assertNever()],
    ['answers later', async () => true],
    ['answers with something true', () => 'yes'],
  ])('R19: that %s frees nobody', async (_, exemption) => {
    const host = createWeb({}, { exemptions: { odd: exemption as () => boolean } });
    expect(await judged(host, { user: host.alice })).toBe('second_factor_required');
  });
});

function assertNever(): never {
  throw new Error('of the host');
}
