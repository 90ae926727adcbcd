import { describe, expect, test } from '@jest/globals';
import type { Factor } from '../ports/factor.js';
import { codeOf, logIn, refusalOf, restart, SECRET, signedIn } from '../spec/flow.js';
import {
  answerBy,
  atThePasskey,
  createWithPasskey,
  enrolPasskey,
  ORIGIN,
  type PasskeyHost,
  stepUp,
} from '../spec/passkeys.js';
import { type Lie, SoftwareAuthenticator } from '../testing/index.js';

/** The passkey that Alice has. */
const own = async ({ factors }: PasskeyHost) => (await factors.factors('alice'))[0] as Factor;

const wrongs = async (host: PasskeyHost) => [
  (await own(host)).consecutiveFailures,
  (await host.factors.failures('alice')).inThirtyDays,
];

describe('a passkey', () => {
  test('R68: signs in, and is told as a proof of possession', async () => {
    const host = await createWithPasskey();
    const { token, state } = await logIn(host, host.alice, '/products');
    expect(state).toMatchObject({ status: 'method_required', methods: ['passkey'], method: 'passkey', code: null });
    const { assurance, returnTo } = await answerBy(host, host.device, token);
    expect([assurance.amr, assurance.method, returnTo]).toEqual([['pwd', 'pop', 'mfa'], 'passkey', '/products']);
    expect(await host.secondFactor.standing(host.alice, assurance)).toEqual({ status: 'satisfied' });
    expect(host.sink.events.at(-1)).toMatchObject({ type: 'countersign.sign-in.completed', method: 'passkey' });
    expect((await own(host)).counter).toBe(2);
  });

  test('that syncs counts nothing, and signs in as often as it likes', async () => {
    const host = await createWithPasskey({}, true);
    for (const _ of [1, 2]) await answerBy(host, host.device, (await logIn(host, host.alice)).token);
    expect(await own(host)).toMatchObject({ counter: 0, name: 'Passkey' });
  });

  test('R67: steps up, under a challenge of its own', async () => {
    const host = await createWithPasskey();
    const token = await stepUp(host);
    const { options } = await atThePasskey(host);
    const credential = host.device.get(options);
    expect(await codeOf(host.secondFactor.verify(token, { method: 'passkey', credential }))).toBe('code_wrong');
    const { purpose, assurance } = await answerBy(host, host.device, token);
    expect([purpose, assurance.method]).toEqual(['step-up', 'passkey']);
  });

  test('R47: alone is a second factor like any other: asked for, never skipped, and no way to a code', async () => {
    const { device, ...base } = await createWithPasskey();
    const host = restart(base, { policy: 'optional' });
    const { token } = await logIn(host, host.alice);
    expect(await codeOf(host.secondFactor.sendCode(token))).toBe('bad_request');
    expect(await codeOf(host.secondFactor.enrolPhone(token, { phone: '06 12345642' }))).toBe('enrolment_not_allowed');
    const unproved = { subject: 'alice', amr: ['pwd' as const], verifiedAt: null, epoch: 1 };
    expect(await host.secondFactor.standing(host.alice, unproved)).toMatchObject({ status: 'required' });
    expect(await host.secondFactor.sessionState(host.alice, unproved)).toMatchObject({
      ...{ status: 'method_required', methods: ['passkey'], method: 'passkey' },
    });
    expect((await answerBy(host, device, token)).assurance.method).toBe('passkey');
  });
});

