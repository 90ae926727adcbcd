import { describe, expect, test } from '@jest/globals';
import type { SecondFactorEvent } from '../events.js';
import { codeOf, createEnrolled, createHost, enrol, type Host, logIn, refusalOf } from '../spec/flow.js';

type Low = Extract<SecondFactorEvent, { type: 'countersign.sends.conversion_low' }>;

/** Quotas that stand in nobody's way here. */
const WIDE = { dialCode: { day: 1_000 }, total: { hour: 1_000, day: 1_000 } };

const lows = ({ sink }: Host) => sink.events.filter((event): event is Low => event.type.endsWith('conversion_low'));

/** As many accounts as a case needs, each with a name of its own. */
function people(host: Host, count: number) {
  return Array.from({ length: count }, (_, n) => {
    const user = { id: `user-${n}`, password: 'password' };
    host.users.set(user.id, user);
    return user;
  });
}

/** Numbers of one block, this far apart. */
const numberAt = (n: number, apart: number) => `+3161234${String(1_000 + n * apart).padStart(4, '0')}`;

/** Sends a code to as many new numbers; the first ones give it back. */
async function registerAll(host: Host, count: number, { verified = 0, apart = 100 } = {}): Promise<void> {
  for (const [n, user] of people(host, count).entries()) {
    if (n < verified) await enrol(host, user, numberAt(n, apart));
    else await host.secondFactor.enrolPhone((await logIn(host, user)).token, { phone: numberAt(n, apart) });
  }
}

/** What was gathered is told within a second; this lets the store answer. */
async function told(host: Host): Promise<readonly Low[]> {
  host.clock.advance(1_000);
  await new Promise((resolve) => setImmediate(resolve));
  return lows(host);
}

describe('codes that do not come back', () => {
  test('R29: of twenty sends five verified raise the alarm, once for the block and once for its dial code', async () => {
    const host = createHost({ sendQuotas: WIDE });
    await registerAll(host, 20, { verified: 5 });
    const about = { dialCode: '31', cause: 'conversion', sends: 20, verified: 5 };
    expect(await told(host)).toMatchObject([
      { ...about, prefix: null, paused: false },
      { ...about, prefix: '+3161234', paused: true },
    ]);
    for (let n = 0; n < 10; n++) await logIn(host, host.users.get(`user-${n % 5}`) as never);
    expect(await told(host)).toHaveLength(2);
  });

  test('R29: then numbers of the block that were never verified get none for an hour; all others do', async () => {
    const host = await createEnrolled({ sendQuotas: WIDE });
    await registerAll(host, 20);
    await told(host);
    const [stranger] = people(host, 1);
    const { token } = await logIn(host, stranger as never);
    const refused = await refusalOf(host.secondFactor.enrolPhone(token, { phone: numberAt(77, 100) }));
    expect(refused).toMatchObject({ code: 'too_many_codes', data: { retryAfterSeconds: 3_600 } });
    expect(host.sink.events.at(-1)).toMatchObject({ type: 'countersign.sends.refused', quota: 'block' });
    expect((await host.secondFactor.enrolPhone(token, { phone: '+31687654317' })).status).toBe('code_required');
    // Alice's number is in the block, and hers.
    expect((await logIn(host, host.alice)).state.code).not.toBeNull();
    host.clock.advance(3_600_000);
    const later = await logIn(host, people(host, 1)[0] as never);
    expect((await host.secondFactor.enrolPhone(later.token, { phone: numberAt(77, 100) })).code).not.toBeNull();
  });

  test('R29: ten neighbours that nobody has verified are a run', async () => {
    const host = createHost({ sendQuotas: WIDE });
    await registerAll(host, 10, { apart: 1 });
    expect(await told(host)).toMatchObject([{ cause: 'adjacent', prefix: '+3161234', sends: 10, paused: true }]);
  });

  test("R29: with lowConversion: 'alarm' nobody is paused", async () => {
    const host = createHost({ sendQuotas: WIDE, lowConversion: 'alarm' });
    await registerAll(host, 20);
    expect((await told(host)).map(({ paused }) => paused)).toEqual([false, false]);
    await registerAll(host, 21);
  });

  test('a store that does not count keeps nobody from anything', async () => {
    const host = createHost({ sendQuotas: WIDE });
    host.pending.noteConversion = () => Promise.reject(new Error('sentinel'));
    await registerAll(host, 20, { verified: 10 });
    expect(JSON.stringify(host.sink.events)).not.toContain('sentinel');
  });

  test('what is to be done is checked at the start', () => {
    expect(() => createHost({ lowConversion: 'ignore' as never })).toThrow(/"lowConversion" must be/);
  });
});

test('R29: a message that surely was not sent is not counted', async () => {
  const host = createHost({ sendQuotas: WIDE });
  host.sender.answer = () => ({ status: 'refused', reason: 'not_mobile', retryable: false, switchChannel: true });
  for (const [n, user] of people(host, 22).entries()) {
    const { token } = await logIn(host, user);
    expect(await codeOf(host.secondFactor.enrolPhone(token, { phone: numberAt(n, 100) }))).toBe('code_not_sent');
  }
  await told(host);
  expect(lows(host)).toEqual([]);
});
