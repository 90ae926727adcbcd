import { describe, expect, test } from '@jest/globals';
import type { SendOutcome } from '../ports/code-sender.js';
import { codeOf, createEnrolled, createHost, type Host, logIn, PHONE, refusalOf } from '../spec/flow.js';

const REFUSED: SendOutcome = { status: 'refused', reason: 'busy', retryable: true, switchChannel: false };

async function opened(changes = {}): Promise<Host & { token: string; resend: () => Promise<unknown> }> {
  const host = await createEnrolled(changes);
  const { token } = await logIn(host, host.alice);
  return { ...host, token, resend: () => host.secondFactor.sendCode(token) };
}

describe('a resend', () => {
  test('R05: makes a new code, and the old one is dead but known', async () => {
    const { secondFactor, clock, sender, sink, token, resend, alice } = await opened();
    const old = sender.last;
    clock.advance(30_000);
    await resend();
    const refused = await refusalOf(secondFactor.verify(token, old.code));
    expect(refused.code).toBe('code_superseded');
    expect(refused.data).toEqual({ attemptsLeft: 4, reference: sender.last.reference });
    expect(sink.events.at(-1)).toMatchObject({ type: 'countersign.code.wrong', superseded: true, failuresInWindow: 1 });
    expect(sender.last.reference).not.toBe(old.reference);
    expect((await secondFactor.verify(token, sender.last.code)).user).toBe(alice);
  });

  test('R05: five answers with old codes destroy the sign-in', async () => {
    const { secondFactor, clock, sender, token, resend } = await opened();
    const old = sender.last.code;
    clock.advance(30_000);
    await resend();
    const codes: string[] = [];
    for (let n = 0; n < 5; n++) codes.push(await codeOf(secondFactor.verify(token, old)));
    expect(codes).toEqual([...Array(4).fill('code_superseded'), 'too_many_attempts']);
    expect(await codeOf(secondFactor.verify(token, sender.last.code))).toBe('sign_in_expired');
  });

  test('R05, R11: does not give tries back', async () => {
    const host = await opened();
    await codeOf(host.secondFactor.verify(host.token, '314159'));
    host.clock.advance(30_000);
    expect(await host.resend()).toMatchObject({ code: { attemptsLeft: 4, sendsLeft: 1 } });
  });

  test('R05: does not lengthen the sign-in: a late code lives only as long as that', async () => {
    const { secondFactor, clock, sender, token, resend } = await opened();
    clock.advance(500_000);
    expect(await resend()).toMatchObject({ code: { expiresInSeconds: 100 } });
    expect(sender.last.expiresInSeconds).toBe(100);
    clock.advance(100_000);
    expect(await codeOf(secondFactor.verify(token, sender.last.code))).toBe('sign_in_expired');
  });

  test('R23: waits 30 s, then 60 s, and the fourth message is not sent', async () => {
    const { clock, sender, resend } = await opened();
    clock.advance(29_000);
    expect(await refusalOf(resend())).toMatchObject({ code: 'resend_too_soon', data: { retryAfterSeconds: 1 } });
    clock.advance(1_000);
    expect(await resend()).toMatchObject({ code: { resendInSeconds: 60, sendsLeft: 1 } });
    clock.advance(59_000);
    expect(await refusalOf(resend())).toMatchObject({ code: 'resend_too_soon', data: { retryAfterSeconds: 1 } });
    clock.advance(1_000);
    expect(await resend()).toMatchObject({ code: { resendInSeconds: 120, sendsLeft: 0 } });
    clock.advance(120_000);
    const refused = await refusalOf(resend());
    expect(refused).toMatchObject({ code: 'too_many_codes', data: { retryAfterSeconds: 390 } });
    expect(refused.state?.code).toMatchObject({ sendsLeft: 0, reference: sender.last.reference });
    expect(sender.sent).toHaveLength(3);
  });

  test('R23: a refused one leaves the live code as it is', async () => {
    const { secondFactor, sender, token, resend, alice } = await opened();
    expect(await codeOf(resend())).toBe('resend_too_soon');
    expect((await secondFactor.verify(token, sender.last.code)).user).toBe(alice);
  });

  test('R22: goes to the registered number again', async () => {
    const { clock, sender, secondFactor, token, factors } = await opened();
    clock.advance(30_000);
    const [factor] = await factors.factors('alice');
    await secondFactor.sendCode(token, { factorId: factor?.id });
    expect(sender.sent.map(({ to }) => to)).toEqual([PHONE.e164, PHONE.e164]);
  });

  test.each(['no-such-factor', '+31687654321'])(
    'R22: goes nowhere for another’s factor or a number: %s',
    async (id) => {
      const { clock, sender, secondFactor, token } = await opened();
      clock.advance(30_000);
      const refused = await refusalOf(secondFactor.sendCode(token, { factorId: id }));
      expect(refused).toMatchObject({
        code: 'bad_request',
        data: { details: ['factorId: is not one of your factors'] },
      });
      expect(sender.sent).toHaveLength(1);
    },
  );

  test('R22: of an enrolment goes to the number being enrolled', async () => {
    const host = createHost();
    const { token } = await logIn(host, host.alice);
    await host.secondFactor.enrolPhone(token, { phone: PHONE.typed });
    host.clock.advance(30_000);
    expect(await host.secondFactor.sendCode(token)).toMatchObject({ purpose: 'enrol', phone: PHONE.masked });
    expect(host.sender.sent.map(({ to }) => to)).toEqual([PHONE.e164, PHONE.e164]);
    expect((await host.secondFactor.verify(token, host.sender.last.code)).user).toBe(host.alice);
  });
});

