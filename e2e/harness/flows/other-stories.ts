import { type PasskeyOptions, TotpSecret } from '@countersign/core';
import { SoftwareAuthenticator } from '@countersign/core/testing';
import { expect } from '@jest/globals';
import { ORIGIN } from '../secure-system.js';
import type { Story } from './code-stories.js';
import { elsewhere, enrolled, Walk } from './walk.js';

const REASON = { reason: 'The phone is at the bottom of a lake' };

/** What else can be proved by, and what may stand in for a code. */
export const OTHER_STORIES: readonly Story[] = [
  [
    'R63: an app is added and signs in, by each of its codes once',
    async (stage) => {
      const walk = await enrolled(stage);
      const { id, totp } = (await walk.ask('POST', '/2fa/factors/totp')).body as { id: string; totp: AppSecret };
      // A code is good for the steps beside its own too: one step more is never used up by the one before.
      const step = Math.floor(Date.now() / 30_000);
      const codeAt = (n: number) => new TotpSecret(totp.secret).codeAt(n).reveal();
      expect(await walk.post(`/2fa/factors/${id}/confirm`, { code: codeAt(step) })).toBe('200 signed_in');
      const [again, thief] = [elsewhere(walk), elsewhere(walk)];
      await Promise.all([again.logIn(), thief.logIn()]);
      const byApp = { method: 'totp' };
      const said = await Promise.all([again, thief].map((each) => each.verify(codeAt(step + 1), byApp)));
      // Who comes second finds the step used, or in the same moment the sign-in closed.
      expect(said.sort()).toEqual(['200 signed_in', expect.stringMatching(/^401 (code_wrong|sign_in_expired)$/)]);
      const late = elsewhere(walk);
      await late.logIn();
      expect(await late.verify(codeAt(step + 1), byApp)).toBe('401 code_wrong');
    },
  ],
  [
    'R57, R60: a recovery code signs nobody in: it lets a phone be registered anew, once',
    async (stage) => {
      const walk = await enrolled(stage);
      const { recoveryCodes } = (await walk.ask('POST', '/2fa/recovery-codes')).body as { recoveryCodes: string[] };
      const code = String(recoveryCodes[0]);
      const again = elsewhere(walk);
      await again.logIn();
      expect(await again.verify(code, { method: 'recovery' })).toBe('202 enrolment_required');
      expect(await again.isIn()).toBe(false);
      const { phone } = stage.somebody();
      expect(await again.post('/2fa/phone', { phone })).toBe('202 code_required');
      expect(await again.verify(again.code(phone))).toBe('200 signed_in');
      const thief = elsewhere(walk);
      await thief.logIn();
      expect(await thief.verify(code, { method: 'recovery' })).toBe('401 code_wrong');
    },
  ],
  [
    'R53, R54: a browser that is trusted is not asked for a code, until it is trusted no more; another one is',
    async (stage) => {
      const walk = elsewhere(await enrolled(stage));
      expect(await walk.verify(await walk.toCode(), { trustDevice: true })).toBe('200 signed_in');
      await walk.post('/logout');
      expect([await walk.isIn(), (await walk.logIn()).outcome, await walk.isIn()]).toEqual([
        false,
        '200 signed_in',
        true,
      ]);
      expect((await elsewhere(walk).logIn()).outcome).toBe('202 second_factor_required');
      const { devices } = (await walk.ask('GET', '/2fa/devices')).body as { devices: { id: string }[] };
      expect((await walk.ask('DELETE', `/2fa/devices/${devices[0]?.id}`)).outcome).toBe('204');
      await walk.post('/logout');
      expect((await walk.logIn()).outcome).toBe('202 second_factor_required');
    },
  ],
  [
    'R59, R60, R72: a bypass code that two administrators stand for lets a phone be registered anew',
    async (stage) => {
      const [alice, carol, bob] = [await enrolled(stage), await enrolled(stage), await enrolled(stage)];
      for (const { person } of [alice, carol]) await stage.makeSuper(person);
      const path = `/2fa/admin/subjects/${bob.person.id}/bypass-code`;
      const issued = await alice.ask('POST', path, REASON);
      const { id, code } = issued.body as { id: string; code: string };
      expect([issued.outcome, issued.body.needsApproval]).toEqual(['201', true]);
      const again = elsewhere(bob);
      await again.logIn();
      expect(await again.verify(code, { method: 'recovery' })).toBe('400 bad_request');
      expect(await alice.post(`${path}/approve`, { ...REASON, id })).toMatch(/^403/);
      expect(await carol.post(`${path}/approve`, { ...REASON, id })).toBe('204');
      await again.logIn();
      expect(await again.verify(code, { method: 'recovery' })).toBe('202 enrolment_required');
      const { phone } = stage.somebody();
      expect(await again.post('/2fa/phone', { phone })).toBe('202 code_required');
      expect(await again.verify(again.code(phone))).toBe('200 signed_in');
    },
  ],
  [
    'R08: a passkey is registered at the first log-in, and signs in',
    async (stage) => {
      const walk = new Walk(stage, stage.somebody());
      const device = new SoftwareAuthenticator(ORIGIN);
      const answer = async (at: Walk, how: 'create' | 'get') => {
        await at.logIn();
        const options = (await at.ask('POST', '/2fa/passkey')).body as unknown as PasskeyOptions;
        const credential = device[how](options);
        const twin = at.twin();
        const outcomes = [at, twin].map((each) => each.post('/2fa/verify', { method: 'passkey', credential }));
        expect((await Promise.all(outcomes)).sort()).toEqual(['200 signed_in', '401 sign_in_expired']);
      };
      await answer(walk, 'create');
      await answer(elsewhere(walk), 'get');
    },
  ],
];

interface AppSecret {
  readonly secret: string;
}
