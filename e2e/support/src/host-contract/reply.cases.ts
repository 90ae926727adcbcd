import assert from 'node:assert/strict';
import type { Visitor } from '../http-client.js';
import type { ContractHost, HostCase } from './contract-host.js';
import { login, PAGE, signIn, verify, visit, wrongCode } from './walk.js';

const setup = { publicUrl: 'https://manage.example.com' };

/** What the connection and the host's session add. */
const NOT_OURS = ['date', 'connection', 'keep-alive', 'set-cookie'];

const REPLY_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'; base-uri 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  // The host's CORS varies on Origin, and still does.
  vary: 'Origin, Accept',
  'x-content-type-options': 'nosniff',
};

/** What depends on the reply. */
const OPTIONAL = ['location', 'retry-after'];

async function assertReply(response: Response): Promise<void> {
  const body = await response.text();
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !NOT_OURS.includes(name)));
  const rest = Object.fromEntries(Object.entries(headers).filter(([name]) => !OPTIONAL.includes(name)));
  const type = body.startsWith('{') ? 'application/json; charset=utf-8' : 'text/html; charset=utf-8';
  assert.deepEqual(rest, {
    ...REPLY_HEADERS,
    ...(response.status !== 204 && { 'content-length': String(Buffer.byteLength(body)) }),
    ...(body !== '' && { 'content-type': type }),
  });
}

/** A host's answers as somebody gets them who goes the whole way, and every wrong one. */
async function everyReply(host: ContractHost): Promise<Response[]> {
  await signIn(host);
  const visitor = visit(host);
  const replies: Response[] = [];
  for (const init of [{}, PAGE]) {
    const calls = [
      () => login(visitor, 'alice', init),
      () => visitor.get('/2fa', init),
      () => visitor.post('/2fa/phone', { phone: '12' }, init),
      () => visitor.post('/2fa/phone', { phone: '+31612345642' }, init),
      () => visitor.post('/2fa/code', {}, init),
      () => visitor.post('/2fa/verify', { code: wrongCode(host) }, init),
      () => visitor.post('/2fa/verify', '{', { accept: init === PAGE ? 'html' : 'json' }),
      () => visitor.post('/2fa/verify', {}, { ...init, headers: { origin: 'https://evil.example' } }),
      () => visitor.post('/2fa/cancel', {}, init),
      () => visitor.get('/2fa', init),
      () => login(visitor, 'alice', init),
      () => verify(host, visitor, init),
      () => visitor.post('/2fa/step-up', {}, init),
    ];
    for (const call of calls) replies.push(await call());
  }
  return replies;
}

const ours = ({ setCookies }: Visitor): string[] => setCookies.filter((line) => line.startsWith('__Host-countersign'));

/** Status, headers and cookies of what the second step answers. */
export const replyCases: HostCase[] = [
  {
    name: 'R81: every reply has these headers and no others',
    setup,
    async run(host) {
      const replies = await everyReply(host);
      const statuses = new Set(replies.map(({ status }) => status));
      assert.deepEqual([...statuses].sort(), [200, 202, 204, 303, 400, 401, 403, 429]);
      for (const reply of replies) await assertReply(reply);
    },
  },
  {
    name: 'R81: HEAD is answered as GET, without the body; nothing is a 304',
    setup,
    async run(host) {
      const visitor = visit(host);
      await login(visitor);
      const [get, head] = [await visitor.get('/2fa', PAGE), await visitor.request('HEAD', '/2fa', undefined, PAGE)];
      assert.deepEqual([head.status, await head.text()], [200, '']);
      assert.equal(head.headers.get('content-length'), get.headers.get('content-length'));
      assert.equal(get.headers.get('etag'), null);
      assert.equal((await visitor.get('/2fa', { headers: { 'if-none-match': '*' } })).status, 200);
    },
  },
  {
    name: 'the files of the pages are served, and may be cached',
    async run(host) {
      const page = await (await visit(host).get('/2fa', PAGE)).text();
      const files = [...page.matchAll(/"(\/2fa\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
      assert.ok(files.length > 1);
      for (const path of files) {
        const { status, headers } = await visit(host).get(path);
        assert.deepEqual([status, headers.get('cache-control')], [200, 'public, max-age=3600']);
      }
      assert.equal((await visit(host).get('/2fa/assets/nothing')).status, 404);
    },
  },
  {
    name: 'R80: its cookie is __Host-, HttpOnly, Secure, SameSite=Lax, for the browser session, and taken back',
    setup,
    async run(host) {
      const visitor = await signIn(host);
      await visitor.post('/2fa/step-up', {});
      await visitor.post('/2fa/cancel', {});
      const granted = /^__Host-countersign=[\w-]{16}\.[\w-]{32}; Path=\/; HttpOnly; Secure; SameSite=Lax$/;
      const lines = ours(visitor);
      assert.equal(lines.length, 4);
      for (const at of [0, 2]) assert.match(lines[at] ?? '', granted);
      for (const at of [1, 3]) {
        assert.equal(lines[at], '__Host-countersign=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax');
      }
    },
  },
];
