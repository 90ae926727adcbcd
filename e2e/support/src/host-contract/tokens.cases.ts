import assert from 'node:assert/strict';
import type { Visitor } from '../http-client.js';
import type { ContractHost, HostCase } from './contract-host.js';
import { bodyOf, login, refusalOf, verify, visit } from './walk.js';

const setup = { tokens: true };
const PREFER = { prefer: 'countersign=bearer' };

/** A client without cookies that sends a token. */
const bearer = (host: ContractHost, token: unknown, more: Record<string, string> = {}): Visitor =>
  visit(host, { headers: { ...PREFER, authorization: `Bearer ${token}`, ...more } });

/** Enters the password, registers a phone the first time, and gives the token of the pending sign-in. */
async function pendingToken(host: ContractHost): Promise<unknown> {
  const { token, purpose } = await bodyOf(await login(visit(host), 'alice', { headers: PREFER }));
  if (purpose === 'enrol') await bearer(host, token).post('/2fa/phone', { phone: '+31612345642' });
  return token;
}

async function accessToken(host: ContractHost): Promise<unknown> {
  const { access_token } = await bodyOf(await verify(host, bearer(host, await pendingToken(host))));
  return access_token;
}

/** Hosts that issue tokens and keep no sessions. */
export const tokenCases: HostCase[] = [
  {
    name: 'R43: a token host issues its token when the second step is right, and none before',
    setup,
    async run(host) {
      const client = bearer(host, await pendingToken(host));
      assert.equal((await client.get('/secret')).status, 401);
      const response = await verify(host, client);
      const { access_token, ...rest } = await bodyOf(response);
      assert.deepEqual([response.status, rest], [200, { status: 'signed_in', redirectTo: '/' }]);
      assert.deepEqual([[...client.jar.keys()], (await bearer(host, access_token).get('/secret')).status], [[], 200]);
      assert.equal(await refusalOf(await verify(host, client)), '401 sign_in_expired');
    },
  },
  {
    name: 'R68: a token host that needs no second step issues a token that tells of the password alone',
    setup,
    async run(host) {
      host.policy = 'off';
      const { access_token } = await bodyOf(await login(visit(host)));
      const client = bearer(host, access_token);
      assert.equal((await client.get('/secret')).status, 200);
      host.policy = 'required';
      assert.equal(await refusalOf(await client.get('/secret')), '401 second_factor_required');
    },
  },
  {
    name: 'R66: a token steps up, with the pending one in a header of its own, and gets a fresh token',
    setup,
    async run(host) {
      const token = await accessToken(host);
      host.clock.advance(301_000);
      const client = bearer(host, token);
      assert.equal(await refusalOf(await client.request('PUT', '/danger')), '401 step_up_required');
      const { token: pending } = await bodyOf(await client.post('/2fa/step-up', {}));
      const both = bearer(host, token, { 'countersign-token': String(pending) });
      const { access_token } = await bodyOf(await verify(host, both));
      const statuses = [token, access_token].map(
        async (each) => (await bearer(host, each).request('PUT', '/danger')).status,
      );
      assert.deepEqual(await Promise.all(statuses), [401, 200]);
    },
  },
];
