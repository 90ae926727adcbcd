import { channelsOf, FIRST_CHANNEL } from '../channels.js';
import type { Channel, Method, Purpose } from '../purpose.js';
import type { Engine } from './engine.js';

/** The ways in which a sign-in can be answered: each channel of the sender's; to a number not yet proved, texts only. */
export function methodsFor<User>(
  { options }: Engine<User>,
  { purpose }: { readonly purpose: Purpose },
): readonly (Method & Channel)[] {
  return purpose === 'enrol' ? [FIRST_CHANNEL] : channelsOf(options.sender);
}
