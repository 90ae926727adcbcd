import { describe, expect, test } from '@jest/globals';
import { Code } from '../code.js';
import { PhoneNumber } from '../phone-number.js';
import type { CodeMessage, CodeSender, SendOutcome } from '../ports/code-sender.js';
import type { ReceiptReader } from '../ports/receipt-reader.js';
import type { SendFailure } from '../ports/send-failure.js';
import type { Channel } from '../purpose.js';
import { ManualClock, RecordingSender } from '../testing/index.js';
import { failover } from './failover.js';

const MESSAGE: CodeMessage = {
  ...{ channel: 'sms', to: new PhoneNumber('+31612345678'), text: () => 'text', code: new Code('924175') },
  ...{ issuer: 'Management Interface', purpose: 'sign-in', reference: 'KD', expiresInSeconds: 300, receiptFor: 'a' },
};

const refused = (reason: SendFailure, more: object = {}): SendOutcome => ({
  ...{ status: 'refused', reason, retryable: false, switchChannel: true },
  ...more,
});

/** Two senders, of which the first answers so. */
function create(first: () => SendOutcome | Promise<SendOutcome>, options = {}) {
  const clock = new ManualClock();
  const senders = [new RecordingSender(), new RecordingSender()] as const;
  senders[0].answer = first;
  const sender = failover(senders, { clock, ...options });
  const counts = () => senders.map(({ sent }) => sent.length);
  return { clock, senders, sender, counts, send: (changes: object = {}) => sender.send({ ...MESSAGE, ...changes }) };
}

describe('R85: when the first sender', () => {
  test('takes the message, no other is asked', async () => {
    const { send, counts } = create(() => ({ status: 'accepted', id: '1' }));
    expect(await send()).toEqual({ status: 'accepted', id: '1', failed: [], reports: false });
    expect(counts()).toEqual([1, 0]);
  });

  test.each<SendFailure>(['busy', 'unavailable', 'misconfigured', 'country_blocked', 'no_route', 'not_delivered'])(
    'surely has not sent it (%s), the next one sends the same code to the same number',
    async (reason) => {
      const { send, senders } = create(() => refused(reason, { alert: true, providerCode: 20003 }));
      const failed = [{ sender: 0, reason, maybeSent: false, alert: true, providerCode: 20003 }];
      expect(await send()).toMatchObject({ status: 'accepted', failed });
      const [first, second] = senders.map(({ last }) => last);
      expect(second).toEqual({ ...first, expiresInSeconds: expect.closeTo(300, 0) });
    },
  );

  test.each<SendFailure>([
    ...(['opted_out', 'number_invalid', 'number_inactive', 'number_unreachable'] as const),
    ...(['not_mobile', 'paused', 'too_late'] as const),
  ])('says something of the number or the person (%s), no other is asked', async (reason) => {
    const { send, counts } = create(() => refused(reason));
    expect(await send()).toMatchObject({ status: 'refused', reason });
    expect(counts()).toEqual([1, 0]);
  });

  test('may have sent it, no other is asked', async () => {
    const { send, counts } = create(() => ({ status: 'unknown', reason: 'unavailable' }));
    expect(await send()).toMatchObject({ status: 'unknown', failed: [{ sender: 0, maybeSent: true, alert: false }] });
    expect(counts()).toEqual([1, 0]);
  });

  test('throws, it may have sent it', async () => {
    const { send, counts } = create(() => Promise.reject(new Error('924175')));
    expect(await send()).toMatchObject({ status: 'unknown', reason: 'unavailable' });
    expect(counts()).toEqual([1, 0]);
  });

  test('keeps failing, it is left alone for half a minute, and that is worth a look', async () => {
    const { send, counts, clock } = create(() => refused('unavailable'));
    const alerts: (boolean | undefined)[] = [];
    for (let n = 0; n < 7; n++) alerts.push((await send()).failed?.[0]?.alert);
    expect(alerts).toEqual([false, false, false, false, true, undefined, undefined]);
    expect(counts()).toEqual([5, 7]);
    clock.advance(30_000);
    await send();
    expect(counts()).toEqual([6, 8]);
  });

  test('does not answer, the whole takes no longer than its time, and no other is asked', async () => {
    const { send, counts } = create(() => new Promise<SendOutcome>(() => undefined), { timeoutMs: 1_000 });
    const start = performance.now();
    expect(await send()).toMatchObject({ status: 'unknown', reason: 'busy' });
    expect(performance.now() - start).toBeLessThan(1_500);
    expect(counts()).toEqual([1, 0]);
  });

  test('refuses so late that there is no time for another, none is asked', async () => {
    const late = () => new Promise<SendOutcome>((resolve) => setTimeout(resolve, 700, refused('busy')));
    const { send, counts } = create(late, { timeoutMs: 1_000 });
    expect(await send()).toMatchObject({ status: 'refused', reason: 'busy' });
    expect(counts()).toEqual([1, 0]);
  });

  test('refuses late, the next one is told that the code has less to live (R31)', async () => {
    const late = () => new Promise<SendOutcome>((resolve) => setTimeout(resolve, 200, refused('busy')));
    const { send, senders } = create(late);
    await send();
    expect(senders[1].last.expiresInSeconds).toBeLessThan(299.81);
  });
});

