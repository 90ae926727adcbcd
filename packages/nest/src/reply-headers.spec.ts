import type { Visitor } from '@countersign/support';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Host, startHost } from './spec/host.js';
import { enterPassword, signIn, visit, wrongCode } from './spec/walk.js';

const publicUrl = 'https://manage.example.com';
const HTML = { accept: 'html', bodyFormat: 'form' } as const;

let host: Host;
beforeAll(async () => {
  host = await startHost({ options: { publicUrl } });
});
afterAll(() => host.app.close());

/** A host's answers as somebody gets them who goes the whole way, and every wrong one. */
async function everyReply(): Promise<[name: string, response: Response][]> {
  const visitor = visit(host);
  const replies: [string, Response][] = [];
  const keep = async (name: string, reply: Promise<Response>) => void replies.push([name, await reply]);
  for (const init of [{}, HTML]) {
    const form = init === HTML ? ' as a page' : '';
    await keep(`log-in${form}`, visitor.post('/login', { username: 'bob', password: 'bob-password' }, init));
    await keep(`state${form}`, visitor.get('/2fa', init));
    await keep(`bad body${form}`, visitor.post('/2fa/phone', {}, init));
    await keep(`bad phone${form}`, visitor.post('/2fa/phone', { phone: '12' }, init));
    await keep(`no code yet${form}`, visitor.post('/2fa/verify', { code: '123456' }, init));
    await keep(`phone${form}`, visitor.post('/2fa/phone', { phone: '+31687654317' }, init));
    await keep(`too soon${form}`, visitor.post('/2fa/code', {}, init));
    await keep(`wrong${form}`, visitor.post('/2fa/verify', { code: wrongCode(host) }, init));
    await keep(
      `cross-site${form}`,
      visitor.post('/2fa/verify', {}, { ...init, headers: { 'sec-fetch-site': 'cross-site' } }),
    );
    await keep(`malformed${form}`, visitor.post('/2fa/verify', '{', { accept: init === HTML ? 'html' : 'json' }));
    await keep(`cancel${form}`, visitor.post('/2fa/cancel', {}, init));
    await keep(`expired${form}`, visitor.get('/2fa', init));
  }
  await keep('no such file', visitor.get('/2fa/assets/nothing'));
  await enterPassword(host, visitor, 'bob');
  await visitor.post('/2fa/phone', { phone: '+31687654317' });
  await keep('verify', visitor.post('/2fa/verify', { code: host.sender.last.code }));
  await keep('step-up', visitor.post('/2fa/step-up', {}));
  return replies;
}

describe('R81: every reply of the second step, errors and redirects included', () => {
  test('keeps itself out of caches, frames, referrers and other origins', async () => {
    const replies = await everyReply();
    const statuses = new Set(replies.map(([, { status }]) => status));
    expect([...statuses].sort()).toEqual([200, 202, 204, 303, 400, 401, 403, 404, 409, 422, 429]);
    for (const [name, { headers }] of replies) {
      expect([name, Object.fromEntries(headers)]).toEqual([
        name,
        expect.objectContaining({
          'cache-control': 'no-store',
          'referrer-policy': 'no-referrer',
          'x-content-type-options': 'nosniff',
          'content-security-policy':
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; object-src 'none'; base-uri 'none'",
        }),
      ]);
    }
  });

  test('the files of the pages may be cached, as nothing is in them', async () => {
    const { headers } = await visit(host).get('/2fa/assets/countersign.css');
    expect(headers.get('cache-control')).toBe('public, max-age=3600');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('a file of the pages asks nothing of the host', async () => {
    const actor = () => {
      throw new Error('the host is not well');
    };
    const unwell = await startHost({ options: { actor } });
    expect((await visit(unwell).get('/2fa/assets/countersign.css')).status).toBe(200);
    await unwell.app.close();
  });
});

describe('R80: every Set-Cookie of the second step', () => {
  const PENDING = /^__Host-countersign=[\w-]{16}\.[\w-]{32}; Path=\/; HttpOnly; Secure; SameSite=Lax$/;
  const TAKEN_BACK = '__Host-countersign=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax';

  const ours = ({ setCookies }: Visitor) => setCookies.filter((line) => !line.startsWith('connect.sid='));

  test('is __Host-, HttpOnly, Secure, SameSite=Lax, for the browser session alone, and taken back at the end', async () => {
    const visitor = await signIn(host);
    await visitor.post('/2fa/step-up', {});
    await visitor.post('/2fa/cancel', {});
    expect(ours(visitor)).toEqual([
      expect.stringMatching(PENDING),
      TAKEN_BACK,
      expect.stringMatching(PENDING),
      TAKEN_BACK,
    ]);
  });

  test('has a name of its own, and its token is in no URL', async () => {
    const visitor = await enterPassword(host);
    expect([...visitor.jar.keys()]).toEqual(['__Host-countersign']);
    const [token = ''] = visitor.jar.values();
    const response = await visitor.get('/2fa', HTML);
    expect(await response.text()).not.toContain(token);
    expect(JSON.stringify([...response.headers])).not.toContain(token);
  });

  test('without https it is not Secure, and not called so', async () => {
    const plain = await startHost();
    const visitor = await enterPassword(plain);
    expect(visitor.setCookies).toEqual([expect.stringMatching(/^countersign=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/)]);
    await plain.app.close();
  });
});
