import assert from 'node:assert/strict';
import type { Visitor } from '../http-client.js';
import type { ContractHost, HostCase } from './contract-host.js';
import { atTheCode, bodyOf, login, PAGE, rawRequest, refusalOf, signIn, verify, visit } from './walk.js';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'];

/** Other spellings of the paths behind the guard, and of what a careless one would let through. */
const SPELLINGS = ['/secret', '/reports/2026'].flatMap((path) => [
  ...[`${path}/`, `/${path}`, `//x${path}`, path.toUpperCase(), path.replace('/', '//'), `/.${path}`, `/x/..${path}`],
  ...[`/2fa/..${path}`, `/2fa/%2e%2e${path}`, `/login/..${path}`, `${path}?x=/2fa`, `${path}#/2fa`, `${path};/2fa`],
  ...[
    `${path}%2f`,
    `${path}%00`,
    `http://localhost${path}`,
    path.replace('s', '%73'),
    path.replace('r', '%52'),
    `${path}.json`,
  ],
  ...[`/2fa${path}`, `/2fa/assets/..${path}`, `\\${path}`],
]);

/** The calls that were answered with other than a refusal, or with what the host has. */
async function letIn(host: ContractHost, visitor: Visitor): Promise<string[]> {
  const calls = [...METHODS.map((method) => [method, '/secret']), ...SPELLINGS.map((path) => ['GET', path])];
  const outcomes = calls.map(async ([method = '', path = '']) => {
    const status = await rawRequest(host, method, path, visitor);
    return [400, 401, 404].includes(status) ? [] : [`${method} ${path}: ${status}`];
  });
  return (await Promise.all(outcomes)).flat();
}

/** A session that has proved its password alone, of a host that now asks for more. */
async function halfWay(host: ContractHost): Promise<Visitor> {
  host.policy = 'off';
  const visitor = visit(host);
  await login(visitor);
  host.policy = 'required';
  return visitor;
}

/** What stands before the host's own routes. */
export const guardCases: HostCase[] = [
  {
    name: 'R42: whoever has not taken the second step gets nothing, however it is spelled',
    async run(host) {
      for (const visitor of [visit(host), await atTheCode(host), await halfWay(host)]) {
        assert.deepEqual(await letIn(host, visitor), []);
        assert.equal(await rawRequest(host, 'HEAD', '/secret', visitor), 401);
      }
      const signedIn = await signIn(host);
      for (const method of METHODS) assert.equal(await rawRequest(host, method, '/secret', signedIn), 200);
    },
  },
  {
    name: 'R42: a program gets the refusal, with the challenge of RFC 9470',
    async run(host) {
      for (const visitor of [visit(host), await halfWay(host)]) {
        const response = await visitor.get('/secret');
        const { headers } = response;
        assert.equal(response.status, 401);
        assert.match(headers.get('www-authenticate') ?? '', /^Bearer error="insufficient_user_authentication"/);
        assert.deepEqual(
          [headers.get('cache-control'), headers.get('content-type')],
          ['no-store', 'application/json; charset=utf-8'],
        );
        assert.deepEqual(await bodyOf(response), {
          ...{ statusCode: 401, errorCode: 'second_factor_required', next: '/2fa' },
          message: 'The second step of your sign-in is needed.',
        });
      }
    },
  },
  {
    name: 'R42: a browser on its way to a page is sent to the second step, and comes back',
    async run(host) {
      await signIn(host);
      const browser = await halfWay(host);
      const response = await browser.get('/reports/2026?page=2', PAGE);
      const location = '/2fa?returnTo=%2Freports%2F2026%3Fpage%3D2';
      assert.deepEqual([response.status, response.headers.get('location')], [303, location]);
      assert.equal((await browser.get(location, PAGE)).status, 200);
      assert.equal((await browser.post(`/2fa/code?${location.split('?')[1]}`, {}, PAGE)).status, 303);
      assert.equal((await verify(host, browser, PAGE)).headers.get('location'), '/reports/2026?page=2');
      assert.equal((await browser.post('/secret', {}, PAGE)).status, 200);
    },
  },
  {
    name: 'R66: a step-up asks for a proof of at most its age, and is satisfied by a new one in a new session',
    async run(host) {
      const visitor = await signIn(host);
      host.clock.advance(299_000);
      assert.equal((await visitor.request('PUT', '/danger')).status, 200);
      host.clock.advance(2_000);
      for (const [method, path] of [
        ['PUT', '/danger'],
        ['GET', '/vault'],
      ] as const) {
        const refused = await visitor.request(method, path);
        assert.match(refused.headers.get('www-authenticate') ?? '', /, max_age=300$/);
        assert.equal(await refusalOf(refused), '401 step_up_required');
      }
      const before = visitor.clone();
      assert.equal((await visitor.post('/2fa/step-up', {})).status, 202);
      assert.equal((await verify(host, visitor)).status, 200);
      assert.equal((await visitor.request('PUT', '/danger')).status, 200);
      assert.equal((await before.get('/secret')).status, 401);
    },
  },
  {
    name: 'R67: a step-up is of one session, and takes no code of a log-in',
    async run(host) {
      const [a, b] = [await signIn(host), await signIn(host)];
      host.clock.advance(301_000);
      await login(visit(host));
      const ofLogin = host.sender.last.code;
      await a.post('/2fa/step-up', {});
      const code = ofLogin === host.sender.last.code ? 'the same by chance' : ofLogin;
      assert.ok([400, 401].includes((await a.post('/2fa/verify', { code })).status));
      assert.equal((await verify(host, a)).status, 200);
      const statuses = [(await a.request('PUT', '/danger')).status, (await b.request('PUT', '/danger')).status];
      assert.deepEqual(statuses, [200, 401]);
    },
  },
  {
    name: 'R66: a step-up lets nobody pass whom the guard would not',
    async run(host) {
      assert.equal(await refusalOf(await visit(host).request('PUT', '/danger')), '401 second_factor_required');
    },
  },
];
