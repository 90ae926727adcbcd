import assert from 'node:assert/strict';
import type { HostCase } from './contract-host.js';
import { login, refusalOf, signIn, visit } from './walk.js';

const REASON = { reason: 'Bob has called and proved who he is' };
const RESET = '/2fa/admin/subjects/bob/reset';
const BYPASS_CODE = '/2fa/admin/subjects/bob/bypass-code';
const UNLOCK = '/2fa/admin/subjects/bob/unlock';

/** What administrators do to each other's second step; the host lets Alice administer Bob. */
export const administrationCases: HostCase[] = [
  {
    name: 'R72: an administrator unlocks and resets another, whose session ends and who must enrol again',
    async run(host) {
      const [alice, bob] = [await signIn(host), await signIn(host, 'bob')];
      for (const path of [UNLOCK, RESET]) assert.equal((await alice.post(path, REASON)).status, 204);
      const types = host.events.types.filter((type) => !type.startsWith('countersign.notice.'));
      assert.deepEqual(types.slice(-2), ['countersign.unlocked', 'countersign.factors.reset']);
      assert.equal((await bob.get('/secret')).status, 401);
      assert.equal(((await (await login(visit(host), 'bob')).json()) as { purpose: string }).purpose, 'enrol');
    },
  },
  {
    name: 'R59, R60, R72: a code that an administrator issues signs nobody in: its owner binds a factor with it',
    async run(host) {
      const [alice, bob] = [await signIn(host), await signIn(host, 'bob')];
      const issued = await alice.post(BYPASS_CODE, REASON);
      const { code } = (await issued.json()) as { code: string };
      assert.equal(issued.status, 201);
      assert.equal((await bob.get('/secret')).status, 401);
      const again = visit(host);
      await login(again, 'bob');
      const answer = await again.post('/2fa/verify', { method: 'recovery', code });
      assert.equal(answer.status, 202);
      assert.equal(((await answer.json()) as { status: string }).status, 'enrolment_required');
      assert.equal((await again.get('/secret')).status, 401);
    },
  },
  {
    name: 'R72: not without a fresh proof, a reason or the right to: and nobody the own account',
    async run(host) {
      const [alice, bob] = [await signIn(host), await signIn(host, 'bob')];
      assert.equal(await refusalOf(await visit(host).post(RESET, REASON)), '401 second_factor_required');
      assert.equal(await refusalOf(await alice.post(RESET, {})), '400 bad_request');
      assert.equal(
        await refusalOf(await alice.post(RESET, REASON, { headers: { origin: 'https://evil.example' } })),
        '403 cross_origin',
      );
      assert.equal((await bob.post('/2fa/admin/subjects/alice/reset', REASON)).status, 404);
      assert.equal(await refusalOf(await bob.post(RESET, REASON)), '403 enrolment_not_allowed');
      host.clock.advance(301_000);
      assert.equal(await refusalOf(await alice.post(RESET, REASON)), '401 step_up_required');
      assert.ok(!host.events.types.includes('countersign.factors.reset'));
    },
  },
];
