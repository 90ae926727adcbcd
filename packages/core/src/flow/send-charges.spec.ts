import assert from 'node:assert/strict';
import { describe, expect, test } from '@jest/globals';
import type { SendQuotas } from '../send-quotas.js';
import { createEnrolled, createHost, enrol, type Host, logIn, PHONE, refusalOf, restart } from '../spec/flow.js';

const ROOM: Partial<SendQuotas> = { subject: { hour: 10, day: 30 } };

/** A host whose Alice has a phone, with other quotas from then on; the counts of the enrolment are there. */
async function hostWith(quotas: Partial<SendQuotas>): Promise<Host> {
  return restart(await createEnrolled({ resendWaitsSeconds: [30] }), { sendQuotas: { ...ROOM, ...quotas } });
}

/** Logs in so often, and tells what became of each code. */
async function logIns(host: Host, times: number, address?: string): Promise<(string | undefined)[]> {
  const deliveries = [];
  for (let n = 0; n < times; n++) {
    const begun = await host.secondFactor.begin(host.alice, { address });
    deliveries.push(begun.status === 'pending' ? begun.state.code?.delivery : begun.status);
  }
  return deliveries;
}

describe('codes of log-ins', () => {
  test('R24: of one subject are sent five times an hour, and then the step opens without one', async () => {
    const host = restart(await createEnrolled(), {});
    expect(await logIns(host, 6)).toEqual(['accepted', 'accepted', 'accepted', 'accepted', undefined, undefined]);
    expect(host.sender.sent).toHaveLength(4);
    expect(host.sink.events).toContainEqual(
      expect.objectContaining({ type: 'countersign.sends.refused', quota: 'subject' }),
    );
    host.clock.advance(3_601_000);
    expect(await logIns(host, 1)).toEqual(['accepted']);
  });

  test('R24: of a step that opened without one can be asked for; the refusal and the page tell the same exact wait', async () => {
    const host = await hostWith({ address: { hour: 1 } });
    await logIns(host, 1, '192.0.2.1');
    host.clock.advance(60_000);
    const begun = await host.secondFactor.begin(host.alice, { address: '192.0.2.1' });
    assert(begun.status === 'pending');
    expect(begun.state).toMatchObject({ status: 'code_required', code: null, retryAfterSeconds: 3_540 });
    host.clock.advance(40_000);
    const token = begun.token.reveal();
    expect(await host.secondFactor.state(token)).toMatchObject({ code: null, retryAfterSeconds: 3_500 });
    const refused = await refusalOf(host.secondFactor.sendCode(token, { address: '192.0.2.1' }));
    expect([refused.code, refused.data.retryAfterSeconds]).toEqual(['too_many_codes', 3_500]);
    expect(await host.secondFactor.sendCode(token, { address: '192.0.2.2' })).toMatchObject({ code: { sendsLeft: 2 } });
    expect(await host.secondFactor.state(token)).not.toHaveProperty('retryAfterSeconds');
  });

  test.each<[string, Partial<SendQuotas>, string]>([
    ['number', { number: { hour: 2 } }, 'number'],
    ['dial code', { dialCode: { day: 3 } }, 'dial_code'],
    ['dial code, of its own', { dialCodes: { 31: { day: 3 } } }, 'dial_code'],
    ['whole installation', { total: { hour: 3 } }, 'total'],
  ])('R24, R25: beyond the sends of the %s none goes out, and the page says so', async (_, quotas, quota) => {
    const host = await hostWith(quotas);
    expect(await logIns(host, 4)).toEqual(['accepted', 'accepted', undefined, undefined]);
    expect(host.sender.sent).toHaveLength(2);
    expect(host.sink.events).toContainEqual(expect.objectContaining({ type: 'countersign.sends.refused', quota }));
  });

  test('R24: are counted by the client’s address where there is one', async () => {
    const host = await hostWith({ address: { hour: 2 } });
    expect(await logIns(host, 3, '192.0.2.1')).toEqual(['accepted', 'accepted', undefined]);
    expect(await logIns(host, 1, '192.0.2.2')).toEqual(['accepted']);
    expect(await logIns(host, 3)).toEqual(['accepted', 'accepted', 'accepted']);
  });

  test('R24: to one number share its quota, whoever’s they are; enrolments have one of their own', async () => {
    const host = createHost({ sendQuotas: { ...ROOM, number: { hour: 2 }, enrolment: { hour: 2 } } });
    await enrol(host, host.alice);
    await enrol(host, host.bob, PHONE.typed);
    const { token } = await logIn(host, host.alice);
    const bob = await logIn(host, host.bob);
    const third = await logIn(host, host.alice);
    expect([bob.state.code?.delivery, third.state.code]).toEqual(['accepted', null]);
    expect(third.state.retryAfterSeconds).toBe(3_600);
    host.clock.advance(30_000);
    const refused = await refusalOf(host.secondFactor.sendCode(token));
    expect([refused.code, refused.data.retryAfterSeconds]).toEqual(['too_many_codes', 3_570]);
  });
});

