import { Password } from '../password.js';
import { NoticeFailure } from '../ports/notifier.js';
import type { ReceiptReader } from '../ports/receipt-reader.js';
import { failover } from '../sending/failover.js';
import { RecordingNotifier, RecordingSender } from '../testing/index.js';
import type { Flow } from './event-flows.js';
import { codeOf, createEnrolled, createHost, enrol, failTimes, type Host, logIn, restart, type User } from './flow.js';
import { BY_BOB, createGuessed, guess, guessOn, signIn } from './guessing.js';
import { answerBy, createWithPasskey } from './passkeys.js';
import { recovered, useUp } from './recovery.js';
import { createTrusting, trust } from './trusting.js';

const READER: ReceiptReader = { provider: 'carrier', read: () => undefined };

/** Lets everything run to its end that has begun. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Somebody with a code on its way by the first of two senders that report; 20 s later nothing has been heard of it. */
async function unheardOf(changes: object): Promise<Host> {
  const first = await createEnrolled();
  const senders = [first.sender, new RecordingSender()];
  for (const sender of senders) sender.receipts = [READER];
  const sender = failover(senders, { clock: first.clock });
  const host = restart(first, { sender, resendWithoutReceiptSeconds: 20, ...changes });
  await logIn(host, host.alice);
  host.clock.advance(20_000);
  await settled();
  return host;
}

const GUESSED = ['sign-in.opened', 'code.sent', 'code.wrong'];

