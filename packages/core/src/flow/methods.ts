import { channelsOf, FIRST_CHANNEL } from '../channels.js';
import { SecondFactorError } from '../errors.js';
import type { PendingSignIn } from '../ports/pending-sign-in.js';
import type { Channel, Method, Purpose } from '../purpose.js';
import type { Engine } from './engine.js';

/** The ways in which a sign-in can be answered: each channel of the sender's; to a number not yet proved, texts only. */
export function methodsFor<User>(
  { options }: Engine<User>,
  { purpose }: { readonly purpose: Purpose },
): readonly (Method & Channel)[] {
  return purpose === 'enrol' ? [FIRST_CHANNEL] : channelsOf(options.sender);
}

/**
 * How the next code of a sign-in goes out: as is asked, as the live one did, or as a text. A channel is the asker's own choice, and none
 * takes the place of another (R85).
 * @throws SecondFactorError `bad_request` for one that cannot be used.
 */
export function channelFor<User>(
  engine: Engine<User>,
  signIn: Pick<PendingSignIn, 'purpose'> & Partial<Pick<PendingSignIn, 'target' | 'code'>>,
  asked: Channel | undefined,
): Channel {
  const offered = methodsFor(engine, signIn);
  if (asked && !offered.includes(asked)) {
    throw new SecondFactorError('bad_request', { details: ['channel: is not one that codes can be sent by'] });
  }
  const before = signIn.code ? signIn.target?.channel : undefined;
  return asked ?? (before && offered.includes(before) ? before : FIRST_CHANNEL);
}
