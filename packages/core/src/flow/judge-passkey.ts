import { isCopy, verifyAssertion } from '../passkeys/assertion.js';
import { readCreated, readSigned } from '../passkeys/credential.js';
import { type Passkey, writePasskey } from '../passkeys/passkey.js';
import { defaultName } from '../passkeys/passkey-name.js';
import { verifyRegistration } from '../passkeys/registration.js';
import type { Factor } from '../ports/factor.js';
import type { PendingSignIn } from '../ports/pending-sign-in.js';
import type { SignInToken } from '../sign-in-token.js';
import type { Engine } from './engine.js';
import { sealFactor } from './factors.js';
import { ceremonyOf, ownPasskeys, passkeyOf } from './passkeys.js';
import type { Proof } from './proof.js';

/** What an answer by a passkey is worth, before the sign-in's limits have had their say. */
export interface Judged {
  /** `undefined` for a wrong one. */
  readonly proof?: Proof | undefined;
  /** The subject's own passkey that it names. */
  readonly factor?: Factor | undefined;
  /** Whether that one has signed, but with a counter that did not go up. */
  readonly copy?: boolean;
}

type Bound = Pick<PendingSignIn, 'purpose' | 'subject'>;

/** A new passkey, for a sign-in that binds a factor. @throws SecondFactorError `bad_request` */
export async function judgeCreated<User>(
  engine: Engine<User>,
  token: SignInToken,
  signIn: Bound,
  { credential, name }: { readonly credential: unknown; readonly name: string | null },
): Promise<Judged> {
  const registered = await verifyRegistration(ceremonyOf(engine, token, signIn), readCreated(credential));
  if (!registered) return {};
  const { passkey, counter } = registered;
  const lookups = engine.keys.passkey('credential', [passkey.id]);
  const bind: Proof['bind'] = () => ({
    factor: {
      ...{ kind: 'passkey', sealed: sealed(engine, signIn, passkey), lookup: lookups[0], lastDigits: null, counter },
      name: name ?? defaultName(passkey),
    },
    // No passkey is two accounts', nor twice one's.
    sharing: { lookups, most: 1 },
  });
  return { proof: { method: 'passkey', bind, match: () => undefined } };
}

/** A signature by one of the subject's own. @throws SecondFactorError `bad_request` */
export async function judgeSigned<User>(
  engine: Engine<User>,
  token: SignInToken,
  signIn: Bound,
  credential: unknown,
): Promise<Judged> {
  const signed = readSigned(credential);
  const lookups = engine.keys.passkey('credential', [signed.id]);
  const own = await ownPasskeys(engine, signIn.subject);
  const factor = own.find(({ lookup }) => lookup !== null && lookups.includes(lookup));
  if (!factor) return {};
  const passkey = passkeyOf(engine, factor);
  const asserted = await verifyAssertion(ceremonyOf(engine, token, signIn), passkey, signed);
  if (!asserted) return { factor };
  const { counter, backedUp } = asserted;
  if (isCopy(factor.counter, counter)) return { factor, copy: true };
  // Sealed anew each time, and so under the newest secret, by which it is looked up from then on.
  const anew = { sealed: sealed(engine, signIn, { ...passkey, backedUp }), lookup: lookups[0] };
  const advance = { from: factor.counter, to: counter, ...anew };
  const match: Proof['match'] = (factors) => {
    const now = factors.find(({ id }) => id === factor.id);
    return now && { factor: now, advance };
  };
  return { factor, proof: { method: 'passkey', bind: noFactor, match } };
}

function sealed<User>(engine: Engine<User>, { subject }: Bound, passkey: Passkey): string {
  return sealFactor(engine, 'passkey', subject, writePasskey(passkey));
}

function noFactor(): never {
  throw new TypeError('A signature binds no factor');
}
