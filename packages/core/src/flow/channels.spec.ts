import { describe, expect, test } from '@jest/globals';
import type { Requirement } from '../ports/policy.js';
import type { Channel, Method } from '../purpose.js';
import { codeOf, createEnrolled, createHost, type Host, logIn, PHONE, refusalOf, restart } from '../spec/flow.js';

const ALL: readonly Channel[] = ['sms', 'voice', 'whatsapp'];

/** A host whose sender calls and uses WhatsApp too, with a code by text on its way to Alice. */
async function opened(changes = {}): Promise<Host & { token: string }> {
  const host = await createEnrolled(changes);
  host.sender.channels = ALL;
  const { token } = await logIn(host, host.alice);
  host.clock.advance(30_000);
  return { ...host, token };
}

describe('a sender with more than one channel', () => {
  test('offers them all, and begins with a text', async () => {
    const { secondFactor, token, sender } = await opened();
    expect(await secondFactor.state(token)).toMatchObject({ methods: ALL, code: { channel: 'sms' } });
    expect(sender.sent.map(({ channel }) => channel)).toEqual(['sms']);
  });

  test.each([
    ['sms', 'sms'],
    ['voice', 'tel'],
    ['whatsapp', 'otp'],
  ] as const)('R68: a code by %s is told as %s of RFC 8176', async (channel, amr) => {
    const { secondFactor, token, sender, alice, sink } = await opened();
    expect(await secondFactor.sendCode(token, { channel })).toMatchObject({ code: { channel } });
    expect(sender.last).toMatchObject({ channel, to: PHONE.e164 });
    const { assurance } = await secondFactor.verify(token, sender.last.code);
    expect(assurance.amr).toEqual(['pwd', amr, 'mfa']);
    expect(await secondFactor.standing(alice, assurance)).toEqual({ status: 'satisfied' });
    expect(sink.events.at(-1)).toMatchObject({ type: 'countersign.sign-in.completed', method: channel });
  });

  test('R05, R23: each send makes a new code and counts, whatever the channel', async () => {
    const { secondFactor, token, sender, clock } = await opened();
    const text = sender.last.code;
    await secondFactor.sendCode(token, { channel: 'voice' });
    expect(await codeOf(secondFactor.verify(token, text))).toBe('code_superseded');
    expect(await codeOf(secondFactor.sendCode(token, { channel: 'whatsapp' }))).toBe('resend_too_soon');
    clock.advance(60_000);
    await secondFactor.sendCode(token, { channel: 'whatsapp' });
    clock.advance(120_000);
    expect(await codeOf(secondFactor.sendCode(token, { channel: 'sms' }))).toBe('too_many_codes');
    expect(sender.sent.map(({ channel }) => channel)).toEqual(['sms', 'voice', 'whatsapp']);
  });

  test.each([
    ['the live code’s', 60, ALL, 'voice'],
    ['sms, when no code is live', 301, ALL, 'sms'],
    ['sms, when the other is no longer served', 60, ['sms'], 'sms'],
  ] as const)('sends again by %s', async (_, seconds, channels, expected) => {
    const { secondFactor, token, sender, clock } = await opened();
    await secondFactor.sendCode(token, { channel: 'voice' });
    clock.advance(seconds * 1_000);
    sender.channels = channels;
    await secondFactor.sendCode(token);
    expect(sender.last.channel).toBe(expected);
  });

  test('R85: never takes another channel by itself: a text that fails stays one that has failed', async () => {
    const host = await createEnrolled();
    host.sender.channels = ALL;
    host.sender.answer = () => ({ status: 'refused', reason: 'not_delivered', retryable: false, switchChannel: true });
    const { state, token } = await logIn(host, host.alice);
    expect(state.code).toMatchObject({ channel: 'sms', delivery: 'undelivered', failure: 'not_delivered' });
    host.clock.advance(30_000);
    const refused = await refusalOf(host.secondFactor.sendCode(token, { channel: 'voice' }));
    expect([refused.code, refused.data.methods]).toEqual(['code_not_sent', ALL]);
    expect(host.sender.sent.map(({ channel }) => channel)).toEqual(['sms', 'voice']);
  });
});

describe('a channel', () => {
  test('R21: that the sender does not serve is refused, and nothing is charged', async () => {
    const { secondFactor, token, sender } = await opened();
    sender.channels = ['sms', 'voice'];
    expect(await codeOf(secondFactor.sendCode(token, { channel: 'whatsapp' }))).toBe('bad_request');
    expect(await secondFactor.state(token)).toMatchObject({ code: { sendsLeft: 2 } });
    expect(sender.sent).toHaveLength(1);
  });

  test('R33, R35: is a text for a number that is being registered, and no other', async () => {
    const host = createHost();
    host.sender.channels = ALL;
    const { token } = await logIn(host, host.alice);
    await host.secondFactor.enrolPhone(token, { phone: PHONE.typed });
    host.clock.advance(30_000);
    expect((await host.secondFactor.state(token)).methods).toEqual(['sms', 'totp', 'passkey']);
    expect(await codeOf(host.secondFactor.sendCode(token, { channel: 'voice' }))).toBe('bad_request');
  });

  test('R68, R70: that the policy does not count signs nobody in', async () => {
    const decision = { requirement: 'required' as Requirement, methods: ['sms', 'voice'] as Method[] };
    const { secondFactor, token, sender } = await opened({ policy: () => decision });
    await secondFactor.sendCode(token, { channel: 'voice' });
    decision.methods = ['sms'];
    expect(await codeOf(secondFactor.verify(token, sender.last.code))).toBe('sign_in_expired');
  });

  test('R42: that is no longer served proves nothing any more', async () => {
    const { secondFactor, token, sender, alice } = await opened();
    await secondFactor.sendCode(token, { channel: 'whatsapp' });
    const { assurance } = await secondFactor.verify(token, sender.last.code);
    sender.channels = ['sms', 'voice'];
    expect(await secondFactor.standing(alice, assurance)).toMatchObject({ status: 'required' });
  });

  test('R87: sms must be among a sender’s', async () => {
    const host = await createEnrolled();
    host.sender.channels = ['voice'];
    expect(() => restart(host, {})).toThrow(/"sender" must serve the channel sms/);
  });
});
