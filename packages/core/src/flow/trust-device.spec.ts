import { describe, expect, test } from '@jest/globals';
import { codeOf, createHost, failTimes, type Host, logIn, PHONE, restart, signedIn } from '../spec/flow.js';
import { BY_BOB } from '../spec/guessing.js';
import { ask, createTrusting, FIREFOX, from, sessionFrom, trust } from '../spec/trusting.js';
import { createEngine } from './engine.js';
import { trustDevice } from './trust-device.js';

const TOKEN = /^[\w-]{16}\.[\w-]{43}$/;
const policyOf = (answer: object) => ({ policy: () => ({ requirement: 'required' as const, ...answer }) });

/** What ends the trust, and the change of options with which the next log-in is tried. */
const ENDS: readonly [string, (host: Host) => unknown][] = [
  [
    'the password is changed',
    ({ alice }) => {
      alice.password = 'alice-password-2';
    },
  ],
  [
    'a factor is added',
    async ({ factors }) => {
      const other = { kind: 'totp', sealed: 'x', lookup: null, lastDigits: null, name: null } as const;
      await factors.enrol('alice', { ...other, counter: 0 }, { first: false, epoch: 1 });
    },
  ],
  ['an administrator resets the factors', ({ secondFactor }) => secondFactor.resetFactors('alice', BY_BOB)],
  ['a notice is contested', ({ factors, clock }) => factors.endSessions('alice', new Date(clock.now()))],
  [
    'the password is suspected (R13), though it is changed then',
    async (host) => {
      const few = restart(host, { maxFailuresInThirtyDays: 5 });
      await failTimes(few, (await logIn(few, few.alice)).token, 5);
      host.alice.password = 'alice-password-2';
      host.clock.advance(600_000);
    },
  ],
  [
    'nothing was asked of its owner in between',
    async (host) => {
      expect(await from(restart(host, { policy: 'off' }), host.alice)).toBe('not asked');
    },
  ],
  [
    'the policy let no device of its owner be trusted in between',
    async (host) => {
      expect(await from(restart(host, policyOf({ trustedDevices: false })), host.alice)).toBe('asked');
    },
  ],
  [
    'its owner ends it',
    async ({ secondFactor, alice }) => {
      const [device] = await secondFactor.devices(alice);
      expect(await secondFactor.revokeDevice(alice, device?.id ?? '')).toBe(true);
      expect(await secondFactor.revokeDevice(alice, device?.id ?? '')).toBe(false);
    },
  ],
];

describe('R53: a trusted device', () => {
  test.each(ENDS)('is asked again when %s', async (_what, change) => {
    const host = await createTrusting();
    const device = await trust(host);
    await change(host);
    expect(await from(host, host.alice, device)).toBe('asked');
    expect(await host.secondFactor.devices(host.alice)).toEqual([]);
  });

  test('is asked where the policy does not count the method by which it was trusted', async () => {
    const host = await createTrusting();
    const device = await trust(host);
    const { assurance } = await sessionFrom(host, device);
    const strict = restart(host, policyOf({ methods: ['totp'] }));
    expect((await strict.secondFactor.standing(host.alice, assurance)).status).toBe('required');
    expect(await from(strict, host.alice, (await sessionFrom(host, await trust(host))).device.token.reveal())).toBe(
      'asked',
    );
  });

  test('is one of five; a sixth is refused, and a new grant in the same browser takes the place of the old', async () => {
    const host = await createTrusting();
    const devices: string[] = [];
    for (let n = 0; n < 5; n++) devices.push(await trust(host));
    expect(await ask(host)).toBeNull();
    const again = await trust(host, devices.slice(0, 1));
    expect((await host.secondFactor.devices(host.alice)).length).toBe(5);
    expect(await from(host, host.alice, devices[0] ?? '')).toBe('asked');
    expect(await from(host, host.alice, again)).toMatch(TOKEN);
    host.alice.password = 'alice-password-2';
    await trust(host);
    expect((await host.secondFactor.devices(host.alice)).length).toBe(1);
  });
});

describe('R54: trust', () => {
  test('is granted only where it is asked for, and not with a wrong answer', async () => {
    const host = await createTrusting();
    const { token } = await logIn(host, host.alice);
    expect(await codeOf(host.secondFactor.verify(token, { code: '314159', trust: {} }))).toBe('code_wrong');
    expect((await host.secondFactor.verify(token, host.sender.last.code)).device).toBeNull();
    expect(await host.secondFactor.devices(host.alice)).toEqual([]);
  });

  test('is not granted by an enrolment, a step-up, or where the policy does not let the user', async () => {
    const host = createHost({ trustedDevices: {} });
    const first = await logIn(host, host.alice);
    await host.secondFactor.enrolPhone(first.token, { phone: PHONE.typed });
    const answer = () => ({ code: host.sender.last.code, trust: { userAgent: FIREFOX } });
    expect(signedIn(await host.secondFactor.verify(first.token, answer())).device).toBeNull();
    const begun = await host.secondFactor.beginStepUp(host.alice);
    if (begun.status !== 'pending') throw new Error('not opened');
    expect(signedIn(await host.secondFactor.verify(begun.token.reveal(), answer())).device).toBeNull();
    expect(await ask(restart(host, policyOf({ trustedDevices: false })))).toBeNull();
  });

  test('is not granted by a recovery code, whatever else is right', async () => {
    const host = await createTrusting();
    const { token } = await logIn(host, host.alice);
    const verified = await host.secondFactor.verify(token, host.sender.last.code);
    const by = (method: 'sms' | 'recovery') => ({ ...verified, assurance: { ...verified.assurance, method } });
    const engine = createEngine(host.options);
    expect(await trustDevice(engine, by('recovery'), {})).toBeNull();
    expect(await trustDevice(engine, by('sms'), {})).not.toBeNull();
  });

  test('proves no second factor: the session has no mfa, fails a step-up, and passes the log-in alone', async () => {
    const host = await createTrusting();
    const { assurance } = await sessionFrom(host, await trust(host));
    expect(assurance).toEqual({
      ...{ subject: 'alice', amr: ['pwd'], method: 'sms', verifiedAt: null, epoch: 1, trustedDevice: true },
    });
    const standing = async (demand: object, of: Host = host, given = assurance) =>
      (await of.secondFactor.standing(host.alice, given, demand)).status;
    expect(await standing({})).toBe('satisfied');
    expect(await standing({ maxAgeSeconds: 300 })).toBe('stale');
    expect(await standing({ whateverThePolicy: true })).toBe('stale');
    expect(await standing({}, restart(host, { trustedDevices: false }))).toBe('required');
    expect(await standing({}, restart(host, policyOf({ trustedDevices: false })))).toBe('required');
    const broken = restart(host, { policy: () => Promise.reject(new Error('down')) });
    expect(await standing({}, broken)).toBe('required');
    expect(await standing({}, host, { ...assurance, epoch: 0 })).toBe('required');
    expect(await standing({}, host, { ...assurance, subject: 'bob' })).toBe('required');
  });

  test('its session steps up like any other, and has proved both then', async () => {
    const host = await createTrusting();
    const { assurance } = await sessionFrom(host, await trust(host));
    const begun = await host.secondFactor.beginStepUp(host.alice, { amr: assurance.amr });
    if (begun.status !== 'pending') throw new Error('not opened');
    const verified = await host.secondFactor.verify(begun.token.reveal(), host.sender.last.code);
    expect(verified.assurance).toMatchObject({ amr: ['pwd', 'sms', 'mfa'], verifiedAt: host.clock.now() });
    expect(verified.assurance.trustedDevice).toBeUndefined();
  });
});