describe('a send', () => {
  test('R28: 20 at once give one message', async () => {
    const { clock, sender, resend } = await opened();
    clock.advance(30_000);
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, resend));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(sender.sent).toHaveLength(2);
  });

  test('R28: that fails is charged all the same', async () => {
    const { clock, sender, resend } = await opened();
    sender.answer = () => REFUSED;
    const codes: string[] = [];
    for (let n = 0; n < 4; n++) {
      clock.advance(120_000);
      codes.push(await codeOf(resend()));
    }
    expect(codes).toEqual(['code_not_sent', 'code_not_sent', 'too_many_codes', 'too_many_codes']);
    expect(sender.sent).toHaveLength(3);
  });

  test('R85: that fails says so, with the methods there are; R75: the event says why', async () => {
    const { clock, sender, sink, resend } = await opened();
    sender.answer = () => REFUSED;
    clock.advance(30_000);
    const refused = await refusalOf(resend());
    expect(refused).toMatchObject({ code: 'code_not_sent', data: { methods: ['sms'] } });
    expect(refused.state?.code).toMatchObject({ delivery: 'undelivered', sendsLeft: 1, resendInSeconds: 60 });
    expect(sink.events.at(-1)).toMatchObject({ type: 'countersign.code.not_sent', reason: 'busy', maybeSent: false });
  });

  test('a code that arrives although its send seemed to fail still works', async () => {
    const { clock, secondFactor, sender, token, resend, alice } = await opened();
    sender.answer = () => ({ status: 'unknown', reason: 'busy' });
    clock.advance(30_000);
    const refused = await refusalOf(resend());
    expect(refused.state?.code?.delivery).toBe('unknown');
    expect((await secondFactor.verify(token, sender.last.code)).user).toBe(alice);
  });

  test('R22: without an open sign-in there is none', async () => {
    const host = createHost();
    expect(await codeOf(host.secondFactor.sendCode(undefined))).toBe('sign_in_expired');
    expect(await codeOf(host.secondFactor.enrolPhone('', { phone: PHONE.typed }))).toBe('sign_in_expired');
    expect(host.sender.sent).toEqual([]);
  });

  test('R46: to a factor that was removed meanwhile is none: the sign-in is over', async () => {
    const { clock, sender, factors, resend } = await opened();
    factors.factors = async () => [];
    clock.advance(30_000);
    expect(await codeOf(resend())).toBe('sign_in_expired');
    expect(sender.sent).toHaveLength(1);
  });
});
