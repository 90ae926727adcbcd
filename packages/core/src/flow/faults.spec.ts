import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { SecondFactorError } from '../errors.js';
import { StoreUnavailable } from '../ports/pending-store.js';
import { codeOf, createEnrolled, createHost, type Host, logIn, PHONE, refusalOf, restart } from '../spec/flow.js';
import { told } from '../spec/told.js';

/** Ways in which a part can fail that has a promise to give. */
const FAULTS: Readonly<Record<string, () => unknown>> = {
  'throws at once': () => {
    throw new Error('sentinel-of-a-driver');
  },
  rejects: () => Promise.reject(new Error('sentinel-of-a-driver')),
  'is unavailable': () => Promise.reject(new StoreUnavailable('timeout')),
  'rejects with a text': () => Promise.reject('sentinel-of-a-driver'),
  'gives undefined': async () => undefined,
  'gives null': async () => null,
  'gives true': async () => true,
  'gives a status that there is not': async () => ({ status: 'ok' }),
  'gives nothing but a status': async () => ({ status: 'right' }),
};

const faults = Object.entries(FAULTS);
const across = (names: readonly string[]) =>
  names.flatMap((name) => faults.map(([how, fault]) => [name, how, fault] as const));

/** Makes one method of a part fail from now on. */
const breakDown = (part: object, method: string, fault: () => unknown) => Object.assign(part, { [method]: fault });

/** Where a sign-in is when the part fails: about to answer with the right code. */
async function atTheCode(enrolling: boolean): Promise<Host & { token: string }> {
  const host = enrolling ? createHost() : await createEnrolled();
  const { token } = await logIn(host, host.alice);
  if (enrolling) await host.secondFactor.enrolPhone(token, { phone: PHONE.typed });
  return { ...host, token };
}

const DENIED = ['second_factor_unavailable', 'sign_in_expired', 'enrolment_not_allowed'];

describe('a right code never signs in when something fails', () => {
  test.each(across(['verify']))('R19: PendingStore.%s %s', async (method, _how, fault) => {
    const host = await atTheCode(false);
    breakDown(host.pending, method, fault);
    expect(DENIED).toContain(await codeOf(host.secondFactor.verify(host.token, host.sender.last.code)));
    expect(host.sink.types).not.toContain('countersign.sign-in.completed');
  });

  test.each(across(['posture', 'factors']))('R19: FactorStore.%s %s', async (method, _how, fault) => {
    const host = await atTheCode(false);
    breakDown(host.factors, method, fault);
    expect(DENIED).toContain(await codeOf(host.secondFactor.verify(host.token, host.sender.last.code)));
    expect(host.sink.types).not.toContain('countersign.sign-in.completed');
  });

  test.each(across(['enrol']))('R19: FactorStore.%s %s', async (method, _how, fault) => {
    const host = await atTheCode(true);
    breakDown(host.factors, method, fault);
    expect(DENIED).toContain(await codeOf(host.secondFactor.verify(host.token, host.sender.last.code)));
    expect(host.sink.types).not.toContain('countersign.factor.enrolled');
  });

  test.each(across(['load']))('R19: subject.%s %s', async (method, _how, fault) => {
    const host = await atTheCode(false);
    const broken = restart(host, { subject: { ...host.options.subject, [method]: fault } });
    expect(DENIED).toContain(await codeOf(broken.secondFactor.verify(host.token, host.sender.last.code)));
    expect(host.sink.types).not.toContain('countersign.sign-in.completed');
  });

  test.each(['id', 'credentialVersion'])('R19: subject.%s throws, or gives no text', async (method) => {
    const thrown = () => {
      throw new Error('sentinel-of-a-driver');
    };
    for (const fault of [thrown, () => undefined, () => null, () => true, () => ({ status: 'right' })]) {
      const host = await atTheCode(false);
      const broken = restart(host, { subject: { ...host.options.subject, [method]: fault } });
      expect(DENIED).toContain(await codeOf(broken.secondFactor.verify(host.token, host.sender.last.code)));
      expect(host.sink.types).not.toContain('countersign.sign-in.completed');
    }
  });

  test('R19: even the record of a success must be written', async () => {
    const host = await atTheCode(false);
    await codeOf(host.secondFactor.verify(host.token, '314159'));
    breakDown(host.factors, 'recordSuccess', () => Promise.reject(new StoreUnavailable('timeout')));
    expect(await codeOf(host.secondFactor.verify(host.token, host.sender.last.code))).toBe('second_factor_unavailable');
  });
});

describe('a right password alone never signs in when something fails', () => {
  test.each(across(['open']))('R19: PendingStore.%s %s', async (method, _how, fault) => {
    const host = await createEnrolled();
    breakDown(host.pending, method, fault);
    expect(await codeOf(host.secondFactor.begin(host.alice))).toBe('second_factor_unavailable');
    expect(host.sender.sent).toEqual([]);
  });

  test.each(across(['posture']))('R19: FactorStore.%s %s', async (method, _how, fault) => {
    const host = await createEnrolled();
    breakDown(host.factors, method, fault);
    for (const policy of ['required', 'optional'] as const) {
      const { secondFactor } = restart(host, { policy });
      expect(await codeOf(secondFactor.begin(host.alice))).toBe('second_factor_unavailable');
    }
    expect(host.sender.sent).toEqual([]);
  });

  test.each(across(['factors']))('R19: FactorStore.%s %s', async (method, _how, fault) => {
    const host = await createEnrolled();
    breakDown(host.factors, method, fault);
    const begun = await host.secondFactor.begin(host.alice).catch((error: SecondFactorError) => error);
    // Nonsense may pass for no phone at all; then an enrolment is opened, which the store will not bind.
    if (!(begun instanceof SecondFactorError)) expect(begun).toMatchObject({ state: { purpose: 'enrol', code: null } });
    expect(host.sender.sent).toEqual([]);
  });

  test.each([undefined, null, '', 7, Number.NaN, {}])('R19: subject.id gives %p', async (id) => {
    const host = createHost();
    const broken = restart(host, { subject: { ...host.options.subject, id: () => id as string } });
    expect(await codeOf(broken.secondFactor.begin(host.alice))).toBe('second_factor_unavailable');
    expect(await codeOf(broken.secondFactor.standing(host.alice, undefined))).toBe('second_factor_unavailable');
    expect(await codeOf(broken.secondFactor.beginStepUp(host.alice))).toBe('second_factor_unavailable');
  });

  test.each([7, new Date(0), { hash: 'x' }, Promise.resolve('hash')])(
    'R46: a credential version that is no text (%p) would hide a change',
    async (version) => {
      const host = createHost();
      const credentialVersion = () => version as unknown as string;
      const broken = restart(host, { subject: { ...host.options.subject, credentialVersion } });
      expect(await codeOf(broken.secondFactor.begin(host.alice))).toBe('second_factor_unavailable');
    },
  );
});

