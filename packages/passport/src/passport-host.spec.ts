import type { IncomingMessage } from 'node:http';
import type { Assurance } from '@countersign/core';
import type { NodeStyleRequest } from '@countersign/http';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { type CompleteSignIn, PassportHost, type WayIn } from './passport-host.js';
import type { SessionRequest } from './passport-session.js';
import { type Account, makeParts, openSignIn, type Parts } from './spec/parts.js';

type Request = NodeStyleRequest & SessionRequest;

const JSON_HEADERS = { accept: 'application/json', 'content-type': 'application/json' };
const alice: Account = { id: 'alice' };

let parts: Parts;
beforeEach(() => {
  parts = makeParts();
});

const requestOf = (changes: Partial<Request> = {}): Request => ({
  ...{ method: 'POST', url: '/login', headers: JSON_HEADERS, body: {} },
  ...changes,
});

const enter = (host: PassportHost<Account>, request: Request, wayIn?: WayIn) =>
  host.enter({ request, host: undefined, setCookies: () => undefined }, alice, wayIn);

describe('a host that issues tokens', () => {
  test('R43: opens the second step after the first, and issues nothing', async () => {
    const issued: unknown[] = [];
    const request = requestOf();
    const reply = await enter(new PassportHost<Account>(parts.web, () => issued), request);
    expect([reply?.status, issued, request.countersign]).toEqual([202, [], undefined]);
  });

  test('gets what was proved when the second step is right, and its reply holds what it issues', async () => {
    const { token, code } = await openSignIn(parts, 'alice');
    const seen: unknown[] = [];
    const issue: CompleteSignIn<Account, string> = (user, assurance, host) => {
      seen.push(user, assurance, host);
      return { access_token: 'x.y.z' };
    };
    const host = new PassportHost<Account, string>(parts.web, issue);
    const request = requestOf({ headers: { ...JSON_HEADERS, authorization: `Bearer ${token}` }, url: '/2fa/verify' });
    const reply = await host.verify(
      { request, host: 'the framework’s', setCookies: () => undefined },
      { ...parts.web.view(request), body: { code } },
    );
    expect(JSON.parse(reply.body ?? '')).toEqual({ status: 'signed_in', redirectTo: '/', access_token: 'x.y.z' });
    const assurance = {
      subject: 'alice',
      amr: ['pwd', 'sms', 'mfa'],
      verifiedAt: Date.UTC(2026, 0, 5, 9),
      firstFactorAt: Date.UTC(2026, 0, 5, 9),
      epoch: 1,
      method: 'sms',
      proof: expect.any(String),
    };
    expect(seen).toEqual([{ id: 'alice' }, assurance, 'the framework’s']);
  });

  test('R19: that fails to issue one signs nobody in', async () => {
    const { token, code } = await openSignIn(parts, 'alice');
    const host = new PassportHost<Account>(parts.web, () => Promise.reject(new Error('no key')));
    const request = requestOf({ headers: { ...JSON_HEADERS, authorization: `Bearer ${token}` } });
    const asked = { ...parts.web.view(request), body: { code } };
    await expect(host.verify({ request, host: undefined, setCookies: () => undefined }, asked)).rejects.toThrow(
      'no key',
    );
  });

  test('R19: opens nothing for nobody, as where no first factor stands before it', async () => {
    const host = new PassportHost<Account>(parts.web);
    const entered = host.enter({ request: requestOf(), host: undefined, setCookies: () => undefined }, undefined);
    await expect(entered).rejects.toThrow(
      new TypeError('Countersign: a first factor must stand before the second one'),
    );
  });

  test('R68: where no second step is needed, finds on the request what the first one has proved', async () => {
    parts = makeParts({ policy: 'off' });
    const request = requestOf();
    const reply = await enter(new PassportHost<Account>(parts.web, () => ({})), request);
    const first = { firstFactorAt: Date.UTC(2026, 0, 5, 9) };
    const assurance: Assurance = { subject: 'alice', amr: ['pwd'], verifiedAt: null, ...first, epoch: 0 };
    expect([reply, request.user, request.countersign]).toEqual([undefined, alice, assurance]);
  });
});

