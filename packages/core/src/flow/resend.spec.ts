import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import type { SecondFactorOptions } from '../options.js';
import type { SendOutcome } from '../ports/code-sender.js';
import { StoreUnavailable } from '../ports/pending-store.js';
import type { Receipt, ReceiptReader } from '../ports/receipt-reader.js';
import { failover } from '../sending/failover.js';
import { codeOf, createEnrolled, failTimes, type Host, logIn, PHONE, restart, type User } from '../spec/flow.js';
import { RecordingSender } from '../testing/index.js';

const READER: ReceiptReader = { provider: 'carrier', read: () => undefined };

/** Lets everything run to its end that has begun. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Somebody with a code on its way by the first of so many senders that report, and nothing heard of it yet. */
async function onTheWay(changes: Partial<SecondFactorOptions<User>> = {}, count = 2) {
  const first = await createEnrolled();
  const senders = [first.sender, ...Array.from({ length: count - 1 }, () => new RecordingSender())];
  for (const sender of senders) sender.receipts = [READER];
  const sender = failover(senders, { clock: first.clock });
  const host = restart(first, { sender, resendWithoutReceiptSeconds: 20, ...changes });
  const { token } = await logIn(host, host.alice);
  const at = (place: number) => senders[place] as RecordingSender;
  const report = (told: Omit<Receipt, 'receiptFor'>, of: Host = host, by = 0) =>
    of.secondFactor.noteReceipt({ receiptFor: at(by).last.receiptFor, ...told });
  return {
    ...{ host, token, at, report },
    counts: () => senders.map(({ sent }) => sent.length),
    code: async () => (await host.secondFactor.state(token)).code,
    types: () => host.sink.types.filter((type) => /sent|delivered|sends|unavailable/.test(type)),
    async pass(seconds: number) {
      host.clock.advance(seconds * 1_000);
      await settled();
    },
  };
}

const UNDELIVERED = { delivery: 'undelivered', reason: 'not_delivered' } as const;
const SILENT: SendOutcome = { status: 'unknown', reason: 'unavailable' };
const BUSY: SendOutcome = { status: 'refused', reason: 'busy', retryable: true, switchChannel: false };

describe('R85: when no receipt says in time that a message has arrived', () => {
  test('the next sender gets the same code, once, charged like any other send', async () => {
    const { host, token, at, counts, code, types, pass } = await onTheWay();
    await pass(19.9);
    expect(counts()).toEqual([1, 0]);
    await pass(0.1);
    expect(counts()).toEqual([1, 1]);
    const { receiptFor, ...sent } = at(0).last;
    expect(at(1).last).toEqual({
      ...{ ...sent, to: PHONE.e164, channel: 'sms', receiptFor: receiptFor.replace(/1$/, '2') },
      expiresInSeconds: expect.closeTo(280, 0),
    });
    expect(await code()).toMatchObject({
      delivery: 'accepted',
      sendsLeft: 1,
      resendInSeconds: 10,
      expiresInSeconds: 280,
    });
    expect(types()).toEqual(['countersign.code.sent', 'countersign.code.resent']);
    expect(host.sink.events.at(-1)).toMatchObject({ subject: 'alice', reference: sent.reference, failure: null });
    await pass(100);
    expect(counts()).toEqual([1, 1]);
    await expect(host.secondFactor.verify(token, sent.code)).resolves.toMatchObject({ user: host.alice });
  });

  test('it costs the quotas a send, and the sign-in one of its three', async () => {
    const { host, token, pass, counts } = await onTheWay({ sendQuotas: { subject: { hour: 4 } } });
    await pass(20);
    await pass(10);
    await host.secondFactor.sendCode(token);
    expect(counts()).toEqual([2, 1]);
    host.clock.advance(120_000);
    expect(await codeOf(host.secondFactor.sendCode(token))).toBe('too_many_codes');
    const { state } = await logIn(host, host.alice);
    expect(state.code).toBeNull();
  });

  test('nothing is sent where the host has not asked for it', async () => {
    const waits: number[] = [];
    const timer = { after: (milliseconds: number) => waits.push(milliseconds) };
    const { pass, counts } = await onTheWay({ resendWithoutReceiptSeconds: undefined, timer } as never);
    await pass(100);
    expect([counts(), waits.includes(20_000)]).toEqual([[1, 0], false]);
  });

  test('a third sender follows when nothing is heard of the second either', async () => {
    const { pass, counts, code } = await onTheWay({}, 3);
    await pass(20);
    await pass(20);
    expect([counts(), (await code())?.sendsLeft]).toEqual([[1, 1, 1], 0]);
    await pass(100);
    expect(counts()).toEqual([1, 1, 1]);
  });

  test('R76: what waits is printed by nobody', async () => {
    const { host, at } = await onTheWay();
    const printed = inspect(host.secondFactor, { depth: 12, showHidden: true });
    for (const secret of [at(0).last.code, PHONE.e164]) expect(printed).not.toContain(secret);
  });
});