const READER: ReceiptReader = { provider: 'carrier', read: () => undefined };

/** Senders that report or do not, as they are told, and what sends nothing twice to the same. */
function reporting(...which: boolean[]) {
  const senders = which.map((reports) => Object.assign(new RecordingSender(), { receipts: reports ? [READER] : [] }));
  const sender = failover(senders, { clock: new ManualClock() });
  return { senders, sender, counts: () => senders.map(({ sent }) => sent.length) };
}

async function accepted(sending: Promise<SendOutcome>) {
  const outcome = await sending;
  if (outcome.status !== 'accepted') throw new Error(outcome.reason);
  return outcome;
}

describe('R85: of a message of which nothing is heard', () => {
  test('the next one that has not had it can take over, and after that one the next', async () => {
    const { sender, senders, counts } = reporting(true, true, true);
    const first = await accepted(sender.send(MESSAGE));
    expect([first.reports, counts()]).toEqual([true, [1, 0, 0]]);
    const second = await accepted(first.takeOver?.({ ...MESSAGE, expiresInSeconds: 280 }) as Promise<SendOutcome>);
    expect(counts()).toEqual([1, 1, 0]);
    expect(senders[1]?.last).toEqual({ ...senders[0]?.last, expiresInSeconds: expect.closeTo(280, 0) });
    const third = await accepted(second.takeOver?.(MESSAGE) as Promise<SendOutcome>);
    expect([counts(), third.takeOver]).toEqual([[1, 1, 1], undefined]);
  });

  test('none takes over from one that never reports', async () => {
    const { sender } = reporting(false, true);
    expect(await sender.send(MESSAGE)).toMatchObject({ reports: false });
    expect(await sender.send(MESSAGE)).not.toHaveProperty('takeOver');
  });

  test('none takes over that does not serve its channel, or has refused it', async () => {
    const { sender, senders } = reporting(true, true);
    Object.assign(senders[0] as object, { channels: ['sms', 'voice'] });
    expect((await accepted(sender.send({ ...MESSAGE, channel: 'voice' }))).takeOver).toBeUndefined();
    Object.assign(senders[0] as object, { answer: () => refused('busy') });
    expect((await accepted(sender.send(MESSAGE))).takeOver).toBeUndefined();
  });

  test('of senders in one, the inner ones take over first', async () => {
    const [inner, outer] = [reporting(true, true), new RecordingSender()];
    const both = failover([inner.sender, outer]);
    const first = await accepted(both.send(MESSAGE));
    const second = await accepted(first.takeOver?.(MESSAGE) as Promise<SendOutcome>);
    expect([inner.counts(), outer.sent.length]).toEqual([[1, 1], 0]);
    await second.takeOver?.(MESSAGE);
    expect([inner.counts(), outer.sent.length]).toEqual([[1, 1], 1]);
    const silent = failover([reporting(false, true).sender, outer]);
    expect((await accepted(silent.send(MESSAGE))).takeOver).toBeUndefined();
  });

  test.each([
    [[true, false], true],
    [[false, true], false],
    [[true], false],
    [[false, false], false],
    [[false, true, false], true],
  ])('of senders that report as %j: that one can take over is %p', (which, able) => {
    const { sender } = reporting(...which);
    expect(sender.takesOver).toBe(able);
    expect(failover([sender]).takesOver).toBe(able);
  });
});