describe('R04, R09, R16: a wrong answer is charged like any other:', () => {
  test.each<[string, Lie]>([
    ['of a page of another origin', { origin: 'https://manage.example.com.evil.example' }],
    ['of another port', { origin: 'https://manage.example.com:8443' }],
    ['for another host’s passkeys', { rpId: 'evil.example' }],
    ['to a challenge of its own', { challenge: 'A'.repeat(43) }],
    ['of another ceremony', { type: 'webauthn.create' }],
    ['from another page’s frame', { crossOrigin: true }],
  ])('%s', async (_, lie) => {
    const host = await createWithPasskey();
    const { token } = await logIn(host, host.alice);
    const refused = await refusalOf(answerBy(host, host.device, token, lie));
    expect([refused.code, refused.data.attemptsLeft, await wrongs(host)]).toEqual(['code_wrong', 4, [1, 1]]);
    await answerBy(host, host.device, token);
    expect(await wrongs(host)).toEqual([0, 1]);
  });

  test('of another key under its id', async () => {
    const host = await createWithPasskey();
    const { token, options } = await atThePasskey(host);
    const thief = new SoftwareAuthenticator(ORIGIN);
    thief.create(options, { id: host.device.ids[0] ?? '' });
    const credential = thief.get(options);
    expect(await codeOf(host.secondFactor.verify(token, { method: 'passkey', credential }))).toBe('code_wrong');
    expect(await wrongs(host)).toEqual([1, 1]);
  });

  test('of another’s passkey, whose owner’s failures stay', async () => {
    const host = await createWithPasskey();
    const bobs = new SoftwareAuthenticator(ORIGIN);
    await enrolPasskey(host, host.bob, bobs);
    const { token, options } = await atThePasskey(host);
    const credential = bobs.get(options, { id: bobs.ids[0] ?? '' });
    expect(await codeOf(host.secondFactor.verify(token, { method: 'passkey', credential }))).toBe('code_wrong');
    expect([await wrongs(host), (await host.factors.failures('bob')).inThirtyDays]).toEqual([[0, 1], 0]);
  });

  test('that was given before, to another sign-in', async () => {
    const host = await createWithPasskey();
    const { token, options } = await atThePasskey(host);
    const answer = { method: 'passkey', credential: host.device.get(options) } as const;
    await host.secondFactor.verify(token, answer);
    expect(await codeOf(host.secondFactor.verify(token, answer))).toBe('sign_in_expired');
    expect(await codeOf(host.secondFactor.verify((await logIn(host, host.alice)).token, answer))).toBe('code_wrong');
  });

  test.each([0, 1])('of a copy, whose counter is %d after 1, which is told', async (counter) => {
    const host = await createWithPasskey();
    const { token } = await logIn(host, host.alice);
    expect(await codeOf(answerBy(host, host.device, token, { counter }))).toBe('code_wrong');
    const { id: factorId } = await own(host);
    const cloned = host.sink.events.filter(({ type }) => type === 'countersign.passkey.cloned');
    expect(cloned).toMatchObject([{ subject: 'alice', factorId }]);
  });

  test('R10, R12: five end the sign-in and lock, for codes and passkeys alike; a right one is not judged then', async () => {
    const host = await createWithPasskey({ maxFailures: 5 });
    const other = await atThePasskey(host);
    const { token } = await logIn(host, host.alice);
    const lie = { origin: 'https://evil.example' };
    const codes = [];
    for (const _ of Array(5)) codes.push(await codeOf(answerBy(host, host.device, token, lie)));
    expect(codes).toEqual([...Array(4).fill('code_wrong'), 'too_many_attempts']);
    const credential = host.device.get(other.options);
    const late = host.secondFactor.verify(other.token, { method: 'passkey', credential });
    expect(await codeOf(late)).toBe('second_factor_locked');
    expect(await codeOf(host.secondFactor.begin(host.alice))).toBe('second_factor_locked');
  });

  test('R18: but not what no browser gives', async () => {
    const host = await createWithPasskey();
    const { token } = await logIn(host, host.alice);
    for (const credential of [undefined, null, 'credential', {}, { id: 'x' }]) {
      expect(await codeOf(host.secondFactor.verify(token, { method: 'passkey', credential }))).toBe('bad_request');
    }
    const digits = { method: 'passkey', code: '314159' } as unknown as { method: 'passkey'; credential: unknown };
    expect(await codeOf(host.secondFactor.verify(token, digits))).toBe('bad_request');
    const other = { method: 'sms', credential: {} } as unknown as { method: 'passkey'; credential: unknown };
    expect(await codeOf(host.secondFactor.verify(token, other))).toBe('bad_request');
    expect(await wrongs(host)).toEqual([0, 0]);
  });
});

describe('at once', () => {
  test('R08: fifty of the same right answer sign in once', async () => {
    const host = await createWithPasskey({}, true);
    const { token, options } = await atThePasskey(host);
    const answer = { method: 'passkey', credential: host.device.get(options) } as const;
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, () => host.secondFactor.verify(token, answer)),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await wrongs(host)).toEqual([0, 0]);
  });

  test('two sign-ins by one counting key: the one that comes first', async () => {
    const host = await createWithPasskey();
    const both = [await atThePasskey(host), await atThePasskey(host)].map(({ token, options }) =>
      host.secondFactor.verify(token, { method: 'passkey', credential: host.device.get(options) }),
    );
    const outcomes = await Promise.allSettled(both);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(host.sink.events.at(-1)).toMatchObject({ reason: 'factors_changed' });
  });
});

describe('while a secret is being rotated', () => {
  const next = 'the secret of next year, of more than 32 bytes';

  test('R77: a challenge and a passkey of the old one are good, and move to the new one', async () => {
    const host = await createWithPasskey();
    const token = await stepUp(host);
    const answer = {
      method: 'passkey',
      credential: host.device.get(await host.secondFactor.passkeyOptions(token)),
    } as const;
    const rotated = restart(host, { secrets: [next, SECRET] });
    // A sign-in is found by the tag of the secret that it was opened under.
    expect(signedIn(await rotated.secondFactor.verify(token, answer)).assurance.method).toBe('passkey');
    await answerBy(rotated, host.device, (await logIn(rotated, host.alice)).token);
    expect((await own(host)).sealed.split('.')[0]).not.toBe(
      (await own(await createWithPasskey())).sealed.split('.')[0],
    );
  });

  test('R19: one of a secret that is gone is an outage, and no sign-in', async () => {
    const host = restart(await createWithPasskey(), { secrets: [next] });
    const { token } = await logIn(host, host.alice);
    expect(await codeOf(host.secondFactor.passkeyOptions(token))).toBe('second_factor_unavailable');
  });
});
