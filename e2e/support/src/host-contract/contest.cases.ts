import assert from 'node:assert/strict';
import type { ContractHost, HostCase } from './contract-host.js';
import { PAGE, refusalOf, signIn, visit } from './walk.js';

/** The path of the link in the newest notice, and its token. */
async function newestLink({ notifier }: ContractHost) {
  // Notices are handed over when the answer is under way.
  await new Promise((resolve) => setImmediate(resolve));
  const { pathname, search, searchParams } = new URL(notifier.last.contestUrl ?? '');
  return { path: `${pathname}${search}`, token: searchParams.get('token') };
}

/** What the owner of an account does who says of a notice “this was not me”. */
export const contestCases: HostCase[] = [
  {
    name: 'R38, R39: the link of a notice ends the owner’s sessions by its button, in a browser that knows nobody',
    async run(host) {
      const alice = await signIn(host);
      const { path, token } = await newestLink(host);
      const page = await (await visit(host).get(path, PAGE)).text();
      assert.ok(page.includes(`value="${token}"`));
      assert.equal((await alice.get('/secret')).status, 200);
      assert.equal((await visit(host).post('/2fa/not-me', { token }, PAGE)).status, 200);
      assert.equal((await alice.get('/secret')).status, 401);
      assert.equal((await visit(host).post('/2fa/not-me', { token })).status, 204);
      assert.equal(host.events.types.filter((type) => type === 'countersign.contested').length, 1);
    },
  },
  {
    name: 'R39, R79: not by looking at it, for another site, or with a forged link',
    async run(host) {
      const alice = await signIn(host);
      const { path, token } = await newestLink(host);
      for (const form of [{}, PAGE]) assert.equal((await visit(host).get(path, form)).status, 200);
      const headers = { origin: 'https://evil.example' };
      assert.equal(await refusalOf(await visit(host).post('/2fa/not-me', { token }, { headers })), '403 cross_origin');
      for (const forged of [`${token}x`, 'x'])
        assert.equal((await visit(host).post('/2fa/not-me', { token: forged })).status, 404);
      assert.equal((await visit(host).get(`${path}x`)).status, 404);
      assert.equal((await alice.get('/secret')).status, 200);
      assert.ok(!host.events.types.includes('countersign.contested'));
    },
  },
];
