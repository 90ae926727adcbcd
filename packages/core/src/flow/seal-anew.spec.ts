import { describe, expect, test } from '@jest/globals';
import { KeyRing } from '../key-ring.js';
import { PhoneNumber } from '../phone-number.js';
import type { Factor, FactorKind } from '../ports/factor.js';
import { StoreUnavailable } from '../ports/pending-store.js';
import { createEnrolled, failTimes, type Host, logIn, PHONE, restart, SECRET } from '../spec/flow.js';
import { answerBy, createWithPasskey } from '../spec/passkeys.js';
import { createRecovering, recovered } from '../spec/recovery.js';
import { createWithApp, signInByApp } from '../spec/totp.js';

const NEXT = 'the next secret of the host, long enough too';
const next = new KeyRing([NEXT]);

/** The host with the next secret in front, and with that one alone. */
const turned = (host: Host) => restart(host, { secrets: [NEXT, SECRET] });
const dropped = (host: Host) => restart(host, { secrets: [NEXT] });

/** Lets everything run to its end that has begun. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

async function byCode(host: Host): Promise<void> {
  const { token } = await logIn(host, host.alice);
  await host.secondFactor.verify(token, host.sender.last.code);
  await settled();
}

async function kept({ factors }: Host, kind: FactorKind): Promise<Factor> {
  const found = (await factors.factors('alice')).find((factor) => factor.kind === kind);
  if (!found) throw new Error(`There is no ${kind}`);
  return found;
}

/** Which methods of the factor store are called meanwhile. */
async function callsOf({ factors }: Host, work: () => Promise<unknown>): Promise<readonly string[]> {
  const calls: string[] = [];
  for (const name of ['posture', 'factors', 'recordSuccess', 'reseal', 'page'] as const) {
    const original = factors[name].bind(factors) as (...args: unknown[]) => unknown;
    const spied = (...args: unknown[]) => {
      calls.push(name);
      return original(...args);
    };
    Object.assign(factors, { [name]: spied });
  }
  await work();
  await settled();
  return calls;
}

describe('R62: a factor that is proved is sealed anew under the newest secret', () => {
  test('a phone, after the sign-in, and its number is looked up under that one; no session ends', async () => {
    const host = turned(await createEnrolled());
    const { epoch } = await host.factors.posture('alice');
    await byCode(host);
    const { sealed, lookup } = await kept(host, 'phone');
    expect([next.placeOf(sealed), lookup]).toEqual([0, next.phoneIndex(new PhoneNumber(PHONE.e164))]);
    expect((await host.factors.posture('alice')).epoch).toBe(epoch);
    await byCode(dropped(host));
  });

  test('a phone, after a step-up', async () => {
    const host = turned(await createEnrolled());
    const begun = await host.secondFactor.beginStepUp(host.alice);
    if (begun.status === 'pending') await host.secondFactor.verify(begun.token.reveal(), host.sender.last.code);
    await settled();
    expect(next.isNewest((await kept(host, 'phone')).sealed)).toBe(true);
  });

  test('an app, in the step that moves it on', async () => {
    const { host, app } = await createWithApp();
    const calls = await callsOf(host, () => signInByApp(turned(host), app));
    expect(calls).not.toContain('reseal');
    expect(next.isNewest((await kept(host, 'totp')).sealed)).toBe(true);
    host.clock.advance(90_000);
    await signInByApp(dropped(host), app);
  });

  test('a passkey, in the same way, and it is looked up under that one', async () => {
    const host = await createWithPasskey();
    const rotated = turned(host);
    await answerBy(rotated, host.device, (await logIn(rotated, host.alice)).token);
    const alone = dropped(host);
    await answerBy(alone, host.device, (await logIn(alone, host.alice)).token);
    expect(next.isNewest((await kept(host, 'passkey')).sealed)).toBe(true);
  });

  test('recovery codes, when one is used: the others work when the old secret is gone', async () => {
    const { host, codes } = await createRecovering();
    await byCode(turned(host));
    await recovered(turned(host), codes[0]);
    expect(next.isNewest((await kept(host, 'recovery')).sealed)).toBe(true);
    await recovered(dropped(host), codes[1]);
  }, 30_000);
});

describe('sealing anew', () => {
  test('costs nothing where nothing is old: no call more', async () => {
    const host = await createEnrolled();
    const calls = await callsOf(host, () => byCode(host));
    expect(calls.filter((name) => name === 'reseal' || name === 'page')).toEqual([]);
    const again = turned(host);
    expect(await callsOf(again, () => byCode(again))).toContain('reseal');
    expect(await callsOf(again, () => byCode(again))).not.toContain('reseal');
  });

  test('a wrong answer does not bring it about', async () => {
    const host = turned(await createEnrolled());
    const { token } = await logIn(host, host.alice);
    await failTimes(host, token, 1);
    await settled();
    expect(next.isNewest((await kept(host, 'phone')).sealed)).toBe(false);
  });

  test.each([
    ['is unavailable', () => Promise.reject(new StoreUnavailable('timeout')), 'timeout'],
    [
      'throws',
      () => {
        throw new Error(PHONE.e164);
      },
      'Error',
    ],
  ])('R76: is told when the store %s, and the sign-in is none the worse', async (_, fault, reason) => {
    const host = turned(await createEnrolled());
    Object.assign(host.factors, { reseal: fault });
    const { token, signIn } = await logIn(host, host.alice);
    expect((await host.secondFactor.verify(token, host.sender.last.code)).status).toBe('complete');
    await settled();
    const told = host.sink.events.find(({ type }) => type === 'countersign.factor.not_resealed');
    expect(told).toMatchObject({ subject: 'alice', reason });
    expect(told?.signIn).toBe(signIn.correlationId);
    expect(JSON.stringify(told)).not.toContain(PHONE.e164);
  });

  test('is not waited for', async () => {
    const host = turned(await createEnrolled());
    Object.assign(host.factors, { reseal: () => new Promise(() => undefined) });
    const { token } = await logIn(host, host.alice);
    expect((await host.secondFactor.verify(token, host.sender.last.code)).status).toBe('complete');
  });

  test('loses nothing that has changed meanwhile', async () => {
    const host = turned(await createEnrolled());
    const reseal = host.factors.reseal.bind(host.factors);
    let go: () => void = () => undefined;
    const late = new Promise<void>((resolve) => {
      go = resolve;
    });
    Object.assign(host.factors, {
      reseal: async (...args: Parameters<typeof reseal>) => {
        await late;
        return reseal(...args);
      },
    });
    await byCode(host);
    const { id, sealed } = await kept(host, 'phone');
    await host.factors.recordSuccess(id, { from: 0, to: 1, sealed: `${sealed}.of-another` });
    go();
    await settled();
    expect(await kept(host, 'phone')).toMatchObject({ counter: 1, sealed: `${sealed}.of-another` });
  });
});
