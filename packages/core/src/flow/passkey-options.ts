import { creationOptions, type PasskeyOptions, requestOptions } from '../passkeys/options.js';
import type { PendingSignIn } from '../ports/pending-sign-in.js';
import { isUnproved } from '../purpose.js';
import type { SignInToken } from '../sign-in-token.js';
import { admit } from './admission.js';
import type { Engine } from './engine.js';
import { refuseEnrolled, refuseUnbound } from './enrolment.js';
import { notYours } from './given-code.js';
import { loadUser } from './load-user.js';
import { methodsFor } from './methods.js';
import { ceremonyOf, ownPasskeys, PASSKEY_TARGET, passkeyOf } from './passkeys.js';
import { readSignIn } from './read-sign-in.js';
import { expired } from './refusals.js';

/**
 * What the browser is asked for by an open sign-in: a new passkey where it binds a factor (R33), else one of the subject's own.
 * Asked for again it is the same, but for the time.
 * @throws SecondFactorError `enrolment_not_allowed`; `bad_request` where a passkey is no way to answer.
 */
export async function passkeyOptions<User>(engine: Engine<User>, token: SignInToken): Promise<PasskeyOptions> {
  const signIn = await readSignIn(engine, token);
  if (isUnproved(signIn.purpose)) return toCreate(engine, token, signIn);
  if (!methodsFor(engine, signIn).includes('passkey')) throw notYours();
  await admit(engine, signIn.subject);
  return requestOptions(await asked(engine, token, signIn));
}

async function toCreate<User>(
  engine: Engine<User>,
  token: SignInToken,
  signIn: PendingSignIn,
): Promise<PasskeyOptions> {
  const { options, keys } = engine;
  const { subject } = signIn;
  refuseUnbound(engine, signIn, 'passkey');
  refuseEnrolled(signIn, await admit(engine, subject));
  const user = await loadUser(engine, subject);
  if (user === null) throw expired();
  const aimed = await options.pending.aim(token.key, PASSKEY_TARGET);
  if (aimed.status === 'gone') throw expired();
  const [handle] = keys.passkey('owner', [subject]);
  const owner = { handle, label: options.subject.label?.(user) ?? subject };
  return creationOptions(await asked(engine, token, signIn), owner);
}

async function asked<User>(engine: Engine<User>, token: SignInToken, signIn: PendingSignIn) {
  const { rp, challenges } = ceremonyOf(engine, token, signIn);
  const own = await ownPasskeys(engine, signIn.subject);
  const passkeys = own.map((factor) => passkeyOf(engine, factor));
  return { rp, challenge: challenges[0], passkeys, seconds: signIn.expiresInSeconds };
}
