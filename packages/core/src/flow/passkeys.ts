import type { Ceremony } from '../passkeys/ceremony.js';
import { type Passkey, readPasskey } from '../passkeys/passkey.js';
import { relyingPartyOf } from '../passkeys/relying-party.js';
import type { Factor } from '../ports/factor.js';
import type { CodeTarget, PendingSignIn } from '../ports/pending-sign-in.js';
import type { SignInToken } from '../sign-in-token.js';
import type { Engine } from './engine.js';
import { openFactor, usableFactors } from './factors.js';

/** What a sign-in is aimed at that a passkey answers: nothing was sent, and nothing is kept of it. */
export const PASSKEY_TARGET: CodeTarget = {
  ...{ method: 'passkey', factorId: null, lastDigits: '', sealed: null },
};

/**
 * What a passkey has to sign for a sign-in. The challenge is kept nowhere: it is a keyed MAC over purpose, subject and the id of
 * the sign-in (R04), which is the hash of 192 random bits and goes with the answer that is right (R08).
 */
export function ceremonyOf<User>(
  { options, keys }: Engine<User>,
  token: SignInToken,
  { purpose, subject }: Pick<PendingSignIn, 'purpose' | 'subject'>,
): Ceremony & { readonly challenges: readonly [string, ...string[]] } {
  const challenges = keys.passkey('challenge', [purpose, subject, token.key.id]);
  return { rp: relyingPartyOf(options), challenges };
}

/** The subject's own that can be used, oldest first. */
export async function ownPasskeys<User>(engine: Engine<User>, subject: string): Promise<readonly Factor[]> {
  return (await usableFactors(engine, subject)).filter(({ kind }) => kind === 'passkey');
}

/** What a factor is made of. @throws UnknownSecret */
export function passkeyOf<User>(engine: Engine<User>, factor: Factor): Passkey {
  return readPasskey(openFactor(engine, factor));
}
