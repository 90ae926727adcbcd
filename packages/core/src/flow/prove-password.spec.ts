import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import type { Assurance } from '../assurance.js';
import type { SubjectOptions } from '../options.js';
import { Password } from '../password.js';
import { codeOf, type Host, refusalOf, restart, type User } from '../spec/flow.js';
import { BY_BOB } from '../spec/guessing.js';
import { createMine, idOf } from '../spec/mine.js';

type Check = NonNullable<SubjectOptions<User>['checkPassword']>;

const RIGHT: Check = (user, password) => password.reveal() === user.password;
const typed = (text: string) => Password.of(text) as Password;

/** Alice, whose password and phone were proved six minutes ago, with a host that checks passwords as told. */
async function createAged(checkPassword: Check | undefined = RIGHT) {
  const mine = await createMine();
  const { subject } = mine.host.options;
  const asked: Password[] = [];
  const check =
    checkPassword &&
    ((user: User, password: Password) => {
      asked.push(password);
      return checkPassword(user, password);
    });
  const host = restart(mine.host, { subject: { ...subject, ...(check && { checkPassword: check }) } });
  host.clock.advance(360_000);
  return { host, session: mine.session, asked };
}

/** What a step-up of that session is opened with. */
const stepUp = ({ secondFactor, alice }: Host, { amr, firstFactorAt }: Assurance, password?: Password) =>
  secondFactor.beginStepUp(alice, { amr, firstFactorAt, password });

/** What the session has proved once the code of the step-up was right. */
async function proved(host: Host, session: Assurance, password?: Password): Promise<Assurance> {
  const begun = await stepUp(host, session, password);
  if (begun.status !== 'pending') throw new Error('not opened');
  return (await host.secondFactor.verify(begun.token.reveal(), host.sender.last.code)).assurance;
}

/** What becomes of every change of factors. */
async function changes(host: Host, session: Assurance) {
  const id = await idOf(host);
  const { secondFactor, alice } = host;
  const steps = [
    () => secondFactor.beginChange(alice, session),
    () => secondFactor.beginChange(alice, session, { replaces: id }),
    () => secondFactor.removeFactor(alice, session, id),
    () => secondFactor.renewRecoveryCodes(alice, session),
  ];
  return Promise.all(steps.map(async (step) => (await refusalOf(step())).data));
}

describe('factors are changed, removed and replaced, and codes renewed', () => {
  test('R34, R37: only when the password was proved within 300 s too; the refusal says how it is proved', async () => {
    const { host, session } = await createAged();
    const due = { maxAgeSeconds: 300, firstFactor: 'password' };
    expect(await changes(host, session)).toEqual(Array(4).fill(due));
    const factorAlone = await proved(host, session);
    expect([factorAlone.verifiedAt, factorAlone.firstFactorAt]).toEqual([host.clock.now(), session.firstFactorAt]);
    expect(await changes(host, factorAlone)).toEqual(Array(4).fill(due));
    const passwordAlone = { ...session, firstFactorAt: host.clock.now() };
    expect(await changes(host, passwordAlone)).toEqual(Array(4).fill({ maxAgeSeconds: 300 }));
    const { firstFactorAt: _, ...unknown } = factorAlone;
    expect(await changes(host, unknown)).toEqual(Array(4).fill(due));
  });

  test('R34: where the host checks no password, another log-in is due, and a password is a bad request', async () => {
    const { host, session } = await createAged(undefined);
    const plain = restart(host, { subject: { ...host.options.subject, checkPassword: undefined } as never });
    expect(await changes(plain, await proved(plain, session))).toEqual(
      Array(4).fill({ maxAgeSeconds: 300, firstFactor: 'log_in' }),
    );
    expect(await codeOf(stepUp(plain, session, typed('alice-password-1')))).toBe('bad_request');
  });

  test('R34, R50, R67: after the right password and the factor; not after the password of a step-up that is given up', async () => {
    const { host, session } = await createAged();
    const password = typed('alice-password-1');
    await stepUp(host, session, password);
    expect(await changes(host, session)).toEqual(Array(4).fill(expect.objectContaining({ firstFactor: 'password' })));
    host.clock.advance(60_000);
    const fresh = await proved(host, session, password);
    const now = host.clock.now();
    expect(fresh).toMatchObject({ amr: ['pwd', 'sms', 'mfa'], verifiedAt: now, firstFactorAt: now });
    expect((await host.secondFactor.beginChange(host.alice, fresh)).status).toBe('pending');
    host.clock.advance(300_001);
    expect((await changes(host, { ...fresh, verifiedAt: host.clock.now() }))[0]).toMatchObject({
      firstFactor: 'password',
    });
    // Both steps were taken: from then on the session's day is counted.
    host.clock.advance(86_400_000 - 300_001);
    expect(await host.secondFactor.standing(host.alice, fresh)).toEqual({ status: 'satisfied' });
  });

  test('R68: a session that came in by another first factor has proved the password from then on', async () => {
    const { host, session } = await createAged();
    const sso: Assurance = { ...session, amr: ['hwk', 'sms'] };
    expect((await proved(host, sso, typed('alice-password-1'))).amr).toEqual(['pwd', 'hwk', 'sms', 'mfa']);
  });
});