describe('an enrolment', () => {
  test('R24: beyond the quota of its number is refused with the exact wait, whoever spent it', async () => {
    const host = createHost({ sendQuotas: { ...ROOM, enrolment: { hour: 1 } } });
    const bob = await logIn(host, host.bob);
    await host.secondFactor.enrolPhone(bob.token, { phone: PHONE.typed });
    host.clock.advance(600_000);
    const { token } = await logIn(host, host.alice);
    const refused = await refusalOf(host.secondFactor.enrolPhone(token, { phone: PHONE.typed }));
    expect([refused.code, refused.data]).toEqual(['too_many_codes', { retryAfterSeconds: 3_000 }]);
    expect(host.sender.sent).toHaveLength(1);
    await host.secondFactor.enrolPhone(token, { phone: '+31612345643' });
    expect(host.sender.sent).toHaveLength(2);
  });
});

describe('a resend', () => {
  test('R24: beyond a quota is refused with the exact wait, before any provider is asked', async () => {
    const host = await hostWith({ total: { hour: 2 } });
    const { token } = await logIn(host, host.alice);
    host.clock.advance(60_000);
    const sent = host.sender.sent.length;
    const refused = await refusalOf(host.secondFactor.sendCode(token));
    expect([refused.code, refused.data.retryAfterSeconds]).toEqual(['too_many_codes', 3_540]);
    expect(refused.state?.code).toMatchObject({ delivery: 'accepted', sendsLeft: 2, resendInSeconds: 3_540 });
    expect(host.sender.sent).toHaveLength(sent);
    expect((await host.secondFactor.verify(token, host.sender.last.code)).user).toBe(host.alice);
  });

  test('R28: that is too soon, or lost a race, costs the shared quotas nothing', async () => {
    const host = await hostWith({ total: { hour: 4 } });
    const { token } = await logIn(host, host.alice);
    expect((await refusalOf(host.secondFactor.sendCode(token))).code).toBe('resend_too_soon');
    host.clock.advance(30_000);
    const sent = host.sender.sent.length;
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => host.secondFactor.sendCode(token)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(host.sender.sent).toHaveLength(sent + 1);
    expect(await logIns(host, 2)).toEqual(['accepted', undefined]);
  });

  test('R28: that the provider fails is charged all the same', async () => {
    const host = await hostWith({ total: { hour: 3 } });
    host.sender.send = async () => ({ status: 'unknown', reason: 'unavailable' });
    expect(await logIns(host, 3)).toEqual(['unknown', 'unknown', undefined]);
    expect(host.sink.types.filter((type) => type === 'countersign.code.not_sent')).toHaveLength(2);
  });
});

describe('the installation', () => {
  test('R25: raises an alarm once, when four in five of its sends are used up', async () => {
    const host = await hostWith({ total: { hour: 5, day: 1_000 } });
    host.sink.events.length = 0;
    await logIns(host, 6);
    const alarms = host.sink.events.filter(({ type }) => type === 'countersign.sends.alarm');
    expect(alarms).toEqual([expect.objectContaining({ window: 'hour', sends: 4, limit: 5 })]);
  });

  test('R75, R76: tells the address that asked, and no number or key', async () => {
    const host = await hostWith({ number: { hour: 1 }, address: { hour: 1 } });
    host.sink.events.length = 0;
    await logIns(host, 2, '192.0.2.77');
    expect(new Set(host.sink.events.map(({ address }) => address))).toEqual(new Set(['192.0.2.77']));
    expect(JSON.stringify(host.sink.events)).not.toMatch(/6123456|n:|ip:/);
  });
});
