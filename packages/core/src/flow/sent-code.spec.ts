import { describe, expect, test } from '@jest/globals';
import { KeyRing } from '../key-ring.js';
import { PhoneNumber } from '../phone-number.js';
import type { PendingSignIn } from '../ports/pending-sign-in.js';
import {
  codeOf,
  createEnrolled,
  createHost,
  type Host,
  logIn,
  type Opened,
  PHONE,
  restart,
  SECRET,
} from '../spec/flow.js';

const keys = new KeyRing([SECRET]);
const NEXT = 'the next secret of the host, long enough too';
const OTHER = new PhoneNumber('+31612345699');

/** A host whose Alice has two phones, and what her sign-in by the first one would be altered to. */
async function withTwoPhones(): Promise<Host & { readonly second: string }> {
  const host = await createEnrolled();
  const kept = { sealed: keys.seal(OTHER.reveal(), ['factor', 'phone', 'alice']), lookup: keys.phoneIndex(OTHER) };
  const phone = { kind: 'phone', ...kept, lastDigits: OTHER.lastDigits, name: null, counter: 0 } as const;
  const outcome = await host.factors.enrol('alice', phone, { first: false });
  return { ...host, second: outcome.status === 'enrolled' ? outcome.factor.id : '' };
}

/** Has the store tell something else of a sign-in whose answer was right. */
function alter(host: Host, changes: (signIn: PendingSignIn) => Partial<PendingSignIn>): void {
  const verify = host.pending.verify.bind(host.pending);
  host.pending.verify = async (...asked) => {
    const outcome = await verify(...asked);
    if (outcome.status !== 'right') return outcome;
    return { ...outcome, signIn: { ...outcome.signIn, ...changes(outcome.signIn) } };
  };
}

const aimed = (changes: object) => (signIn: PendingSignIn) => ({
  target: signIn.target && { ...signIn.target, ...changes },
});

async function refusedAsBinding(host: Host, token: string): Promise<void> {
  expect(await codeOf(host.secondFactor.verify(token, host.sender.last.code))).toBe('sign_in_expired');
  expect(host.sink.events.at(-1)).toMatchObject({ type: 'countersign.sign-in.refused', reason: 'binding' });
}

async function enrolling(host: Host): Promise<Opened> {
  const opened = await logIn(host, host.alice);
  await host.secondFactor.enrolPhone(opened.token, { phone: PHONE.typed });
  return opened;
}

describe('R04: a code signs nobody in where its record says', () => {
  test('that it went to another phone of the same account', async () => {
    const host = await withTwoPhones();
    const { token } = await logIn(host, host.alice);
    expect(host.sender.last.to).toBe(PHONE.e164);
    alter(host, aimed({ factorId: host.second }));
    await refusedAsBinding(host, token);
  });

  test('that it went to an authenticator app, which has no number', async () => {
    const host = await createEnrolled();
    const sealed = keys.seal('A'.repeat(32), ['factor', 'totp', 'alice']);
    const app = { kind: 'totp', sealed, lookup: null, lastDigits: null, name: null, counter: 0 } as const;
    await host.factors.enrol('alice', app, { first: false });
    const { token } = await logIn(host, host.alice);
    await host.secondFactor.sendCode(token);
    const other = (await host.factors.factors('alice')).find(({ kind }) => kind === 'totp');
    alter(host, aimed({ factorId: other?.id }));
    const { code } = host.sender.last;
    expect(await codeOf(host.secondFactor.verify(token, { code, method: 'sms' }))).toBe('sign_in_expired');
    expect(host.sink.events.at(-1)).toMatchObject({ reason: 'factors_changed' });
  });

  test.each<[string, Partial<PendingSignIn>]>([
    ['that it enrols', { purpose: 'enrol' }],
    ['that it proves afresh', { purpose: 'step-up' }],
    ['that it is another account’s', { subject: 'bob' }],
    ['that none is live', { code: null }],
    ['that none went anywhere', { target: null }],
  ])('%s', async (_what, changes) => {
    const host = await createEnrolled();
    const { token } = await logIn(host, host.alice);
    alter(host, () => changes);
    await refusedAsBinding(host, token);
  });

  test.each([0, 11, 21])('another MAC, if only in character %i', async (place) => {
    const host = await createEnrolled();
    const { token } = await logIn(host, host.alice);
    alter(host, ({ code }) => {
      const { mac = '' } = code ?? {};
      const other = mac[place] === 'Q' ? 'A' : 'Q';
      return { code: code && { ...code, mac: `${mac.slice(0, place)}${other}${mac.slice(place + 1)}` } };
    });
    await refusedAsBinding(host, token);
  });
});

describe('R04, R36: a code binds nothing where its record', () => {
  test('holds another number, although that is sealed for the same sign-in', async () => {
    const host = createHost();
    const { token, signIn } = await enrolling(host);
    alter(host, aimed({ sealed: keys.seal(OTHER.reveal(), ['enrolment', 'alice', signIn.key.id]) }));
    await refusedAsBinding(host, token);
    expect(await host.factors.factors('alice')).toEqual([]);
  });

  test.each<[string, (signIn: PendingSignIn) => Partial<PendingSignIn>]>([
    ['holds no number', aimed({ sealed: null })],
    ['says that it is another account’s', () => ({ subject: 'bob' })],
    ['says that it signs in', () => ({ purpose: 'sign-in' })],
  ])('%s', async (_what, changes) => {
    const host = createHost();
    const { token } = await enrolling(host);
    alter(host, changes);
    await refusedAsBinding(host, token);
    expect(await host.factors.factors('alice')).toEqual([]);
  });
});

describe('while the secrets are being rotated, a number is known under each of them', () => {
  test('by the code of an enrolment that was sent under the old one', async () => {
    const host = createHost();
    const { token } = await enrolling(host);
    const rotated = restart(host, { secrets: [NEXT, SECRET] });
    await rotated.secondFactor.verify(token, host.sender.last.code);
    const [factor] = await host.factors.factors('alice');
    expect(factor?.lookup).toBe(new KeyRing([NEXT]).phoneIndex(new PhoneNumber(PHONE.e164)));
  });

  test('by a code that is sent under the new one, for what was opened under the old one', async () => {
    const host = createHost();
    const { token } = await enrolling(host);
    const rotated = restart(host, { secrets: [NEXT, SECRET] });
    host.clock.advance(30_000);
    await rotated.secondFactor.sendCode(token);
    expect(await rotated.secondFactor.verify(token, host.sender.last.code)).toMatchObject({ status: 'complete' });
    expect((await host.factors.factors('alice')).map(({ lastDigits }) => lastDigits)).toEqual(['42']);
  });
});