describe('a wrong password', () => {
  test('R09, R16, R20: is charged apart from codes; after five nothing is looked at, and a log-in is due', async () => {
    const { host, session, asked } = await createAged();
    const refused = [];
    for (let n = 0; n < 5; n++) refused.push(await refusalOf(stepUp(host, session, typed(`wrong ${n}`))));
    expect(refused.map(({ code, data }) => [code, data.attemptsLeft])).toEqual(
      [4, 3, 2, 1, 0].map((left) => ['password_wrong', left]),
    );
    expect(host.sender.sent).toEqual([]);
    for (const text of ['alice-password-1', 'wrong']) {
      const { code, data } = await refusalOf(stepUp(host, session, typed(text)));
      expect([code, data]).toEqual(['step_up_required', { maxAgeSeconds: 300, firstFactor: 'log_in' }]);
    }
    expect([asked.length, host.sink.types.filter((type) => type === 'countersign.locked').length]).toEqual([5, 1]);
    expect(await host.factors.failures('alice')).toEqual({ inThirtyDays: 0 });
    expect((await proved(host, session)).verifiedAt).toBe(host.clock.now());
    await host.secondFactor.unlock('alice', BY_BOB);
    expect((await proved(host, session, typed('alice-password-1'))).firstFactorAt).toBe(host.clock.now());
  });

  test('R09: of many at once no more are looked at than there are tries; a right one costs none', async () => {
    const { host, session, asked } = await createAged();
    for (let n = 0; n < 6; n++) await stepUp(host, session, typed('alice-password-1')).catch(() => undefined);
    expect(asked).toHaveLength(6);
    const many = Array.from({ length: 50 }, (_, n) => codeOf(stepUp(host, session, typed(`wrong ${n}`))));
    const ends = await Promise.all(many);
    expect([asked.length - 6, ends.filter((end) => end === 'password_wrong').length]).toEqual([5, 5]);
  });

  test('R20, R46: an account that is disabled, or has no password, is answered like a wrong one', async () => {
    const { host, session, asked } = await createAged((user) => user.password.length > 99);
    expect(await codeOf(stepUp(host, session, typed('alice-password-1')))).toBe('password_wrong');
    host.alice.disabled = true;
    expect(await codeOf(stepUp(host, session, typed('alice-password-1')))).toBe('password_wrong');
    expect(asked).toHaveLength(1);
  });
});

describe('the host’s check', () => {
  const NO: readonly (readonly [string, unknown, string])[] = [
    ['says nothing', () => undefined, 'password_wrong'],
    ['says "true"', () => 'true', 'password_wrong'],
    ['throws', () => assertFails('wrong for alice-password-1'), 'second_factor_unavailable'],
    ['rejects', () => Promise.reject(new Error('alice-password-1')), 'second_factor_unavailable'],
    ['hangs', () => new Promise(() => undefined), 'second_factor_unavailable'],
  ];
  test.each(NO)('R19, R76: that %s is no yes, is charged, and nothing tells the password', async (_, check, code) => {
    const { host, session, asked } = await createAged(check as Check);
    const refusal = await refusalOf(stepUp(host, session, typed('alice-password-1')));
    expect([refusal.code, host.sender.sent]).toEqual([code, []]);
    const told = inspect([refusal, host.sink.events, asked, session], { depth: 9 }) + JSON.stringify(asked);
    expect(told).not.toContain('alice-password-1');
    const again = restart(host, { subject: { ...host.options.subject, checkPassword: () => false } });
    expect((await refusalOf(stepUp(again, session, typed('x')))).data.attemptsLeft).toBe(3);
  });

  test('R18: is asked of no more than 1,024 units, and of none', () => {
    expect([Password.of(''), Password.of(7), Password.of('x'.repeat(1_025)), Password.of(undefined)]).toEqual(
      Array(4).fill(undefined),
    );
    expect(`${Password.of('secret')}`).toBe('••••••••');
  });
});

function assertFails(text: string): never {
  throw new TypeError(text);
}
