import { MemoryPendingStore } from '../development/memory-pending-store.js';
import { StoreUnavailable } from '../ports/pending-store.js';
import {
  codeOf,
  createEnrolled,
  createHost,
  enrol,
  failTimes,
  type Host,
  logIn,
  PHONE,
  restart,
  SECRET,
} from './flow.js';
import { changePhone, createMine, idOf, OTHER } from './mine.js';

/** A way through the second step, and all that it tells, without the word before the first dot. */
export type Flow = readonly [name: string, walk: () => Promise<Host>, told: readonly string[]];

const OPENED = ['sign-in.opened', 'code.sent'];
const WRONG = (times: number) => Array<string>(times).fill('code.wrong');
const lowest = { maxFailures: 5 };

async function withCode(walk: (host: Host, token: string) => Promise<unknown>, changes = {}): Promise<Host> {
  const host = restart(await createEnrolled(), changes);
  await walk(host, (await logIn(host, host.alice)).token);
  return host;
}

/** Those of everyday. */
export const FLOWS: readonly Flow[] = [
  [
    'a first log-in, which registers a phone',
    async () => {
      const host = createHost();
      await enrol(host, host.alice);
      return host;
    },
    [...OPENED, 'factor.enrolled', 'sign-in.completed'],
  ],
  [
    'a log-in with a wrong answer',
    () =>
      withCode(async (host, token) => {
        await failTimes(host, token, 1);
        await host.secondFactor.verify(token, host.sender.last.code);
      }),
    [...OPENED, 'code.wrong', 'sign-in.completed'],
  ],
  [
    'a log-in by a phone under an older secret, which cannot be sealed anew',
    async () => {
      const next = 'the next secret of the host, long enough too';
      const host = restart(await createEnrolled(), { secrets: [next, SECRET] });
      host.factors.reseal = () => Promise.reject(new StoreUnavailable('timeout'));
      const { token } = await logIn(host, host.alice);
      await host.secondFactor.verify(token, host.sender.last.code);
      await new Promise((resolve) => setImmediate(resolve));
      return host;
    },
    [...OPENED, 'sign-in.completed', 'factor.not_resealed'],
  ],
  [
    'a step-up',
    async () => {
      const host = await createEnrolled();
      const begun = await host.secondFactor.beginStepUp(host.alice);
      if (begun.status === 'pending') await host.secondFactor.verify(begun.token.reveal(), host.sender.last.code);
      return host;
    },
    [...OPENED, 'sign-in.completed'],
  ],
  [
    'a change of the phone, another one, and its removal',
    async () => {
      const { host, session } = await createMine();
      const changed = await changePhone(host, session, { phone: OTHER.typed, replaces: await idOf(host) });
      const added = await changePhone(host, changed.assurance, { phone: PHONE.typed });
      await host.secondFactor.removeFactor(host.alice, added.assurance, await idOf(host));
      return host;
    },
    [
      ...[...OPENED, 'factor.changed', 'sign-in.completed', ...OPENED, 'factor.enrolled', 'sign-in.completed'],
      'factor.removed',
    ],
  ],
  [
    'another code, and the old one',
    () =>
      withCode(async (host, token) => {
        const { code } = host.sender.last;
        host.clock.advance(30_000);
        await host.secondFactor.sendCode(token);
        await codeOf(host.secondFactor.verify(token, code));
      }),
    [...OPENED, 'code.sent', 'code.wrong'],
  ],
  [
    'five wrong answers',
    () => withCode((host, token) => failTimes(host, token, 5)),
    [...OPENED, ...WRONG(5), 'sign-in.spent'],
  ],
  [
    'wrong answers up to the lock, and another log-in',
    () =>
      withCode(async (host, token) => {
        await failTimes(host, token, 5);
        await codeOf(host.secondFactor.begin(host.alice));
      }, lowest),
    [...OPENED, ...WRONG(5), 'locked', 'sign-in.spent', 'lock.refused'],
  ],
  [
    'an answer that comes too late',
    () =>
      withCode(async (host, token) => {
        host.clock.advance(301_000);
        await codeOf(host.secondFactor.verify(token, host.sender.last.code));
      }),
    [...OPENED, 'code.expired'],
  ],
  ['a cancel', () => withCode((host, token) => host.secondFactor.cancel(token)), [...OPENED, 'sign-in.cancelled']],
  [
    'an account that was disabled meanwhile',
    () =>
      withCode(async (host, token) => {
        host.alice.disabled = true;
        await codeOf(host.secondFactor.verify(token, host.sender.last.code));
      }),
    [...OPENED, 'sign-in.refused'],
  ],
  [
    'receipts',
    () =>
      withCode(async ({ secondFactor, sender }) => {
        const { receiptFor } = sender.last;
        await secondFactor.noteReceipt({ receiptFor, delivery: 'undelivered', reason: 'number_unreachable' });
        for (const _ of [1, 2]) await secondFactor.noteReceipt({ receiptFor, delivery: 'delivered' });
      }),
    [...OPENED, 'code.undelivered', 'code.delivered'],
  ],
  [
    'an alarm that the host cannot be told',
    async () => {
      const pending = Object.assign(new MemoryPendingStore(), { checkSettings: async () => 'evicts' as const });
      const host = createHost({ pending, onAlarm: () => Promise.reject(new Error('down')) });
      await host.secondFactor.checkStore();
      await new Promise((resolve) => setImmediate(resolve));
      return host;
    },
    ['store.evicts', 'alarm.failed'],
  ],
  [
    'an exemption',
    async () => {
      const host = await createEnrolled();
      await host.secondFactor.begin(host.alice, { exempt: () => 'API token' });
      return host;
    },
    ['sign-in.exempted'],
  ],
  [
    'a number that the host’s check refuses',
    async () => {
      const host = createHost({ numberCheck: { check: async () => 'block' } });
      const { token } = await logIn(host, host.alice);
      await codeOf(host.secondFactor.enrolPhone(token, { phone: PHONE.typed }));
      return host;
    },
    ['sign-in.opened', 'number.refused', 'code.not_sent'],
  ],
  [
    'a sender that fails, and is left alone at the fifth time',
    async () => {
      const host = restart(await createEnrolled(), { sendQuotas: { subject: { hour: 10 } } });
      host.sender.answer = () => ({ status: 'refused', reason: 'unavailable', retryable: true, switchChannel: true });
      for (const _ of Array(5)) await logIn(host, host.alice);
      return host;
    },
    [
      ...Array<string[]>(4).fill(['sign-in.opened', 'sender.failed', 'code.not_sent']).flat(),
      ...['sign-in.opened', 'sender.failed', 'sender.left_alone', 'code.not_sent'],
    ],
  ],
  [
    'the last codes that the installation sends',
    async () => {
      const host = restart(await createEnrolled(), { sendQuotas: { total: { hour: 2 } } });
      for (const _ of [1, 2]) await logIn(host, host.alice);
      return host;
    },
    ['sign-in.opened', 'sends.alarm', 'code.sent', 'sign-in.opened', 'sends.refused'],
  ],
  [
    'a policy that is changed, and then gives no answer',
    async () => {
      const host = restart(await createEnrolled(), { policy: () => Promise.reject(new Error('down')) });
      host.secondFactor.notePolicyChange({ actor: 'alice', from: 'off', to: 'required', deadline: null });
      await host.secondFactor.standing(host.alice, undefined);
      return host;
    },
    ['policy.changed', 'policy.unreadable'],
  ],
  [
    'a store that may forget, and one that is down',
    async () => {
      const pending = Object.assign(new MemoryPendingStore(), { checkSettings: async () => 'evicts' as const });
      const host = createHost({ pending });
      await host.secondFactor.checkStore();
      Object.assign(pending, { ping: () => Promise.reject(new Error('down')) });
      await codeOf(host.secondFactor.ping());
      return host;
    },
    ['store.evicts', 'unavailable'],
  ],
];
