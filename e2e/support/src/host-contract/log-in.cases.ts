import assert from 'node:assert/strict';
import type { HostCase } from './contract-host.js';
import {
  atTheCode,
  bodyOf,
  login,
  NOBODY,
  PAGE,
  refusalOf,
  sessionOf,
  signIn,
  verify,
  visit,
  whoIs,
  wrongCode,
} from './walk.js';

/** The way in: password, phone, code. */
export const logInCases: HostCase[] = [
  {
    name: 'R43: the first log-in registers a phone, and nothing authenticates before its code',
    async run(host) {
      const visitor = visit(host);
      const asked = await login(visitor);
      assert.deepEqual(
        [asked.status, await bodyOf(asked)],
        [
          202,
          {
            status: 'second_factor_required',
            purpose: 'enrol',
            methods: ['sms', 'totp', 'passkey'],
            method: null,
            notices: ['sms_restricted'],
            phone: null,
            code: null,
            next: '/2fa',
          },
        ],
      );
      assert.deepEqual([...visitor.jar.keys()], ['countersign']);
      assert.deepEqual([await whoIs(visitor), host.sessions.ids()], [NOBODY, []]);
      assert.equal((await visitor.post('/2fa/phone', { phone: '+31612345642' })).status, 202);
      assert.deepEqual([await whoIs(visitor), (await visitor.get('/secret')).status], [NOBODY, 401]);
      const done = await verify(host, visitor);
      assert.deepEqual([done.status, await bodyOf(done)], [200, { status: 'signed_in', redirectTo: '/' }]);
      assert.deepEqual([[...visitor.jar.keys()], host.sessions.ids().length], [[host.sessionCookie], 1]);
      const assurance = { subject: 'alice', amr: ['pwd', 'sms', 'mfa'], verifiedAt: host.clock.now() };
      const seen = (await whoIs(visitor)) as { user: string; assurance: { proof?: string } };
      const { proof = '', ...told } = seen.assurance;
      assert.deepEqual(
        [seen.user, told],
        ['alice', { ...assurance, firstFactorAt: host.clock.now(), epoch: 1, method: 'sms' }],
      );
      assert.match(proof, /^[0-9a-f]{32}$/);
      assert.equal((await visitor.get('/secret')).status, 200);
    },
  },
  {
    name: 'a daily log-in sends the code at once',
    async run(host) {
      await signIn(host);
      const sent = host.sender.sent.length;
      const visitor = visit(host);
      assert.equal((await bodyOf(await login(visitor))).purpose, 'sign-in');
      assert.equal(host.sender.sent.length, sent + 1);
      assert.equal((await verify(host, visitor)).status, 200);
    },
  },
  {
    name: 'in a browser it leads from page to page, and ends where it was going',
    async run(host) {
      await signIn(host);
      const browser = visit(host, PAGE);
      const fields = { username: 'alice', password: 'alice-password', returnTo: '/reports/2026' };
      const asked = await browser.post('/login', fields);
      assert.deepEqual([asked.status, asked.headers.get('location'), await asked.text()], [303, '/2fa', '']);
      const page = await browser.get('/2fa');
      assert.deepEqual([page.status, page.headers.get('content-type')], [200, 'text/html; charset=utf-8']);
      assert.equal((await browser.post('/2fa/verify', { code: wrongCode(host) })).status, 401);
      const done = await verify(host, browser);
      assert.deepEqual([done.status, done.headers.get('location')], [303, '/reports/2026']);
      assert.equal((await browser.get('/reports/2026')).status, 200);
    },
  },
  {
    name: 'a wrong password gets the host’s own answer; nothing is set, sent or ended',
    async run(host) {
      const bob = await signIn(host, 'bob');
      const cookies = bob.setCookies.length;
      const [sent, events] = [host.sender.sent.length, host.events.types.length];
      const response = await bob.post('/login', { username: 'alice', password: 'wrong' });
      assert.deepEqual([response.status, await response.text()], [401, 'Unauthorized']);
      assert.deepEqual(
        [host.sender.sent.length, host.events.types.length, bob.setCookies.length],
        [sent, events, cookies],
      );
      assert.equal((await bob.get('/secret')).status, 200);
    },
  },
  {
    name: 'a wrong code is charged and signs nobody in; the right one still does',
    async run(host) {
      const visitor = await atTheCode(host);
      const response = await visitor.post('/2fa/verify', { code: wrongCode(host) });
      const { errorCode, attemptsLeft } = await bodyOf(response);
      assert.deepEqual([response.status, errorCode, attemptsLeft], [401, 'code_wrong', 4]);
      assert.deepEqual([sessionOf(host, visitor), await whoIs(visitor)], [undefined, NOBODY]);
      assert.equal((await verify(host, visitor)).status, 200);
      assert.equal(await refusalOf(await verify(host, visitor)), '401 sign_in_expired');
    },
  },
  {
    name: 'R68: where no second factor is needed the host answers, and the session tells of the password alone',
    async run(host) {
      host.policy = 'off';
      const visitor = visit(host);
      const response = await login(visitor);
      assert.deepEqual([response.status, await bodyOf(response)], [200, { welcome: 'alice' }]);
      assert.deepEqual([...visitor.jar.keys()], [host.sessionCookie]);
      const assurance = {
        ...{ subject: 'alice', amr: ['pwd'], verifiedAt: null },
        ...{ firstFactorAt: host.clock.now(), epoch: 0 },
      };
      assert.deepEqual(await whoIs(visitor), { user: 'alice', assurance });
      assert.equal((await visitor.get('/secret')).status, 200);
    },
  },
  {
    name: 'R08: of thirty right answers at once one signs in',
    async run(host) {
      const visitor = await atTheCode(host);
      const before = host.sessions.ids().length;
      const answers = await Promise.all(Array.from({ length: 30 }, () => verify(host, visitor.clone())));
      const statuses = answers.map(({ status }) => status).sort();
      assert.deepEqual(statuses, [200, ...Array(29).fill(401)]);
      assert.equal(host.sessions.ids().length, before + 1);
    },
  },
  {
    name: 'two who answer at once are signed in each as who they are',
    async run(host) {
      const visitors = [];
      for (const name of ['alice', 'bob'])
        visitors.push({ visitor: await atTheCode(host, name), code: host.sender.last.code });
      await Promise.all(visitors.map(({ visitor, code }) => visitor.post('/2fa/verify', { code })));
      const seen = await Promise.all(visitors.map(({ visitor }) => whoIs(visitor)));
      assert.deepEqual(
        seen.map((each) => (each as { user: string }).user),
        ['alice', 'bob'],
      );
    },
  },
];
