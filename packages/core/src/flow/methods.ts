import { channelsOf, FIRST_CHANNEL, isChannel } from '../channels.js';
import { SecondFactorError } from '../errors.js';
import type { Factor } from '../ports/factor.js';
import type { Posture } from '../ports/factor-store.js';
import type { PendingSignIn } from '../ports/pending-sign-in.js';
import type { Channel, Method } from '../purpose.js';
import { barred } from './barred.js';
import type { Decision } from './decide.js';
import type { Engine } from './engine.js';
import { kindOf, methodsOfFactors } from './factors.js';

/** What can be used here at all, whoever asks: what the options name, and of the channels those of the sender. */
export function usableMethods<User>({ options }: Pick<Engine<User>, 'options'>): readonly Method[] {
  const channels = channelsOf(options.sender);
  return options.methods.filter((method) => !isChannel(method) || channels.includes(method));
}

/**
 * What a first factor can be bound by, of what the policy counts: to a number that is not yet proved only texts are sent.
 */
export function methodsToBind<User>(engine: Engine<User>, { methods }: Decision): readonly Method[] {
  const bindable = BINDABLE.filter((method) => usableMethods(engine).includes(method));
  const counted = bindable.filter((method) => methods.includes(method));
  return counted.length > 0 ? counted : bindable;
}

const BINDABLE: readonly Method[] = [FIRST_CHANNEL, 'totp', 'passkey'];

/**
 * What a subject can answer by: of its factors those that the policy counts, or all of them where it counts none.
 * @throws SecondFactorError `second_factor_locked` when nothing that it has can be used here.
 */
export function methodsToProve<User>(
  engine: Engine<User>,
  subject: string,
  factors: readonly Factor[],
  { methods }: Decision,
): readonly Method[] {
  const own = methodsOfFactors(factors, usableMethods(engine));
  if (own.length === 0) throw barred(engine, subject, 'no_method', null);
  const isCounted = (method: Method) => methods.includes(method);
  return own.some((method) => method !== 'recovery' && isCounted(method))
    ? own.filter((method) => method === 'recovery' || isCounted(method))
    : own;
}

/** What a subject has that can be used here, as a guard knows of it: in no order of its own. */
export function ownMethods<User>(engine: Engine<User>, { methods }: Pick<Posture, 'methods'>): readonly Method[] {
  const kinds = methods.map(kindOf);
  return usableMethods(engine).filter((method) => kinds.includes(kindOf(method)));
}

/** What a sign-in can be answered by, of what can be used here by now. */
export function methodsFor<User>(engine: Engine<User>, { methods }: Pick<PendingSignIn, 'methods'>): readonly Method[] {
  const usable = usableMethods(engine);
  return methods.filter((method) => usable.includes(method));
}

/**
 * How the next code of a sign-in goes out: as is asked, as the live one did, or as a text. A channel is the asker's own
 * choice, and none takes the place of another (R85).
 * @throws SecondFactorError `bad_request` for one that cannot be used.
 */
export function channelFor<User>(
  engine: Engine<User>,
  signIn: Pick<PendingSignIn, 'methods'> & Partial<Pick<PendingSignIn, 'target' | 'code'>>,
  asked: Channel | undefined,
): Channel {
  const offered = methodsFor(engine, signIn).filter(isChannel);
  if (asked && !offered.includes(asked)) {
    throw new SecondFactorError('bad_request', { details: ['channel: is not one that codes can be sent by'] });
  }
  const before = signIn.code ? signIn.target?.method : undefined;
  return asked ?? (isChannel(before) && offered.includes(before) ? before : (offered[0] ?? FIRST_CHANNEL));
}