describe('senders in one', () => {
  test('that all refuse refuse, each by its number', async () => {
    const { send, senders } = create(() => refused('busy'));
    senders[1].answer = () => refused('misconfigured', { alert: true });
    expect(await send()).toMatchObject({
      ...{ status: 'refused', reason: 'misconfigured' },
      failed: [
        { sender: 0, reason: 'busy', alert: false },
        { sender: 1, reason: 'misconfigured', alert: true },
      ],
    });
  });

  test('serve all channels that one of them serves; only those that do are asked', async () => {
    const { senders, clock } = create(() => refused('busy'));
    senders[1].channels = ['sms', 'voice'];
    const both = failover(senders, { clock });
    expect(both.channels).toEqual(['sms', 'voice']);
    expect(await both.send({ ...MESSAGE, channel: 'voice' })).toMatchObject({ status: 'accepted', failed: [] });
    expect(senders.map(({ sent }) => sent.length)).toEqual([0, 1]);
    const channel: Channel = 'whatsapp';
    expect(await both.send({ ...MESSAGE, channel })).toMatchObject({ status: 'refused', reason: 'unavailable' });
  });

  test('of senders in one tell of each, under the number that the outer gives', async () => {
    const { sender } = create(() => refused('busy'));
    const outer = failover([sender, new RecordingSender()]);
    expect(await outer.send(MESSAGE)).toMatchObject({ status: 'accepted', failed: [{ sender: 0, reason: 'busy' }] });
  });

  test('R74: are for development when one of them is', () => {
    const real: CodeSender = { send: async () => ({ status: 'accepted', id: '1' }) };
    expect(failover([real, new RecordingSender()]).developmentOnly).toBe(true);
    expect(failover([real]).developmentOnly).toBe(false);
  });

  test.each([
    [[], {}],
    [[{}], {}],
    [[undefined], {}],
    [[new RecordingSender()], { timeoutMs: 999 }],
    [[new RecordingSender()], { timeoutMs: 5_001 }],
    [[new RecordingSender()], { timeoutMs: 1_000.5 }],
  ])('R87: %# of no use stop the start', (senders, options) => {
    expect(() => failover(senders as CodeSender[], options)).toThrow(expect.objectContaining({ option: 'sender' }));
  });
});

describe('R39: a text that is no code', () => {
  const notice = { to: new PhoneNumber('+31612345678'), text: () => 'no code' };
  const accepted = (): SendOutcome => ({ status: 'accepted', id: '1' });

  test.each<[string, () => SendOutcome | Promise<SendOutcome>, number[], string]>([
    ['goes out by the first that takes it', accepted, [1, 0], 'accepted'],
    ['goes out by the next one where the first has surely not sent it', () => refused('busy'), [1, 1], 'accepted'],
    ['goes out once where it may have been sent', () => Promise.reject(new Error('down')), [1, 0], 'unknown'],
  ])('%s', async (_, first, counts, status) => {
    const { sender, senders } = create(first);
    expect(await sender.notify?.(notice)).toMatchObject({ status });
    expect(senders.map(({ notices }) => notices.length)).toEqual(counts);
  });

  test('is offered where one of the senders can send it, and only there', async () => {
    const plain: CodeSender = { send: async () => accepted() };
    const able = new RecordingSender();
    expect(failover([plain]).notify).toBeUndefined();
    expect(await failover([plain, able]).notify?.(notice)).toMatchObject({ status: 'accepted' });
    expect(able.notices).toEqual([{ to: '+31612345678', text: 'no code' }]);
  });
});
