import assert from 'node:assert/strict';
import type { SecondFactorOptions } from '../options.js';
import { UncountedPendingStore } from '../testing/index.js';
import { createEnrolled, type Host, logIn, restart, signedIn, type User } from './flow.js';

/** Of a browser that says what it is. */
export const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';

/** A host that lets devices be trusted, whose Alice has a phone and may be sent any number of codes. */
export async function createTrusting(changes: Partial<SecondFactorOptions<User>> = {}): Promise<Host> {
  const host = await createEnrolled();
  const pending = new UncountedPendingStore(host.clock);
  return { ...restart(host, { pending, trustedDevices: {}, ...changes }), pending };
}

/** Alice logs in by her second step and asks to trust the browser; what that keeps. */
export async function trust(host: Host, devices: readonly string[] = []): Promise<string> {
  const device = await ask(host, devices);
  assert.ok(device !== null, 'the browser is not trusted');
  return device;
}

/** The same, which may be refused. */
export async function ask(host: Host, devices: readonly string[] = []): Promise<string | null> {
  const { token } = await logIn(host, host.alice);
  const answer = { code: host.sender.last.code, trust: { userAgent: FIREFOX, devices } };
  return signedIn(await host.secondFactor.verify(token, answer)).device?.token.reveal() ?? null;
}

/** A log-in with what a browser keeps: the next value, or that it was asked for a code. */
export async function from(host: Host, user: User, ...devices: readonly string[]): Promise<string> {
  const begun = await host.secondFactor.begin(user, { devices });
  if (begun.status === 'pending') return 'asked';
  return begun.device?.token.reveal() ?? 'not asked';
}

/** What a log-in from a trusted device gives a session. */
export async function sessionFrom(host: Host, device: string) {
  const begun = await host.secondFactor.begin(host.alice, { devices: [device] });
  if (begun.status !== 'complete' || !begun.device) throw new Error('asked');
  return { assurance: begun.assurance, device: begun.device };
}
