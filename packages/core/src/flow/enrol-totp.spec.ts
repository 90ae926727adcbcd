import { describe, expect, test } from '@jest/globals';
import { codeOf, createEnrolled, createHost, type Host, logIn, PHONE, restart, type User } from '../spec/flow.js';
import { codeAt, createWithApp } from '../spec/totp.js';

/** Answers by the app, and tells what came of it. */
async function outcomeOf(host: Host, token: string, code: string): Promise<string> {
  return host.secondFactor.verify(token, { code, method: 'totp' }).then(
    () => 'signed in',
    ({ code: refused }) => refused,
  );
}

describe('registering an authenticator app', () => {
  test('R61, R65: the server draws 160 bits; the state has them, and the same ones when it is loaded anew', async () => {
    const host = createHost({
      subject: { ...createHost().options.subject, label: (user: User) => `${user.id}@example.com` },
    });
    const { token } = await logIn(host, host.alice);
    const state = await host.secondFactor.enrolTotp(token);
    expect(state).toMatchObject({ status: 'code_required', purpose: 'enrol', method: 'totp', phone: null, code: null });
    const { secret, uri } = state.totp ?? { secret: '', uri: '' };
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    const url = new URL(uri);
    expect([url.protocol, url.host, decodeURIComponent(url.pathname)]).toEqual([
      ...['otpauth:', 'totp', '/Management Interface:alice@example.com'],
    ]);
    expect([url.searchParams.get('secret'), url.searchParams.get('issuer')]).toEqual([secret, 'Management Interface']);
    expect((await host.secondFactor.state(token)).totp).toEqual({ secret, uri });
    expect((await host.secondFactor.enrolTotp(token)).totp).toEqual({ secret, uri });
    expect((await host.secondFactor.enrolTotp((await logIn(host, host.alice)).token)).totp?.secret).not.toBe(secret);
  });

  test('R35, R68: it is a factor once a code of it comes back, and that signs in', async () => {
    const host = createHost();
    const { token } = await logIn(host, host.alice, '/products');
    const { totp } = await host.secondFactor.enrolTotp(token);
    expect(await host.factors.factors('alice')).toEqual([]);
    const verified = await host.secondFactor.verify(token, codeAt(host, totp?.secret ?? ''));
    const assurance = { subject: 'alice', amr: ['pwd', 'otp', 'mfa'], method: 'totp', epoch: 1 };
    expect(verified).toMatchObject({ returnTo: '/products', purpose: 'enrol', assurance });
    expect(await host.factors.factors('alice')).toMatchObject([{ kind: 'totp', lookup: null, lastDigits: null }]);
    expect((await host.secondFactor.standing(host.alice, verified.assurance)).status).toBe('satisfied');
    expect(host.sender.sent).toEqual([]);
  });

  test('R35: given up, it leaves nothing; the one who comes back registers another', async () => {
    const host = createHost();
    const { token } = await logIn(host, host.alice);
    const { totp } = await host.secondFactor.enrolTotp(token);
    host.clock.advance(601_000);
    expect(await outcomeOf(host, token, codeAt(host, totp?.secret ?? ''))).toBe('sign_in_expired');
    expect(await host.factors.factors('alice')).toEqual([]);
  });

  test('R33: no pending sign-in of one who has a factor of any kind can register one', async () => {
    for (const host of [await createEnrolled(), (await createWithApp()).host]) {
      const { token } = await logIn(host, host.alice);
      expect(await codeOf(host.secondFactor.enrolTotp(token))).toBe('enrolment_not_allowed');
      expect(await codeOf(host.secondFactor.enrolPhone(token, { phone: PHONE.typed }))).toBe('enrolment_not_allowed');
      expect(await host.factors.factors('alice')).toHaveLength(1);
    }
  });

  test('R33: one that another browser was quicker than ends, app against phone, too', async () => {
    const host = createHost();
    const [late, quick] = [await logIn(host, host.alice), await logIn(host, host.alice)];
    const { totp } = await host.secondFactor.enrolTotp(late.token);
    await host.secondFactor.enrolPhone(quick.token, { phone: PHONE.typed });
    await host.secondFactor.verify(quick.token, host.sender.last.code);
    expect(await outcomeOf(host, late.token, codeAt(host, totp?.secret ?? ''))).toBe('enrolment_not_allowed');
    expect(await host.factors.factors('alice')).toMatchObject([{ kind: 'phone' }]);
  });

  test('R40: is offered to everybody beside texts, which are said to be restricted', async () => {
    const host = createHost();
    const { state } = await logIn(host, host.alice);
    expect(state).toMatchObject({ methods: ['sms', 'totp', 'passkey'], notices: ['sms_restricted'] });
    const textsOnly = restart(host, { methods: ['sms'] });
    const { token } = await logIn(textsOnly, host.alice);
    expect(await codeOf(textsOnly.secondFactor.enrolTotp(token))).toBe('enrolment_not_allowed');
  });

  test('what was begun with a phone goes on with the app, and the code that was sent is dead', async () => {
    const host = createHost();
    const { token } = await logIn(host, host.alice);
    await host.secondFactor.enrolPhone(token, { phone: PHONE.typed });
    const sent = host.sender.last.code;
    const { totp } = await host.secondFactor.enrolTotp(token);
    expect(await codeOf(host.secondFactor.verify(token, { code: sent, method: 'sms' }))).toBe('code_expired');
    expect(await outcomeOf(host, token, codeAt(host, totp?.secret ?? ''))).toBe('signed in');
    expect(await host.factors.factors('alice')).toMatchObject([{ kind: 'totp' }]);
  });
});