/** Those of somebody who guesses, or who lives on messages being sent, and of what is done about it. */
export const GUARDING_FLOWS: readonly Flow[] = [
  ['no receipt, and another sender', () => unheardOf({}), ['sign-in.opened', 'code.sent', 'code.resent']],
  [
    'no receipt, and no room for another send',
    () => unheardOf({ sendQuotas: { subject: { hour: 2 } } }),
    ['sign-in.opened', 'code.sent', 'sends.refused', 'code.not_resent'],
  ],
  [
    'a receipt that the operator has to see',
    async () => {
      const host = await createEnrolled();
      await logIn(host, host.alice);
      const { receiptFor } = host.sender.last;
      await host.secondFactor.noteReceipt({ receiptFor, delivery: 'undelivered', alert: true, providerCode: 30007 });
      return host;
    },
    ['sign-in.opened', 'code.sent', 'receipt.alert', 'code.undelivered'],
  ],
  [
    'so many wrong answers that the password is suspected, until it is another one; the host cannot be told',
    async () => {
      const base = await createGuessed({ maxFailuresInThirtyDays: 5 });
      const passwordSuspected = () => Promise.reject(new Error('down'));
      const host = restart(base, { subject: { ...base.options.subject, passwordSuspected } });
      await guess(host, 5);
      host.alice.password = 'another-password';
      await signIn(host);
      return host;
    },
    [
      ...Array<string[]>(5).fill(GUESSED).flat(),
      ...['password.suspected', 'hook.failed', 'lock.refused', 'password.replaced'],
      ...['sign-in.opened', 'code.sent', 'sign-in.completed'],
    ],
  ],
  [
    'a hundred wrong answers in a row',
    async () => {
      const host = await guessOn(await createGuessed({ maxFailuresInThirtyDays: 50 }), 99);
      host.sink.events.length = 0;
      await guess(host, 1);
      return host;
    },
    [...GUESSED, 'factor.disabled', 'password.suspected', 'lock.refused'],
  ],
  [
    'a passkey whose counter does not go up',
    async () => {
      const host = await createWithPasskey();
      const { token } = await logIn(host, host.alice);
      await codeOf(answerBy(host, host.device, token, { counter: 1 }));
      return host;
    },
    ['sign-in.opened', 'passkey.cloned', 'code.wrong'],
  ],
  [
    'an administrator who unlocks, and then resets',
    async () => {
      const host = await createEnrolled();
      await host.secondFactor.unlock('alice', BY_BOB);
      await host.secondFactor.resetFactors('alice', BY_BOB);
      return host;
    },
    ['unlocked', 'factors.reset'],
  ],
  [
    'a bypass code that a second administrator approves, and its use',
    async () => {
      const host = restart(await createEnrolled(), { bypassCodes: { secondApprover: true } });
      const { code, id } = await host.secondFactor.issueBypassCode('alice', BY_BOB);
      await host.secondFactor.approveBypassCode('alice', id, { ...BY_BOB, actor: 'carol' });
      await recovered(host, code.grouped());
      return host;
    },
    ['bypass.issued', 'bypass.approved', 'sign-in.opened', 'code.sent', 'bypass.used', 'sign-in.opened'],
  ],
  [
    'a notice that is handed over and contested, and one that nobody takes; the host cannot be told',
    async () => {
      const notifier = new RecordingNotifier();
      const base = restart(await createEnrolled(), { notifier });
      const contested = () => Promise.reject(new Error('down'));
      const host = restart(base, { subject: { ...base.options.subject, contested } });
      host.secondFactor.linkNotices((token) => token);
      await host.secondFactor.unlock('alice', BY_BOB);
      await settled();
      await host.secondFactor.contest(notifier.last.contestUrl);
      notifier.answer = () => Promise.reject(new NoticeFailure('no_address', true));
      await host.secondFactor.unlock('alice', BY_BOB);
      await settled();
      return host;
    },
    ['unlocked', 'notice.sent', 'contested', 'hook.failed', 'unlocked', 'notice.failed'],
  ],
  [
    'a browser that is trusted, a log-in from there, one from a copy, and one that its owner ends',
    async () => {
      const host = await createTrusting();
      const [first, second] = [await trust(host), await trust(host)];
      for (const _ of [1, 2]) {
        await host.secondFactor.begin(host.alice, { devices: [first] });
        host.clock.advance(10_000);
      }
      await host.secondFactor.revokeDevice(host.alice, second.slice(0, 16));
      return host;
    },
    [
      ...Array<string[]>(2).fill(['sign-in.opened', 'code.sent', 'sign-in.completed', 'device.trusted']).flat(),
      ...['device.used', 'device.theft', 'sign-in.opened', 'code.sent', 'device.revoked'],
    ],
  ],
  [
    'codes of which none comes back',
    async () => {
      const host = createHost({ lowConversion: 'alarm' });
      for (let n = 0; n < 20; n++) host.users.set(`user-${n}`, { id: `user-${n}`, password: 'password' });
      for (const [n, user] of [...host.users.values()].slice(2).entries()) {
        const { token } = await logIn(host, user);
        await host.secondFactor.enrolPhone(token, { phone: `+316123${String(n * 400).padStart(5, '4')}` });
      }
      host.clock.advance(1_000);
      await settled();
      host.sink.events.splice(0, 40);
      return host;
    },
    ['sends.conversion_low', 'sends.conversion_low'],
  ],
  [
    'fifty wrong answers within an hour, of twenty accounts',
    async () => {
      const host = createHost();
      for (let n = 0; n < 17; n++) {
        const user = { id: `user-${n}`, password: 'password' };
        host.users.set(user.id, user);
        const { token } = await logIn(host, user);
        await host.secondFactor.enrolPhone(token, { phone: `+31612345${String(100 + n)}` });
        await failTimes(host, token, 3);
      }
      await settled();
      host.sink.events.splice(0, host.sink.types.indexOf('countersign.failures.alarm'));
      host.sink.events.splice(1, 1);
      return host;
    },
    ['failures.alarm'],
  ],
  [
    'a wrong password of a session that is to change its factors, then the right one',
    async () => {
      const base = await createEnrolled();
      const checkPassword = (user: User, password: Password) => password.reveal() === user.password;
      const host = restart(base, { subject: { ...base.options.subject, checkPassword } });
      const stepUp = (typed: string) => host.secondFactor.beginStepUp(host.alice, { password: Password.of(typed) });
      await codeOf(stepUp('wrong'));
      await stepUp(host.alice.password);
      return host;
    },
    ['password.wrong', 'sign-in.opened', 'code.sent'],
  ],
  [
    'a wrong answer, and a wait',
    async () => {
      const host = await createEnrolled();
      const other = await logIn(host, host.alice);
      const { code } = host.sender.last;
      await failTimes(host, (await logIn(host, host.alice)).token, 5);
      host.sink.events.length = 0;
      await codeOf(host.secondFactor.verify(other.token, code));
      return host;
    },
    ['lock.refused'],
  ],
  [
    'recovery codes, of which few are left when one is used',
    async () => {
      const host = createHost();
      const { assurance } = await enrol(host, host.alice);
      const { codes } = await host.secondFactor.renewRecoveryCodes(host.alice, assurance);
      await useUp(host, 6);
      await recovered(host, codes[9]?.grouped());
      return host;
    },
    [
      ...['sign-in.opened', 'code.sent', 'factor.enrolled', 'sign-in.completed', 'recovery.renewed'],
      ...['sign-in.opened', 'code.sent', 'recovery.used', 'recovery.low', 'sign-in.opened'],
    ],
  ],
];