describe('a sender that fails', () => {
  test.each(faults)(
    'R19, R85: which %s, leaves the step open and says that the send is in doubt',
    async (_how, fault) => {
      const host = await createEnrolled();
      breakDown(host.sender, 'send', fault);
      const { token, state } = await logIn(host, host.alice);
      expect(state.code?.delivery).toBe('unknown');
      expect(host.sink.events.at(-1)).toMatchObject({ type: 'countersign.code.not_sent', maybeSent: true });
      host.clock.advance(30_000);
      expect(await codeOf(host.secondFactor.sendCode(token))).toBe('code_not_sent');
    },
  );
});

describe('a guarded request', () => {
  test.each(faults)('R19: is refused when FactorStore.posture %s', async (_how, fault) => {
    const host = createHost();
    breakDown(host.factors, 'posture', fault);
    const standing = host.secondFactor.standing(host.alice, undefined);
    expect(
      await standing.then(
        ({ status }) => status,
        ({ code }) => code,
      ),
    ).toBe('second_factor_unavailable');
  });
});

describe('every other step', () => {
  const steps: readonly [string, string, (host: Host & { token: string }) => Promise<unknown>][] = [
    ['state', 'read', ({ secondFactor, token }) => secondFactor.state(token)],
    ['sendCode', 'issue', ({ secondFactor, token }) => secondFactor.sendCode(token)],
    ['enrol', 'issue', ({ secondFactor, token }) => secondFactor.enrolPhone(token, { phone: PHONE.typed })],
    ['cancel', 'close', ({ secondFactor, token }) => secondFactor.cancel(token)],
    ['ping', 'ping', ({ secondFactor }) => secondFactor.ping()],
  ];

  test.each(steps)(
    'R83: %s denies when PendingStore.%s is unavailable, and tells when to try again',
    async (_n, method, step) => {
      const host = await atTheCode(true);
      breakDown(host.pending, method, () => Promise.reject(new StoreUnavailable('READONLY')));
      const refused = await refusalOf(step(host));
      expect(refused).toMatchObject({ code: 'second_factor_unavailable', data: { retryAfterSeconds: 30 } });
      expect(host.sink.events.at(-1)).toMatchObject(
        told({ type: 'countersign.unavailable', part: 'store', reason: 'READONLY' }),
      );
    },
  );

  test('R76: nothing of what was thrown is in the refusal or the event', async () => {
    const host = await atTheCode(false);
    breakDown(host.pending, 'verify', () => Promise.reject(new Error('sentinel-of-a-driver')));
    const refused = await refusalOf(host.secondFactor.verify(host.token, host.sender.last.code));
    expect(inspect([refused, host.sink.events], { depth: null, showHidden: true })).not.toContain('sentinel');
    expect(host.sink.events.at(-1)).toMatchObject({ part: 'host', reason: 'Error' });
  });
});

describe('a part that never answers', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  test('R85: the sender is given up after 5 s, and the step opens', async () => {
    const host = await createEnrolled();
    host.sender.answer = () => new Promise(() => undefined);
    const opened = logIn(host, host.alice);
    await jest.advanceTimersByTimeAsync(5_000);
    expect((await opened).state.code?.delivery).toBe('unknown');
    expect(host.sink.events.at(-1)).toMatchObject({ reason: 'busy', maybeSent: true });
  });

  test('R19: the host’s load is given up after 1.5 s, and nobody is signed in', async () => {
    const host = await createEnrolled();
    const { token } = await logIn(host, host.alice);
    const load = () => new Promise<never>(() => undefined);
    const hanging = restart(host, { subject: { ...host.options.subject, load } });
    const refused = codeOf(hanging.secondFactor.verify(token, host.sender.last.code));
    await jest.advanceTimersByTimeAsync(1_500);
    expect(await refused).toBe('second_factor_unavailable');
    expect(host.sink.events.at(-1)).toMatchObject({ part: 'host', reason: 'DeadlinePassed' });
  });
});

describe('an event sink that fails', () => {
  test.each(faults)('changes no decision when it %s', async (_how, fault) => {
    const host = await createEnrolled({ events: { emit: fault as () => void } });
    const { token } = await logIn(host, host.alice);
    expect(await codeOf(host.secondFactor.verify(token, '314159'))).toBe('code_wrong');
    expect((await host.secondFactor.verify(token, host.sender.last.code)).user).toBe(host.alice);
  });

  test('does not end the process when it rejects', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    await createEnrolled({ events: { emit: () => Promise.reject(new Error('no')) as unknown as undefined } });
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });
});