describe('a receipt', () => {
  test('that says in time that it has arrived ends it, here and in another process', async () => {
    for (const elsewhere of [false, true]) {
      const { host, pass, counts, report, code } = await onTheWay();
      await pass(5);
      await report({ delivery: 'delivered' }, elsewhere ? restart(host, {}) : host);
      expect((await code())?.delivery).toBe('delivered');
      // Not even for a moment is it charged; and who has heard of it holds the code no longer.
      const asked = () => Promise.reject(new StoreUnavailable('asked'));
      Object.assign(host.pending, { repeat: asked, ...(!elsewhere && { read: asked }) });
      await pass(100);
      expect(counts()).toEqual([1, 0]);
      expect(host.sink.types).not.toContain('countersign.unavailable');
    }
  });

  test('that tells of a failure which another provider may cure sends it at once, and from another process in time', async () => {
    for (const elsewhere of [false, true]) {
      const { host, pass, counts, report, code } = await onTheWay();
      await report(UNDELIVERED, elsewhere ? restart(host, {}) : host);
      await settled();
      expect(counts()).toEqual([1, elsewhere ? 0 : 1]);
      await pass(20);
      expect([counts(), (await code())?.delivery]).toEqual([[1, 1], 'accepted']);
      expect(host.sink.events).toContainEqual(
        expect.objectContaining({ type: 'countersign.code.resent', failure: 'not_delivered' }),
      );
    }
  });

  test('that tells of one which is the same everywhere ends it', async () => {
    for (const elsewhere of [false, true]) {
      const { host, pass, counts, report, code } = await onTheWay();
      await report({ delivery: 'undelivered', reason: 'opted_out' }, elsewhere ? restart(host, {}) : host);
      await pass(100);
      expect([counts(), (await code())?.failure]).toEqual([[1, 0], 'opted_out']);
    }
  });

  test('of the first message, late, tells the page of its arrival and of nothing else, and ends what is left', async () => {
    const { pass, counts, report, code, at } = await onTheWay({}, 3);
    const late = at(0).last.receiptFor;
    await pass(20);
    await report(UNDELIVERED);
    expect((await code())?.delivery).toBe('accepted');
    await report({ delivery: 'delivered' });
    expect([(await code())?.delivery, at(0).last.receiptFor]).toEqual(['delivered', late]);
    await pass(100);
    expect(counts()).toEqual([1, 1, 0]);
  });
});

