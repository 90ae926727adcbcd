import { channelOf } from '../channels.js';
import type { Code } from '../code.js';
import type { PhoneNumber } from '../phone-number.js';
import type { PendingSignIn } from '../ports/pending-sign-in.js';
import type { SignInToken } from '../sign-in-token.js';
import type { Engine } from './engine.js';
import { sealFactor } from './factors.js';
import { phoneOfEnrolment, phoneOfFactor } from './phones.js';
import type { Proof } from './proof.js';

/**
 * What a code that was sent proves: that whoever typed it reads that phone. Which one that is nothing in the store says: the
 * MAC of the code holds for the number that it went to, and for no other (R04). `undefined` where it was made for another subject.
 */
export function proofOfSentCode<User>(
  engine: Engine<User>,
  token: SignInToken,
  signIn: PendingSignIn,
  code: Code,
): Proof | undefined {
  const { subject, target } = signIn;
  if (!target || !engine.keys.subjectTagMatches(token.key.subjectTag, subject)) return undefined;
  const wentTo = (phone: PhoneNumber) => bindingHolds(engine, token, signIn, phone, code);
  return {
    method: channelOf(signIn),
    bind() {
      if (target.sealed === null) return undefined;
      const phone = phoneOfEnrolment(engine, signIn, token);
      return wentTo(phone) ? newPhone(engine, subject, phone) : undefined;
    },
    match(factors) {
      if (target.factorId === null) return 'binding';
      const factor = factors.find(({ id, kind }) => id === target.factorId && kind === 'phone');
      if (!factor) return undefined;
      return wentTo(phoneOfFactor(engine, factor)) ? { factor } : 'binding';
    },
  };
}

/** Notes a code that came back from where it went. */
function bindingHolds<User>(
  { keys, conversions }: Engine<User>,
  token: SignInToken,
  { purpose, subject, code: live }: PendingSignIn,
  phone: PhoneNumber,
  code: Code,
): boolean {
  const binding = { purpose, signInId: token.key.id, subject, phone };
  if (!live || !keys.codeMacMatches(live.mac, binding, code)) return false;
  conversions.verified(phone);
  return true;
}

function newPhone<User>(engine: Engine<User>, subject: string, phone: PhoneNumber): ReturnType<Proof['bind']> {
  const { keys, options } = engine;
  const sealed = sealFactor(engine, 'phone', subject, phone.reveal());
  const kept = { sealed, lookup: keys.phoneIndex(phone), lastDigits: phone.lastDigits };
  const sharing = { lookups: keys.phoneIndexes(phone), most: options.maxAccountsPerNumber };
  return { factor: { kind: 'phone', ...kept, name: null, counter: 0 }, sharing };
}