describe('a way in', () => {
  const proved = async (wayIn: WayIn, changes: Partial<Request> = {}) => {
    parts = makeParts({ policy: 'off' });
    const request = requestOf(changes);
    const reply = await enter(new PassportHost<Account>(parts.web, () => ({})), request, wayIn);
    return reply?.status ?? request.countersign?.amr;
  };
  const ofProvider = (request: object) => (request as { authInfo?: { amr: string[] } }).authInfo?.amr;

  test.each<[WayIn, object, unknown]>([
    [{}, {}, ['pwd']],
    [{ amr: [] }, {}, []],
    [{ amr: ['hwk', 'rsa', 'mfa', '__proto__'] }, {}, ['hwk', 'mfa']],
    [{ amr: ofProvider }, { authInfo: { amr: ['pwd', 'wia', 'x'] } }, ['pwd', 'wia']],
    [{ amr: ofProvider }, {}, []],
  ])('R68: %j of a request with %j proves %j', async (wayIn, changes, amr) => {
    expect(await proved(wayIn, changes)).toEqual(amr);
  });

  test('R19: whose proof cannot be read opens nothing', async () => {
    const unreadable = () => {
      throw new Error('of the host');
    };
    expect([await proved({ amr: unreadable }), parts.log]).toEqual([503, ['A request failed: Error']]);
  });

  test('R79: is not opened by another site, unless it is one that must be', async () => {
    const headers = { ...JSON_HEADERS, origin: 'https://idp.example' };
    expect(await proved({}, { headers })).toBe(403);
    expect(await proved({ crossSite: true }, { headers })).toEqual(['pwd']);
  });

  test('R79: ends no session when another site’s page has tried it', async () => {
    const ended: string[] = [];
    const session = (name: string) =>
      ({ destroy: () => ended.push(name) }) as unknown as NonNullable<Request['session']>;
    const host = new PassportHost<Account>(parts.web);
    const headers = { ...JSON_HEADERS, origin: 'https://evil.example' };
    expect(await enter(host, requestOf({ headers, session: session('foreign') }))).toMatchObject({ status: 403 });
    await enter(host, requestOf({ session: session('own') }), {
      amr: () => {
        throw new Error('of the host');
      },
    });
    expect(ended).toEqual(['own']);
  });
});

describe('the routes', () => {
  const serve = async (changes: Partial<Request>) => {
    const call = { request: requestOf({ method: 'GET', ...changes }), host: undefined, setCookies: () => undefined };
    return (await new PassportHost(parts.web).serve(call, {} as IncomingMessage))?.status;
  };

  test('R42: are those of the contract alone', async () => {
    expect([await serve({ url: '/2fa' }), await serve({ url: '/products' })]).toEqual([401, undefined]);
  });

  test('R19: open nothing when a function of the host throws', async () => {
    const actor = () => {
      throw new Error('of the host');
    };
    parts = makeParts({ web: { actor } });
    expect([await serve({ url: '/2fa' }), parts.log]).toEqual([503, ['A request failed: Error']]);
  });
});

describe('guard', () => {
  const guard = async (host: PassportHost<Account>, request: Request, maxAgeSeconds?: number) =>
    (
      await host.guard(
        { request, host: undefined, setCookies: () => undefined },
        maxAgeSeconds ? { maxAgeSeconds } : undefined,
      )
    )?.status;

  test('R42, R66: lets pass who has taken the second step, lately where that is asked', async () => {
    const { token, code } = await openSignIn(parts, 'alice');
    const { assurance } = await parts.web.secondFactor.verify(token, code);
    const host = new PassportHost(parts.web);
    const request = requestOf({ method: 'GET', user: alice, countersign: assurance });
    expect([await guard(host, requestOf()), await guard(host, requestOf({ user: alice }))]).toEqual([401, 401]);
    expect([await guard(host, request), await guard(host, request, 300)]).toEqual([undefined, undefined]);
    parts.clock.advance(301_000);
    expect([await guard(host, request), await guard(host, request, 300)]).toEqual([undefined, 401]);
  });

  test('R19: lets nobody pass when a function of the host throws', async () => {
    const actor = () => {
      throw new Error('of the host');
    };
    parts = makeParts({ web: { actor } });
    expect(await guard(new PassportHost(parts.web), requestOf({ user: alice }))).toBe(503);
  });
});
