import type { CodeMessage } from '@countersign/core';
import type { Twilio } from 'twilio';
import type { CheckedOptions } from '../check-options.js';
import { type Handling, keeping } from './channel-request.js';

/** A text, word for word as core has made it. */
export function sms(sender: CheckedOptions['sender']) {
  return async (client: Twilio, message: Pick<CodeMessage, 'to' | 'text'>, handling: Handling): Promise<unknown> => {
    const to = message.to.reveal();
    return (await client.messages.create({ to, body: message.text(), ...keeping(handling), ...sender })).sid;
  };
}
