import assert from 'node:assert/strict';
import type { HostCase } from './contract-host.js';
import { bodyOf, refusalOf, sessionOf, signIn } from './walk.js';

const OTHER = '+31612345699';
const FACTORS = '/2fa/factors';

interface Own {
  readonly factors: readonly { readonly id: string; readonly phone: string }[];
}

/** What somebody who is signed in does to the own factors. */
export const ownFactorsCases: HostCase[] = [
  {
    name: 'R35, R38: a change of the phone renews the session that asked for it, and ends the other one',
    async run(host) {
      const [alice, elsewhere] = [await signIn(host), await signIn(host)];
      const id = ((await bodyOf(await alice.get(FACTORS))) as unknown as Own).factors[0]?.id;
      const opened = await bodyOf(await alice.post(`${FACTORS}/phone`, { phone: OTHER, replaces: id }));
      const before = sessionOf(host, alice);
      const done = await alice.post(`${FACTORS}/${opened.id}/confirm`, { code: host.sender.last.code });
      assert.deepEqual([done.status, await bodyOf(done)], [200, { status: 'signed_in', redirectTo: FACTORS }]);
      assert.notEqual(sessionOf(host, alice), before);
      const { factors } = (await bodyOf(await alice.get(FACTORS))) as unknown as Own;
      assert.deepEqual(
        factors.map(({ phone }) => phone),
        ['•••• 99'],
      );
      assert.deepEqual([(await alice.get('/secret')).status, (await elsewhere.get('/secret')).status], [200, 401]);
    },
  },
  {
    name: 'R37, R38: a removal renews the session too; an old proof, and another site, remove nothing',
    async run(host) {
      const alice = await signIn(host);
      const opened = await bodyOf(await alice.post(`${FACTORS}/phone`, { phone: OTHER }));
      await alice.post(`${FACTORS}/${opened.id}/confirm`, { code: host.sender.last.code });
      const { factors } = (await bodyOf(await alice.get(FACTORS))) as unknown as Own;
      const [first, second] = factors.map(({ id }) => `${FACTORS}/${id}`) as [string, string];
      const foreign = { headers: { origin: 'https://evil.example' } };
      assert.equal(await refusalOf(await alice.request('DELETE', first, undefined, foreign)), '403 cross_origin');
      assert.equal((await alice.request('DELETE', first)).status, 200);
      assert.equal((await alice.get('/secret')).status, 200);
      assert.equal(await refusalOf(await alice.request('DELETE', first)), '400 bad_request');
      host.clock.advance(301_000);
      assert.equal(await refusalOf(await alice.request('DELETE', second)), '401 step_up_required');
      assert.equal(await refusalOf(await alice.post(`${second}/remove`)), '401 step_up_required');
    },
  },
];
