import { expect } from '@jest/globals';
import { wrongCodes } from '../attack.js';
import { passTime } from '../keys-of.js';
import { ageProofs } from '../sessions.js';
import type { FlowStage } from './flow-stage.js';
import { elsewhere, enrolled } from './walk.js';

/** What somebody does, from the log-in on, with a name that says what must come of it. */
export type Story = readonly [name: string, tell: (stage: FlowStage) => Promise<void>];

/** What a texted code can be for. */
export const CODE_STORIES: readonly Story[] = [
  [
    'R08, R43: a phone is registered, then a code is asked for at each log-in; a code is good once, in whichever tab',
    async (stage) => {
      const again = elsewhere(await enrolled(stage));
      const code = await again.toCode();
      const tabs = [again, again.twin(), again.twin()];
      expect((await Promise.all(tabs.map((tab) => tab.verify(code)))).sort()).toEqual([
        ...['200 signed_in', '401 sign_in_expired', '401 sign_in_expired'],
      ]);
    },
  ],
  [
    'R09, R10: five wrong codes are judged, and after them not even the right one',
    async (stage) => {
      const thief = elsewhere(await enrolled(stage));
      expect((await thief.logIn('wrong-password-1')).outcome).toMatch(/^401/);
      const code = await thief.toCode();
      const said: string[] = [];
      for (const wrong of wrongCodes(code, 5)) said.push(await thief.verify(wrong));
      expect(said).toEqual([...Array(4).fill('401 code_wrong'), '401 too_many_attempts']);
      expect([await thief.verify(code), await thief.isIn()]).toEqual(['401 sign_in_expired', false]);
    },
  ],
  [
    'R05, R23: another code is sent after 30 s, not sooner, and the one before is good for nothing',
    async (stage) => {
      const walk = elsewhere(await enrolled(stage));
      const first = await walk.toCode();
      expect(await walk.post('/2fa/code')).toBe('429 resend_too_soon');
      await passTime(stage.keys, 31);
      expect(await walk.post('/2fa/code')).toBe('202 code_required');
      expect([walk.code() === first, await walk.verify(first)]).toEqual([false, '401 code_superseded']);
      expect(await walk.verify(walk.code())).toBe('200 signed_in');
    },
  ],
  [
    'R66, R67: what asks for a fresh proof is refused with an old one, and lets through after a step-up',
    async (stage) => {
      const walk = await enrolled(stage);
      await stage.makeSuper(walk.person);
      const turn = async () => (await walk.ask('PUT', '/administrators/security', { enabled: true })).outcome;
      await ageProofs(stage, 301);
      expect(await turn()).toBe('401 step_up_required');
      expect(await walk.post('/2fa/step-up')).toBe('202 code_required');
      expect(await turn()).toBe('401 step_up_required');
      expect(await walk.verify(walk.code())).toBe('200 signed_in');
      expect(await turn()).toBe('200');
    },
  ],
  [
    'R34, R38: a phone takes another one’s place when its own code is typed, and other sessions end',
    async (stage) => {
      const walk = await enrolled(stage);
      const other = elsewhere(walk);
      await other.verify(await other.toCode());
      const { phone } = stage.somebody();
      const { factors } = (await walk.ask('GET', '/2fa/factors')).body as { factors: { id: string }[] };
      const { body } = await walk.ask('POST', '/2fa/factors/phone', { phone, replaces: factors[0]?.id });
      const confirm = (code: string) => walk.post(`/2fa/factors/${body.id}/confirm`, { code });
      expect(await confirm(wrongCodes(walk.code(phone), 1)[0] as string)).toBe('401 code_wrong');
      expect(await confirm(walk.code(phone))).toBe('200 signed_in');
      expect([await walk.isIn(), await other.isIn()]).toEqual([true, false]);
      const again = elsewhere(walk);
      expect((await again.logIn()).outcome).toBe('202 second_factor_required');
      expect(await again.verify(again.code(phone))).toBe('200 signed_in');
    },
  ],
];
