import { describe, expect, test } from '@jest/globals';
import { KeyRing } from '../key-ring.js';
import { cryptoRandom } from '../ports/random.js';
import type { Purpose } from '../purpose.js';
import { SignInToken } from '../sign-in-token.js';
import { codeOf, createEnrolled, createHost, logIn, PHONE, SECRET, signedIn } from '../spec/flow.js';
import { atThePasskey, createWithPasskey, enrolPasskey, ORIGIN, type PasskeyHost } from '../spec/passkeys.js';
import { SoftwareAuthenticator } from '../testing/index.js';

/** A sign-in of Alice's by which she adds a factor. */
async function toAdd({ pending, alice }: PasskeyHost, epoch = 1): Promise<string> {
  const keys = new KeyRing([SECRET]);
  const token = SignInToken.draw(keys.subjectTag('alice'), cryptoRandom);
  const about = { subject: 'alice', purpose: 'change' as Purpose, epoch, returnTo: null };
  const credential = keys.credential(alice.password);
  const limits = { resendWaitsSeconds: [30], maxSends: 3, maxTries: 5, maxFailures: 10 };
  const waits = { failureWindowSeconds: 86_400, waitsFrom: 5, waitsSeconds: [30] };
  const signIn = { ...about, credential, methods: ['passkey' as const], amr: ['pwd' as const], expiresInSeconds: 600 };
  await pending.open(token.key, signIn, { ...limits, ...waits });
  return token.reveal();
}

