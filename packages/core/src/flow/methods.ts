import { channelsOf, FIRST_CHANNEL, isChannel } from '../channels.js';
import { SecondFactorError } from '../errors.js';
import type { Posture } from '../ports/factor-store.js';
import type { PendingSignIn } from '../ports/pending-sign-in.js';
import type { Channel, Method } from '../purpose.js';
import type { Decision } from './decide.js';
import type { Engine } from './engine.js';
import { kindOf } from './factors.js';

/** What can be used here at all, whoever asks: what the options name, and of the channels those of the sender. */
export function usableMethods<User>({ options }: Pick<Engine<User>, 'options'>): readonly Method[] {
  const channels = channelsOf(options.sender);
  return options.methods.filter((method) => !isChannel(method) || channels.includes(method));
}

/**
 * What a first factor can be bound by, of what the policy counts: to a number that is not yet proved only texts are sent.
 */
export function methodsToBind<User>(engine: Engine<User>, decision: Decision): readonly Method[] {
  const counted = countedToBind(engine, decision);
  return counted.length > 0 ? counted : bindable(engine);
}

/** The same; nothing where the policy counts nothing that could be bound. */
export function countedToBind<User>(engine: Engine<User>, { methods }: Decision): readonly Method[] {
  return bindable(engine).filter((method) => methods.includes(method));
}

function bindable<User>(engine: Engine<User>): readonly Method[] {
  return BINDABLE.filter((method) => usableMethods(engine).includes(method));
}

const BINDABLE: readonly Method[] = [FIRST_CHANNEL, 'totp', 'passkey'];

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
