import assert from 'node:assert/strict';
import type { SecondFactorOptions } from '../options.js';
import { UncountedPendingStore } from '../testing/index.js';
import { codeOf, createEnrolled, type Host, logIn, restart, type User } from './flow.js';

/** A day of the clock. */
export const DAY_MS = 86_400_000;
const TEN_MINUTES_MS = 600_000;

/** Another administrator, with a reason that will do. */
export const BY_BOB = { actor: 'bob', reason: 'Alice has called and proved who she is' } as const;

/** A host whose Alice has a phone and may be sent any number of codes, and which notes whose password it is told of. */
export async function createGuessed(changes: Partial<SecondFactorOptions<User>> = {}) {
  const host = await createEnrolled();
  const told: string[] = [];
  const passwordSuspected = (id: string) => {
    told.push(id);
  };
  const subject = { ...host.options.subject, passwordSuspected };
  return { ...flushed(restart(host, { subject, ...changes })), told };
}

/** The host after its pending store was flushed, as a Redis can be. */
export function flushed(host: Host): Host {
  return restart(host, { pending: new UncountedPendingStore(host.clock) });
}

/** Wrong answers of Alice's, each in a sign-in of its own, ten minutes apart: no wait and no other limit is in their way. */
export async function guess(host: Host, times: number): Promise<string[]> {
  const codes: string[] = [];
  for (let n = 0; n < times; n += 1) {
    const { token } = await logIn(host, host.alice);
    codes.push(await codeOf(host.secondFactor.verify(token, '314159')));
    host.clock.advance(TEN_MINUTES_MS);
  }
  return codes;
}

/** The same with the pending store flushed after every four, so that its own lock is not in the way either. */
export async function guessOn(host: Host, times: number): Promise<Host> {
  let current = host;
  for (let n = 0; n < times; n += 1) {
    const [code] = await guess(current, 1);
    // An administrator lifts what the 30 days bring about.
    if (code === 'second_factor_locked' && n < times - 1) await current.secondFactor.unlock('alice', BY_BOB);
    if (n % 4 === 3) current = flushed(current);
  }
  return current;
}

/** Signs Alice in with the right code. */
export async function signIn(host: Host): Promise<void> {
  const { token } = await logIn(host, host.alice);
  const { user } = await host.secondFactor.verify(token, host.sender.last.code);
  assert.equal(user, host.alice);
}
