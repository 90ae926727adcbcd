import assert from 'node:assert/strict';
import type { HostCase } from './contract-host.js';
import { atTheCode, login, NOBODY, refusalOf, sessionOf, signIn, verify, visit, whoIs } from './walk.js';

/** What becomes of sessions. */
export const sessionCases: HostCase[] = [
  {
    name: 'R45: both steps end the session that the browser came with, and the new one has a new id',
    async run(host) {
      const visitor = await signIn(host);
      const old = visitor.clone();
      assert.equal((await login(visitor)).status, 202);
      assert.deepEqual([await whoIs(visitor), await whoIs(old), host.sessions.ids()], [NOBODY, NOBODY, []]);
      await verify(host, visitor);
      assert.notEqual(sessionOf(host, visitor), sessionOf(host, old));
      assert.equal((await old.get('/secret')).status, 401);
      assert.equal((await visitor.get('/secret')).status, 200);
    },
  },
  {
    name: 'R45: an id that somebody has planted is worth nothing after a log-in',
    async run(host) {
      host.policy = 'off';
      const visitor = visit(host);
      await login(visitor);
      const planted = visitor.clone();
      assert.equal((await login(visitor, 'bob')).status, 200);
      assert.notEqual(sessionOf(host, visitor), sessionOf(host, planted));
      assert.deepEqual([await whoIs(planted), host.sessions.ids().length], [NOBODY, 1]);
    },
  },
  {
    name: 'R44: who logs in as another in a browser ends what was there',
    async run(host) {
      const visitor = await signIn(host, 'bob');
      await login(visitor, 'alice');
      assert.deepEqual(await whoIs(visitor), NOBODY);
    },
  },
  {
    name: 'R48: Cancel deletes the pending sign-in, and takes its cookie back',
    async run(host) {
      const visitor = await atTheCode(host);
      const other = visitor.clone();
      const response = await visitor.post('/2fa/cancel', {});
      assert.deepEqual([response.status, await response.text(), [...visitor.jar.keys()]], [204, '', []]);
      assert.equal(await refusalOf(await verify(host, other)), '401 sign_in_expired');
    },
  },
  {
    name: 'R48: the host’s log-out ends its session, and what is pending too',
    async run(host) {
      const visitor = await signIn(host);
      const old = visitor.clone();
      assert.equal((await visitor.post('/2fa/step-up', {})).status, 202);
      const pending = visitor.clone();
      const response = await visitor.post('/logout');
      assert.deepEqual([response.status, visitor.jar.has('countersign')], [204, false]);
      assert.deepEqual([await whoIs(visitor), await whoIs(old)], [NOBODY, NOBODY]);
      assert.equal(await refusalOf(await verify(host, pending)), '401 sign_in_expired');
    },
  },
  {
    name: 'R83: a log-out when the pending store is down is a 503 of the framework’s own',
    async run(host) {
      const visitor = await atTheCode(host);
      Object.assign(host.pending, { close: () => Promise.reject(new Error('down')) });
      const response = await visitor.post('/logout');
      assert.deepEqual([response.status, response.headers.get('retry-after')], [503, '30']);
    },
  },
  ...[[true], [true, true, true, true]].map(
    (failingSets): HostCase => ({
      name: `R83: a session store of which writes fail (${failingSets}) signs nobody in, and the operator hears of it`,
      async run(host) {
        const visitor = await atTheCode(host);
        host.sessions.failingSets = [...failingSets];
        assert.equal(await refusalOf(await verify(host, visitor)), '503 second_factor_unavailable');
        host.sessions.failingSets = [];
        assert.deepEqual([sessionOf(host, visitor), await whoIs(visitor)], [undefined, NOBODY]);
        assert.deepEqual(host.log, ['error: A request failed: Error']);
      },
    }),
  ),
  {
    name: 'R43, R83: a session store of which a later write fails leaves a session of both factors, or none',
    async run(host) {
      const visitor = await atTheCode(host);
      host.sessions.failingSets = [false, true];
      const { status } = await verify(host, visitor);
      host.sessions.failingSets = [];
      const who = await whoIs(visitor);
      if (status === 503) return assert.deepEqual([sessionOf(host, visitor), who], [undefined, NOBODY]);
      assert.equal(status, 200);
      assert.match(JSON.stringify(who), /"mfa"/);
    },
  },
  ...(['off', 'required'] as const).map(
    (policy): HostCase => ({
      name: `R83: a session store that ends no session lets nobody in, with the policy ${policy}`,
      async run(host) {
        const visitor = await signIn(host);
        const [cookies, kept] = [visitor.setCookies.length, host.sessions.ids()];
        host.policy = policy;
        host.sessions.failingDestroy = true;
        assert.ok((await login(visitor, 'bob')).status >= 500);
        host.sessions.failingDestroy = false;
        assert.deepEqual([visitor.setCookies.length, host.sessions.ids()], [cookies, kept]);
      },
    }),
  ),
];
