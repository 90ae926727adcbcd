import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { MemoryPendingStore } from './development/memory-pending-store.js';
import { EVENT_KINDS, EVENT_TYPES } from './event-kinds.js';
import type { SecondFactorEvent } from './events.js';
import { SessionId } from './session-id.js';
import { eventTable } from './spec/event-table.js';
import { codeOf, createEnrolled, createHost, enrol, failTimes, type Host, logIn, PHONE, restart } from './spec/flow.js';

/** A way through the second step, and all that it tells, without the word before the first dot. */
type Flow = readonly [name: string, walk: () => Promise<Host>, told: readonly string[]];

const OPENED = ['sign-in.opened', 'code.sent'];
const WRONG = (times: number) => Array<string>(times).fill('code.wrong');
const lowest = { maxFailures: 5 };

async function withCode(walk: (host: Host, token: string) => Promise<unknown>, changes = {}): Promise<Host> {
  const host = restart(await createEnrolled(), changes);
  await walk(host, (await logIn(host, host.alice)).token);
  return host;
}

const FLOWS: readonly Flow[] = [
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
      host.secondFactor.notePolicyChange({ actor: 'alice', from: 'off', to: 'required' });
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

const ENVELOPE = ['version', 'id', 'type', 'at', 'result', 'severity', 'signIn', 'address', 'session'];

describe('R75: one run of each flow gives exactly these events', () => {
  const all: SecondFactorEvent[] = [];

  test.each(FLOWS)('%s', async (_, walk, told) => {
    const { sink } = await walk();
    expect(sink.types.map((type) => type.replace('countersign.', ''))).toEqual(told);
    all.push(...sink.events);
  });

  test('every type is told by one of them, but for what a sink tells itself', () => {
    expect([...new Set(all.map(({ type }) => type)), 'countersign.events.lost'].sort()).toEqual(
      [...EVENT_TYPES].sort(),
    );
  });

  test('each says exactly what the list says, and has an id of its own', () => {
    for (const event of all) {
      const { result, severity, fields } = EVENT_KINDS[event.type];
      const own = Object.keys(event).filter((key) => !ENVELOPE.includes(key));
      expect([event.type, own.sort()]).toEqual([event.type, [...fields].sort()]);
      expect(event).toMatchObject({ version: 1, result, severity });
    }
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  test('all that is about a sign-in can be tied to it', () => {
    const loose = new Set(all.filter(({ signIn }) => signIn === undefined).map(({ type }) => type));
    expect([...loose].sort()).toEqual(
      [
        ...['countersign.lock.refused', 'countersign.policy.changed', 'countersign.policy.unreadable'],
        ...['countersign.sign-in.exempted', 'countersign.store.evicts', 'countersign.unavailable'],
      ].sort(),
    );
  });

  test('docs/events.md has them all', () => {
    const page = readFileSync(new URL('../../../docs/events.md', import.meta.url), 'utf8');
    expect(page).toContain(eventTable());
  });
});

describe('who asked', () => {
  const caller = { address: '192.0.2.7', session: new SessionId('sentinel-of-a-session') };

  test('R75: is in every event of a walk: the address as it is, the session as a keyed hash', async () => {
    const host = createHost();
    const begun = await host.secondFactor.begin(host.alice, caller);
    if (begun.status !== 'pending') throw new Error('not opened');
    const token = begun.token.reveal();
    await host.secondFactor.enrolPhone(token, { phone: PHONE.typed, ...caller });
    await codeOf(host.secondFactor.verify(token, '314159', caller));
    host.clock.advance(30_000);
    await host.secondFactor.sendCode(token, caller);
    await host.secondFactor.cancel(token, caller);
    host.secondFactor.notePolicyChange({ actor: 'alice', from: 'off', to: 'required' }, caller);
    const told = new Set(host.sink.events.map(({ address, session }) => `${address} ${session}`));
    expect([...told]).toEqual([expect.stringMatching(/^192\.0\.2\.7 [\w-]{16}$/)]);
    expect(host.sink.events).toHaveLength(6);
  });

  test('R76: a session’s id is in none of them, nor in what prints it', async () => {
    const host = await createEnrolled();
    await host.secondFactor.begin(host.alice, caller);
    expect(JSON.stringify([host.sink.events, caller, `${caller.session}`])).not.toContain('sentinel');
  });
});
