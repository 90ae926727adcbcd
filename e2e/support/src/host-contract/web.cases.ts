import assert from 'node:assert/strict';
import type { HostCase } from './contract-host.js';
import {
  atTheCode,
  bodyOf,
  login,
  NOBODY,
  PAGE,
  rawRequest,
  refusalOf,
  signIn,
  verify,
  visit,
  whoIs,
  wrongCode,
} from './walk.js';

const EVIL = [
  { origin: 'https://evil.example' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { origin: 'null' },
];
const ROUTES = ['/2fa/phone', '/2fa/code', '/2fa/passkey', '/2fa/verify', '/2fa/step-up', '/2fa/cancel'];

/** Bodies that are not read, with what is said of each. */
const FAULTS: readonly [what: string, type: string, body: (code: string) => string, detail: string][] = [
  ['a key twice', 'application/json', (code) => `{"code":"${code}","code":"${code}"}`, 'body: holds a key twice'],
  [
    'a field twice',
    'application/x-www-form-urlencoded',
    (code) => `code=${code}&code=${code}`,
    'body: holds a key twice',
  ],
  [
    '9 KiB',
    'application/json',
    (code) => `{"code":"${code}","x":"${'x'.repeat(9_216)}"}`,
    'body: must not exceed 8192 bytes',
  ],
  ['malformed JSON', 'application/json', (code) => `{"code":"${code}"`, 'body: is not valid JSON'],
  [
    'a text',
    'text/plain',
    (code) => `{"code":"${code}"}`,
    'body: must be application/json or application/x-www-form-urlencoded',
  ],
  ['no object', 'application/json', (code) => `["${code}"]`, 'body: must be an object'],
  ['an unknown field', 'application/json', (code) => `{"code":"${code}","skip":true}`, 'skip: should not exist'],
];

/** Requests of other sites, bodies that are wrong, routes that are none. */
export const webCases: HostCase[] = [
  {
    name: 'R79: what another site’s page has started has no effect, on the log-in neither',
    async run(host) {
      const visitor = await atTheCode(host);
      const [sent, events] = [host.sender.sent.length, host.events.types.length];
      for (const headers of EVIL) {
        for (const path of ROUTES)
          assert.equal(await refusalOf(await visitor.post(path, {}, { headers })), '403 cross_origin');
        assert.equal(await refusalOf(await login(visit(host), 'alice', { headers })), '403 cross_origin');
      }
      assert.deepEqual([host.sender.sent.length, host.events.types.length], [sent, events]);
      assert.equal((await verify(host, visitor)).status, 200);
    },
  },
  {
    name: 'R79: a way in that other sites open by their nature is open to them',
    async run(host) {
      const fields = { username: 'alice', password: 'alice-password' };
      const response = await visit(host).post('/saml', fields, { headers: { origin: 'https://idp.example' } });
      assert.equal(response.status, 202);
    },
  },
  ...FAULTS.map(
    ([what, type, body, detail]): HostCase => ({
      name: `R18: a body that is or has ${what} is refused, and nothing in it is judged`,
      async run(host) {
        const visitor = await atTheCode(host);
        const headers = { 'content-type': type };
        const response = await visitor.post('/2fa/verify', body(host.sender.last.code), { headers });
        const { errorCode, details } = await bodyOf(response);
        assert.deepEqual([response.status, errorCode, details], [400, 'bad_request', [detail]]);
        assert.equal((await bodyOf(await visitor.post('/2fa/verify', { code: wrongCode(host) }))).attemptsLeft, 4);
      },
    }),
  ),
  {
    name: 'R18: body parsers that stand first are a fault of the host’s: loud, and nothing is judged',
    setup: { parsersFirst: true },
    async run(host) {
      const visitor = visit(host);
      await login(visitor);
      const response = await visitor.post('/2fa/phone', { phone: '+31612345642' });
      const error = 'TypeError: Countersign: mount the second factor’s routes before body parsers';
      assert.deepEqual([response.status, host.errors], [500, [error]]);
      assert.deepEqual([host.sender.sent.length, await whoIs(visitor)], [0, NOBODY]);
      assert.equal((await visitor.get('/2fa')).status, 200);
    },
  },
  {
    name: 'R32: behind body parsers a receipt is refused like any other, and the operator is told once how to mend it',
    setup: { parsersFirst: true },
    async run(host) {
      host.sender.receipts = [{ provider: 'carrier', read: () => assert.fail('was asked') }];
      for (const type of ['application/x-www-form-urlencoded', 'application/json']) {
        const body = type === 'application/json' ? '{"a":"b"}' : 'a=b';
        const headers = { 'content-type': type };
        const response = await fetch(`${host.url}/2fa/carrier/status?for=x`, { method: 'POST', headers, body });
        assert.deepEqual([response.status, await response.text()], [403, '']);
      }
      const mend = 'Mount the second factor’s routes before body parsers';
      assert.deepEqual([host.errors, host.log.length, host.log[0]?.endsWith(mend)], [[], 1, true]);
    },
  },
  {
    name: 'R79: GET sends, verifies and registers nothing, and other spellings are no routes of the second step',
    async run(host) {
      const visitor = await atTheCode(host);
      const sent = host.sender.sent.length;
      const others = [
        '/2fa/',
        '//2fa',
        '/2FA',
        '/2f%61',
        '/x/../2fa',
        '/2FA/verify',
        '/2fa/Verify',
        '/2fa/verify/',
        '/2fa/constructor',
      ];
      for (const path of [...ROUTES, ...others]) {
        assert.deepEqual([path, await rawRequest(host, 'GET', path, visitor)], [path, 401]);
      }
      for (const path of others) assert.deepEqual([path, await rawRequest(host, 'POST', path, visitor)], [path, 401]);
      for (const method of ['PUT', 'DELETE']) assert.equal(await rawRequest(host, method, '/2fa/verify', visitor), 401);
      assert.equal(host.sender.sent.length, sent);
    },
  },
  {
    name: 'bodies of the host’s own routes are left to its parsers',
    async run(host) {
      const visitor = await signIn(host);
      const response = await visitor.post('/secret', '{"a":1,"a":2}');
      assert.deepEqual(await bodyOf(response), { secret: 'of alice', body: { a: 2 } });
      assert.deepEqual((await bodyOf(await visitor.post('/secret', { b: 'x y' }, PAGE))).body, { b: 'x y' });
    },
  },
];
