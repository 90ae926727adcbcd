import { describe, expect, test } from '@jest/globals';
import { KeyRing } from '../key-ring.js';
import { PhoneNumber } from '../phone-number.js';
import type { Factor } from '../ports/factor.js';
import { codeOf, createEnrolled, createHost, type Host, logIn, PHONE, restart, SECRET } from '../spec/flow.js';

const keys = new KeyRing([SECRET]);

const sealed = (e164: string, subject = 'alice'): Partial<Factor> => ({
  sealed: keys.seal(e164, ['factor', 'phone', subject]),
  lookup: keys.phoneIndex(new PhoneNumber(e164)),
  lastDigits: e164.slice(-2),
});

/** Replaces what the factor store says of Alice's phone. */
function alterPhone(host: Host, changes: object): void {
  const before = host.factors.factors.bind(host.factors);
  host.factors.factors = async (subject) => (await before(subject)).map((phone) => ({ ...phone, ...changes }));
}

function alterPosture(host: Host, changes: object): void {
  const before = host.factors.posture.bind(host.factors);
  host.factors.posture = async (subject) => ({ ...(await before(subject)), ...changes });
}

/** What can happen between the two steps, and what the event gives as the reason. */
const CHANGES: readonly [string, string, (host: Host) => void][] = [
  [
    'the account is disabled',
    'account',
    ({ alice }) => {
      alice.disabled = true;
    },
  ],
  [
    'the account is deleted',
    'account',
    ({ users }) => {
      users.delete('alice');
    },
  ],
  [
    'the host gives another account',
    'account',
    ({ users, bob }) => {
      users.set('alice', bob);
    },
  ],
  [
    'the password is changed',
    'password_changed',
    ({ alice }) => {
      alice.password = 'alice-password-2';
    },
  ],
  [
    'the factor is removed',
    'factors_changed',
    ({ factors }) => {
      factors.factors = async () => [];
    },
  ],
  ['the factor gets another number', 'binding', (host) => alterPhone(host, sealed('+31612345699'))],
  ['the factor is bound anew', 'factors_changed', (host) => alterPhone(host, { id: 'another' })],
  ['a factor is added or reset elsewhere', 'factors_changed', (host) => alterPosture(host, { epoch: 2 })],
];

describe('a right code', () => {
  test.each(CHANGES)('R46: does not sign in when %s', async (_what, reason, change) => {
    const host = await createEnrolled();
    const { token } = await logIn(host, host.alice);
    change(host);
    expect(await codeOf(host.secondFactor.verify(token, host.sender.last.code))).toBe('sign_in_expired');
    expect(host.sink.events.at(-1)).toMatchObject({ type: 'countersign.sign-in.refused', subject: 'alice', reason });
    expect(await codeOf(host.secondFactor.state(token))).toBe('sign_in_expired');
  });

  test('R46: does not sign in when the policy no longer takes codes by SMS', async () => {
    const methods: 'sms'[] = ['sms'];
    const host = await createEnrolled({ policy: () => ({ requirement: 'required', methods }) });
    const { token } = await logIn(host, host.alice);
    methods.length = 0;
    expect(await codeOf(host.secondFactor.verify(token, host.sender.last.code))).toBe('sign_in_expired');
    expect(host.sink.events.at(-1)).toMatchObject({ reason: 'policy' });
  });

  test('R46: does not bind a phone when account, password or policy have changed', async () => {
    const methods: 'sms'[] = ['sms'];
    const changes = [
      ({ alice }: Host) => {
        alice.disabled = true;
      },
      ({ alice }: Host) => {
        alice.password = 'alice-password-2';
      },
      () => {
        methods.length = 0;
      },
    ];
    for (const change of changes) {
      const host = createHost({ policy: () => ({ requirement: 'required', methods }) });
      const { token } = await logIn(host, host.alice);
      await host.secondFactor.enrolPhone(token, { phone: PHONE.typed });
      change(host);
      expect(await codeOf(host.secondFactor.verify(token, host.sender.last.code))).toBe('sign_in_expired');
      expect(await host.factors.factors('alice')).toEqual([]);
    }
  });

  test('R46: gives the account as it is now, not as it was', async () => {
    const host = await createEnrolled();
    const { token } = await logIn(host, host.alice);
    const reloaded = { ...host.alice };
    host.users.set('alice', reloaded);
    expect((await host.secondFactor.verify(token, host.sender.last.code)).user).toBe(reloaded);
  });

  test.each([
    ['tells it no more', { credentialVersion: () => undefined }],
    ['never told it before', undefined],
  ])('R46: when the host %s, a credential version is held to what was known', async (_how, part) => {
    const host = await createEnrolled();
    const { credentialVersion: _version, ...subject } = host.options.subject;
    const silent = restart(host, { subject: { ...subject, ...(part as object) } });
    const [at, then] = part ? [host, silent] : [silent, host];
    const { token } = await logIn(at, host.alice);
    expect(await codeOf(then.secondFactor.verify(token, host.sender.last.code))).toBe('sign_in_expired');
  });

  test('a host without credential versions signs in', async () => {
    const host = await createEnrolled();
    const { credentialVersion: _version, ...subject } = host.options.subject;
    const silent = restart(host, { subject });
    const { token } = await logIn(silent, host.alice);
    expect((await silent.secondFactor.verify(token, host.sender.last.code)).user).toBe(host.alice);
  });

  test.each(['purpose', 'subject'] as const)(
    'R04: does not sign in under a record whose %s was altered',
    async (field) => {
      const host = await createEnrolled();
      const { token } = await logIn(host, host.alice);
      const verify = host.pending.verify.bind(host.pending);
      host.pending.verify = async (...asked) => {
        const outcome = await verify(...asked);
        const other = { purpose: 'step-up', subject: 'bob' }[field];
        return outcome.status === 'right' ? { ...outcome, signIn: { ...outcome.signIn, [field]: other } } : outcome;
      };
      expect(await codeOf(host.secondFactor.verify(token, host.sender.last.code))).toBe('sign_in_expired');
      expect(host.sink.events.at(-1)).toMatchObject({ reason: 'binding' });
    },
  );
});

describe('a secret that is rotated', () => {
  const NEXT = 'the next secret of the host, long enough too';

  test('loses neither a pending sign-in nor a factor', async () => {
    const host = await createEnrolled();
    const { token } = await logIn(host, host.alice);
    const rotated = restart(host, { secrets: [NEXT, SECRET] });
    expect((await rotated.secondFactor.verify(token, host.sender.last.code)).user).toBe(host.alice);
    const next = await logIn(rotated, host.alice);
    expect((await rotated.secondFactor.verify(next.token, host.sender.last.code)).user).toBe(host.alice);
  });

  test('is lost by no process while they are changed one by one: the next secret comes last first, then in front', async () => {
    const before = restart(await createEnrolled(), { secrets: [SECRET, NEXT] });
    const after = restart(before, { secrets: [NEXT, SECRET] });
    for (const [one, other] of [
      [before, after],
      [after, before],
    ] as const) {
      const { token } = await logIn(one, one.alice);
      expect((await other.secondFactor.verify(token, one.sender.last.code)).user).toBe(one.alice);
    }
  });

  test('R02: opens nothing any more once it is taken away', async () => {
    const host = await createEnrolled();
    const { token } = await logIn(host, host.alice);
    const { code } = host.sender.last;
    const without = restart(host, { secrets: [NEXT] });
    expect(await codeOf(without.secondFactor.verify(token, code))).toBe('code_wrong');
    expect(await codeOf(without.secondFactor.begin(host.alice))).toBe('second_factor_unavailable');
  });
});
