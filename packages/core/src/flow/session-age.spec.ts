import { describe, expect, test } from '@jest/globals';
import { codeOf, createEnrolled, createHost, type Host, logIn } from '../spec/flow.js';

const DAY_MS = 86_400_000;

/** A session of Alice's that has taken both steps now. */
async function signedIn(host: Host) {
  const { token } = await logIn(host, host.alice);
  return (await host.secondFactor.verify(token, host.sender.last.code)).assurance;
}

describe('a session', () => {
  test('R50: counts for 24 hours from its first factor, however it is used and whatever it proves meanwhile', async () => {
    const host = await createEnrolled();
    const session = await signedIn(host);
    host.clock.advance(DAY_MS - 60_000);
    const begun = await host.secondFactor.beginStepUp(host.alice, { firstFactorAt: session.firstFactorAt });
    const { token } = begun as Extract<typeof begun, { status: 'pending' }>;
    const { assurance } = await host.secondFactor.verify(token.reveal(), host.sender.last.code);
    const standing = async () => (await host.secondFactor.standing(host.alice, assurance)).status;
    host.clock.advance(60_000);
    expect(await standing()).toBe('satisfied');
    host.clock.advance(1);
    expect(await standing()).toBe('required');
  });

  test('R50: that is over opens no second step: its password is due first', async () => {
    const host = await createEnrolled();
    const { firstFactorAt } = await signedIn(host);
    host.clock.advance(DAY_MS + 1);
    const sent = host.sender.sent.length;
    expect(await codeOf(host.secondFactor.begin(host.alice, { firstFactorAt }))).toBe('sign_in_expired');
    expect(await codeOf(host.secondFactor.beginStepUp(host.alice, { firstFactorAt }))).toBe('sign_in_expired');
    expect(host.sender.sent).toHaveLength(sent);
    expect((await logIn(host, host.alice)).state.status).toBe('code_required');
  });

  test('R50: that is exempt, or does not tell when it began, is held to it as well', async () => {
    const host = await createEnrolled();
    const now = host.clock.now();
    const sso = { subject: 'alice', amr: ['hwk', 'mfa'], verifiedAt: null, firstFactorAt: now, epoch: 1 } as const;
    const old = { subject: 'alice', amr: ['pwd', 'sms', 'mfa'], verifiedAt: now, epoch: 1 } as const;
    const heard: unknown[] = [];
    host.clock.advance(DAY_MS + 1);
    const hears = (amr: readonly string[]) => {
      heard.push(amr);
      return amr.length > 0 ? 'single sign-on' : undefined;
    };
    expect((await host.secondFactor.standing(host.alice, sso, { exempt: hears })).status).toBe('required');
    expect((await host.secondFactor.standing(host.alice, old)).status).toBe('required');
    expect(heard).toEqual([[]]);
  });

  test('R50: may be given less, and no more', async () => {
    const host = await createEnrolled({ sessionMaxAgeSeconds: 3_600 });
    const session = await signedIn(host);
    host.clock.advance(3_600_001);
    expect((await host.secondFactor.standing(host.alice, session)).status).toBe('required');
    for (const sessionMaxAgeSeconds of [0, 3_599, 86_401]) {
      expect(() => createHost({ sessionMaxAgeSeconds })).toThrow(/"sessionMaxAgeSeconds"/);
    }
  });
});
