import type { CheckedOptions } from '../check-options.js';
import { type ChannelRequest, keeping } from './channel-request.js';

/** A text, word for word as core has made it. */
export function sms(sender: CheckedOptions['sender']): ChannelRequest {
  return async (client, message, handling) => {
    const to = message.to.reveal();
    return (await client.messages.create({ to, body: message.text(), ...keeping(handling), ...sender })).sid;
  };
}
