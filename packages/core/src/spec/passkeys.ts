import assert from 'node:assert/strict';
import type { Verified } from '../flow/verified.js';
import type { SecondFactorOptions } from '../options.js';
import type { PasskeyOptions } from '../passkeys/options.js';
import { type Lie, SoftwareAuthenticator } from '../testing/index.js';
import { createHost, type Host, logIn, signedIn, type User } from './flow.js';

/** The browser of the made-up host's people. */
export const ORIGIN = 'https://manage.example.com';

/** Registers a passkey in a first log-in. */
export async function enrolPasskey(
  host: Host,
  user: User,
  device: SoftwareAuthenticator,
  name?: string,
): Promise<Verified<User>> {
  const { token } = await logIn(host, user);
  const options = await host.secondFactor.passkeyOptions(token);
  const answer = { method: 'passkey', credential: device.create(options), name } as const;
  return signedIn(await host.secondFactor.verify(token, answer));
}

/** A host whose Alice has a passkey, and nothing else. What happened meanwhile is forgotten. */
export async function createWithPasskey(changes: Partial<SecondFactorOptions<User>> = {}, syncs = false) {
  const host = createHost(changes);
  const device = new SoftwareAuthenticator(ORIGIN, syncs);
  await enrolPasskey(host, host.alice, device);
  host.sink.events.length = 0;
  return { ...host, device };
}

/** {@link createWithPasskey}'s host. */
export type PasskeyHost = Awaited<ReturnType<typeof createWithPasskey>>;

/** Opens a step-up of Alice's. @returns its token. */
export async function stepUp({ secondFactor, alice }: Host): Promise<string> {
  const begun = await secondFactor.beginStepUp(alice);
  assert.equal(begun.status, 'pending');
  return (begun as Extract<typeof begun, { status: 'pending' }>).token.reveal();
}

/** Alice after her password, asked for her passkey: the options are what her browser gets. */
export async function atThePasskey(host: PasskeyHost): Promise<{ token: string; options: PasskeyOptions }> {
  const { token } = await logIn(host, host.alice);
  return { token, options: await host.secondFactor.passkeyOptions(token) };
}

/** Answers an open sign-in by the passkey that it asks for. */
export async function answerBy(
  { secondFactor }: Host,
  device: SoftwareAuthenticator,
  token: string,
  lie: Lie = {},
): Promise<Verified<User>> {
  const options = await secondFactor.passkeyOptions(token);
  return signedIn(await secondFactor.verify(token, { method: 'passkey', credential: device.get(options, lie) }));
}
