import { channelOf } from '../channels.js';
import type { Code } from '../code.js';
import type { Factor } from '../ports/factor.js';
import type { PendingSignIn } from '../ports/pending-sign-in.js';
import type { SignInToken } from '../sign-in-token.js';
import type { Engine } from './engine.js';
import { sealFactor } from './factors.js';
import { phoneOfEnrolment, phoneOfFactor } from './phones.js';
import type { Proof } from './proof.js';

/** What a code that was sent proves: that whoever typed it reads that phone. `undefined` where it was made for another. */
export function proofOfSentCode<User>(
  engine: Engine<User>,
  token: SignInToken,
  signIn: PendingSignIn,
  code: Code,
): Proof | undefined {
  if (bindingHolds(engine, token, signIn, code) !== true) return undefined;
  const { keys, options, conversions } = engine;
  return {
    method: channelOf(signIn),
    bind() {
      const phone = phoneOfEnrolment(engine, signIn, token);
      conversions.verified(phone);
      const sealed = sealFactor(engine, 'phone', signIn.subject, phone.reveal());
      const kept = { sealed, lookup: keys.phoneIndex(phone), lastDigits: phone.lastDigits };
      const sharing = { lookups: keys.phoneIndexes(phone), most: options.maxAccountsPerNumber };
      return { factor: { kind: 'phone', ...kept, name: null, counter: 0 }, sharing };
    },
    match(factors) {
      const factor = factors.find(({ id }) => id === signIn.target?.factorId);
      return factor && isStillTheSame(engine, signIn, factor) ? { factor } : undefined;
    },
  };
}

function bindingHolds<User>(
  { keys }: Engine<User>,
  token: SignInToken,
  { purpose, subject, target, code: live }: PendingSignIn,
  code: Code,
): boolean {
  if (!live || !target) return false;
  const { destination } = target;
  return keys.codeMacMatches(live.mac, { purpose, signInId: token.key.id, subject, destination }, code);
}

function isStillTheSame<User>(engine: Engine<User>, { target }: PendingSignIn, factor: Factor): boolean {
  if (factor.kind !== 'phone' || !target) return false;
  const phone = phoneOfFactor(engine, factor);
  if (!engine.keys.phoneIndexMatches(target.destination, phone)) return false;
  engine.conversions.verified(phone);
  return true;
}