describe('nothing is sent, and nobody is told, when the code', () => {
  type Way = Awaited<ReturnType<typeof onTheWay>>;

  test.each<[string, (way: Way) => Promise<unknown>]>([
    ['was right', ({ host, token, at }) => host.secondFactor.verify(token, at(0).last.code)],
    ['was cancelled', ({ host, token }) => host.secondFactor.cancel(token)],
    ['was spent', ({ host, token }) => failTimes(host, token, 5)],
  ])('%s', async (_, end) => {
    const way = await onTheWay();
    await end(way);
    const before = way.types().length;
    await way.pass(100);
    expect([way.counts(), way.types().length]).toEqual([[1, 0], before]);
  });

  test('was replaced by a resend, which is then the one that is waited for', async () => {
    const { host, token, pass, counts, at } = await onTheWay({ resendWithoutReceiptSeconds: 40 });
    await pass(30);
    await host.secondFactor.sendCode(token);
    await pass(10);
    expect(counts()).toEqual([2, 0]);
    await pass(30);
    expect([counts(), at(1).last.code]).toEqual([[2, 1], at(0).last.code]);
  });

  test('has expired with its sign-in', async () => {
    const { host, token, pass, counts } = await onTheWay({ signInTtlSeconds: 60, resendWithoutReceiptSeconds: 40 });
    await pass(30);
    await host.secondFactor.sendCode(token);
    await pass(40);
    expect(counts()).toEqual([2, 0]);
  });
});

describe('R23, R24: nothing is sent, and only the sink is told,', () => {
  const whyNot = ({ sink }: Host) =>
    sink.events.flatMap((event) => (event.type === 'countersign.code.not_resent' ? [event.because] : []));

  test('when a quota is full; the wait for another code is as it was', async () => {
    const { host, pass, counts, code } = await onTheWay({ sendQuotas: { subject: { hour: 2 } } });
    await pass(20);
    expect([counts(), whyNot(host)]).toEqual([[1, 0], ['full']]);
    expect(host.sink.events).toContainEqual(
      expect.objectContaining({ type: 'countersign.sends.refused', quota: 'subject' }),
    );
    expect(await code()).toMatchObject({ delivery: 'accepted', sendsLeft: 2, resendInSeconds: 10 });
  });

  test('when the sign-in has had its sends', async () => {
    const { host, token, pass, counts } = await onTheWay({ maxSends: 2, resendWithoutReceiptSeconds: 40 });
    await pass(30);
    await host.secondFactor.sendCode(token);
    await pass(40);
    expect([counts(), whyNot(host)]).toEqual([[2, 0], ['too_many']]);
  });

  test('R16: when the subject is locked', async () => {
    const { host, token, pass, counts } = await onTheWay({ maxTries: 10, maxFailures: 5 });
    await failTimes(host, token, 5);
    await pass(20);
    expect([counts(), whyNot(host)]).toEqual([[1, 0], ['locked']]);
  });

  test('R83: when the store does not answer', async () => {
    for (const method of ['read', 'repeat'] as const) {
      const { host, pass, counts, types } = await onTheWay();
      Object.assign(host.pending, { [method]: () => Promise.reject(new StoreUnavailable('timeout')) });
      await pass(20);
      expect([counts(), types().at(-1)]).toEqual([[1, 0], 'countersign.unavailable']);
    }
  });
});

describe('when the next sender does not take it', () => {
  test.each<[string, SendOutcome, boolean, [string, string | null]]>([
    ['the first may still arrive', BUSY, false, ['accepted', null]],
    ['or does not say, the first may still arrive', SILENT, false, ['accepted', null]],
    ['it is told why the first did not arrive', BUSY, true, ['undelivered', 'not_delivered']],
    ['or does not say, nobody knows', SILENT, true, ['unknown', 'unavailable']],
  ])('%s', async (_, answer, isKnown, said) => {
    const { host, pass, counts, report, code, at } = await onTheWay();
    at(1).answer = () => answer;
    if (isKnown) await report(UNDELIVERED, restart(host, {}));
    await pass(20);
    const { delivery, failure, sendsLeft } = (await code()) ?? {};
    expect([counts(), [delivery, failure], sendsLeft]).toEqual([[1, 1], said, 1]);
    expect(host.sink.types).toContain('countersign.code.not_sent');
  });
});
