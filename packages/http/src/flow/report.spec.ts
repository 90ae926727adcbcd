import { describe, expect, test } from '@jest/globals';
import type { WebReply } from '../replies/web-reply.js';
import {
  type Asked,
  BROWSER,
  bodyOf,
  createEnrolled,
  createWeb,
  JSON_CLIENT,
  pageOf,
  proof,
  refusalOf,
  type User,
  type Web,
} from '../spec/web.js';
import type { AdministeredAccounts, WebOptions } from '../web-options.js';
import { answer } from './answer.js';

const STAFF = [
  { id: 'alice', name: 'Alice' },
  { id: 'bob', name: '=HYPERLINK("https://evil.example")' },
  { id: 'other', name: 'Of another tenant' },
];
const onePage: AdministeredAccounts<User> = (_, page) => (page === 0 ? STAFF : []);
const SINCE = '2026-01-05T09:00:00.000Z';

/** Alice, whose session has just proved her phone, and whom the host lets administer Bob and herself. */
async function createReporting(options: WebOptions<User> = {}): Promise<Web & { readonly session: Asked }> {
  const canAdminister = (actor: User, subject: string) => actor.id === 'alice' && subject !== 'other';
  const host = await createEnrolled({}, { canAdminister, administered: onePage, ...options });
  return { ...host, session: { user: host.alice, assurance: proof(host) } };
}

/** Asks for the report as an adapter does. */
function ask({ web }: Web, asked: Asked = {}): Promise<WebReply> {
  const said = { method: 'GET', url: '/2fa/admin/report', headers: JSON_CLIENT, body: undefined };
  const request = { ...said, user: undefined, assurance: undefined, source: { headers: JSON_CLIENT }, ...asked };
  const route = web.routeOf(request);
  if (!route) throw new Error('no route');
  const unasked = () => Promise.reject(new Error('not asked for'));
  return answer(web, route, { request, verify: unasked, renew: unasked });
}

const ROWS = [
  { id: 'alice', name: 'Alice', methods: ['sms'], since: SINCE },
  { id: 'bob', name: STAFF[1]?.name, methods: [], since: null },
];

describe('the report of who has a second factor', () => {
  test('R72: tells of each account that the host lets administer what it has and since when, and of no other', async () => {
    const host = await createReporting();
    const reply = await ask(host, host.session);
    expect([reply.status, bodyOf(reply)]).toEqual([200, { enrolled: 1, accounts: ROWS }]);
    expect(reply.headers['Cache-Control']).toBe('no-store');
  });

  test('R72: is a page in a browser, with who has none', async () => {
    const host = await createReporting();
    const page = pageOf(await ask(host, { ...host.session, headers: BROWSER }));
    expect(page.querySelector('.lead')?.textContent).toBe('1 of 2 accounts have a second factor.');
    const rows = [...page.querySelectorAll('tbody tr')].map((row) =>
      [...row.children].map(({ textContent }) => textContent),
    );
    expect(rows).toEqual([
      ['Alice', 'Phone', '2026-01-05'],
      [STAFF[1]?.name, 'None', ''],
    ]);
  });

  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])(
    'R72: no cell of its CSV that begins with %j is a formula',
    async (name) => {
      const administered: AdministeredAccounts<User> = (_, page) =>
        page === 0 ? [{ id: 'bob', name: `${name}"` }] : [];
      const host = await createReporting({ administered });
      const reply = await ask(host, { ...host.session, headers: BROWSER, url: '/2fa/admin/report?format=csv' });
      expect(reply.body).toBe(`"id","name","methods","since"\r\n"bob","'${name}""","",""\r\n`);
      expect(reply.headers).toMatchObject({
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="second-factors.csv"',
      });
    },
  );

  test('takes the accounts page by page, until one brings nothing new', async () => {
    const paged: AdministeredAccounts<User> = async (_, page) => STAFF.slice(page, page + 1);
    for (const administered of [paged, () => STAFF]) {
      const pages: number[] = [];
      const asked: typeof paged = (actor, page) => (pages.push(page) > 4 ? [] : administered(actor, page));
      const host = await createReporting({ administered: asked });
      expect(bodyOf(await ask(host, host.session)).accounts).toEqual(ROWS);
      expect(pages).toEqual(administered === paged ? [0, 1, 2, 3] : [0, 1]);
    }
  });
});

describe('everybody else', () => {
  const notThere = [404, { statusCode: 404, message: 'Not Found' }];

  test('R72: whom the host lets administer nobody finds no report, nor where the host gives none', async () => {
    for (const options of [{ canAdminister: () => false }, { administered: () => [] }, { administered: undefined }]) {
      const host = await createReporting(options as WebOptions<User>);
      const reply = await ask(host, host.session);
      expect([reply.status, bodyOf(reply)]).toEqual(notThere);
    }
  });

  test('R72: needs a second factor proved within 300 s, whatever the policy; a browser is sent to prove it', async () => {
    const host = await createReporting();
    const { alice: user, clock } = host;
    const old = proof(host, { verifiedAt: clock.now() - 301_000 });
    expect(refusalOf(await ask(host))).toBe('401 second_factor_required');
    expect(refusalOf(await ask(host, { user }))).toBe('401 second_factor_required');
    expect(refusalOf(await ask(host, { user, assurance: old }))).toBe('401 step_up_required');
    const sent = await ask(host, { user, assurance: old, headers: BROWSER });
    expect([sent.status, sent.headers.Location]).toEqual([303, '/2fa?returnTo=%2F2fa%2Fadmin%2Freport']);
  });

  test('R19: is refused when a function of the host’s fails', async () => {
    const fails = () => {
      throw new Error('sentinel');
    };
    for (const options of [{ administered: fails }, { canAdminister: fails }]) {
      const host = await createReporting(options);
      expect(refusalOf(await ask(host, host.session))).toBe('503 second_factor_unavailable');
      expect(host.log).toEqual(['error: A request failed: Error']);
    }
  });

  test('R87: without canAdminister, or with nonsense, the start is refused', () => {
    expect(() => createWeb({}, { administered: onePage })).toThrow(/administered/);
    const nonsense = 'all' as unknown as AdministeredAccounts<User>;
    expect(() => createWeb({}, { administered: nonsense, canAdminister: () => true })).toThrow(/administered/);
  });
});