describe('what the browser is asked for', () => {
  test('by a first log-in: a new passkey, for this host and account', async () => {
    const host = createHost({
      subject: { id: ({ id }) => id, load: (id) => ({ id, password: '' }), label: () => 'a@b.example' },
    });
    const { token } = await logIn(host, host.alice);
    expect(await host.secondFactor.passkeyOptions(token)).toMatchObject({
      challenge: expect.stringMatching(/^[\w-]{43}$/),
      rp: { id: 'manage.example.com', name: 'Management Interface' },
      user: { id: expect.stringMatching(/^[\w-]{43}$/), name: 'a@b.example', displayName: 'a@b.example' },
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
      ...{ attestation: 'none', excludeCredentials: [], timeout: 600_000 },
    });
    const { status, purpose, method } = await host.secondFactor.state(token);
    expect([status, purpose, method]).toEqual(['method_required', 'enrol', 'passkey']);
  });

  test('by any other: one of the subject’s own, and how it is reached', async () => {
    const host = await createWithPasskey();
    const { options } = await atThePasskey(host);
    expect(options).toEqual({
      ...{ rpId: 'manage.example.com', timeout: 600_000, userVerification: 'preferred', extensions: undefined },
      challenge: expect.stringMatching(/^[\w-]{43}$/),
      allowCredentials: [{ id: host.device.ids[0], type: 'public-key', transports: ['usb'] }],
    });
  });

  test('R04: is signed for one sign-in, and the same for as long as that lives', async () => {
    const host = await createWithPasskey();
    const [one, two] = [await atThePasskey(host), await atThePasskey(host)];
    expect(one.options.challenge).not.toBe(two.options.challenge);
    expect(await host.secondFactor.passkeyOptions(one.token)).toEqual(one.options);
  });

  test('names the account by a keyed hash, one for each', async () => {
    const host = createHost();
    const handles = [];
    for (const user of [host.alice, host.alice, host.bob]) {
      const options = await host.secondFactor.passkeyOptions((await logIn(host, user)).token);
      handles.push('user' in options ? options.user.id : '');
    }
    expect([handles[0], new Set(handles).size]).toEqual([handles[1], 2]);
    expect(handles.map((handle) => Buffer.from(handle, 'base64url').toString())).not.toContain('alice');
  });

  test('to add one: none that the subject has already; and both are good from then on', async () => {
    const host = await createWithPasskey();
    const token = await toAdd(host);
    const options = await host.secondFactor.passkeyOptions(token);
    expect(options).toMatchObject({ excludeCredentials: [{ id: host.device.ids[0] }] });
    const second = new SoftwareAuthenticator(ORIGIN);
    const answer = { method: 'passkey', credential: second.create(options), name: 'Spare' } as const;
    const asking = { subject: 'alice', amr: ['pwd', 'pop', 'mfa'], verifiedAt: host.clock.now(), epoch: 1 } as const;
    await host.secondFactor.verify(token, answer, { assurance: asking });
    const own = await host.factors.factors('alice');
    expect(own.map(({ name }) => name)).toEqual(['Security key', 'Spare']);
    const { options: asked } = await atThePasskey(host);
    expect(asked).toMatchObject({ allowCredentials: [{ id: host.device.ids[0] }, { id: second.ids[0] }] });
  });

  test('R36: is refused once the factors are others', async () => {
    const host = await createWithPasskey();
    const token = await toAdd(host, 0);
    expect(await codeOf(host.secondFactor.passkeyOptions(token))).toBe('enrolment_not_allowed');
  });

  test('R33: of a pending sign-in of an enrolled subject, whatever it has, is no new passkey', async () => {
    const host = await createWithPasskey();
    const { token, options } = await atThePasskey(host);
    expect(options).not.toHaveProperty('rp');
    const made = new SoftwareAuthenticator(ORIGIN).create(options);
    expect(await codeOf(host.secondFactor.verify(token, { method: 'passkey', credential: made }))).toBe('bad_request');
    const phone = await createEnrolled();
    const other = await logIn(phone, phone.alice);
    expect(await codeOf(phone.secondFactor.passkeyOptions(other.token))).toBe('bad_request');
    expect(await codeOf(phone.secondFactor.verify(other.token, { method: 'passkey', credential: made }))).toBe(
      'bad_request',
    );
    expect((await phone.factors.factors('alice')).map(({ kind }) => kind)).toEqual(['phone']);
  });

  test('R33: of two first log-ins the second one registers nothing when the first has', async () => {
    const host = createHost();
    const { token } = await logIn(host, host.alice);
    const options = await host.secondFactor.passkeyOptions(token);
    await enrolPasskey(host, host.alice, new SoftwareAuthenticator(ORIGIN));
    expect(await codeOf(host.secondFactor.passkeyOptions(token))).toBe('enrolment_not_allowed');
    const credential = new SoftwareAuthenticator(ORIGIN).create(options);
    expect(await codeOf(host.secondFactor.verify(token, { method: 'passkey', credential }))).toBe(
      'enrolment_not_allowed',
    );
    expect(await host.factors.factors('alice')).toHaveLength(1);
  });

  test('R16: is nothing while the password is suspected', async () => {
    const host = await createWithPasskey();
    const { token } = await logIn(host, host.alice);
    const suspected = { credential: null, roomInSeconds: 60 };
    host.factors.posture = async () => ({ epoch: 1, methods: ['passkey'], suspected });
    expect(await codeOf(host.secondFactor.passkeyOptions(token))).toBe('second_factor_locked');
  });

  test('is nothing where browsers know no passkeys: of a host that is an address', async () => {
    const host = createHost({ publicUrl: 'https://192.0.2.1' });
    const { token } = await logIn(host, host.alice);
    expect(await codeOf(host.secondFactor.passkeyOptions(token))).toBe('enrolment_not_allowed');
  });

  test('R70: is all that is offered where the policy counts nothing else', async () => {
    const host = createHost({ policy: () => ({ requirement: 'required', methods: ['passkey'] }) });
    const { token, state } = await logIn(host, host.alice);
    expect(state.methods).toEqual(['passkey']);
    expect(await codeOf(host.secondFactor.enrolPhone(token, { phone: PHONE.typed }))).toBe('enrolment_not_allowed');
    const credential = new SoftwareAuthenticator(ORIGIN).create(await host.secondFactor.passkeyOptions(token));
    const { assurance } = signedIn(await host.secondFactor.verify(token, { method: 'passkey', credential }));
    expect(assurance.method).toBe('passkey');
  });

  test('gives way to a phone when its owner thinks again', async () => {
    const host = createHost();
    const { token } = await logIn(host, host.alice);
    await host.secondFactor.passkeyOptions(token);
    await host.secondFactor.enrolPhone(token, { phone: PHONE.typed });
    const { assurance } = await host.secondFactor.verify(token, host.sender.last.code);
    expect(assurance.method).toBe('sms');
  });
});
