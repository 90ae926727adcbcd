import type { CheckedWhatsapp } from '../check-options.js';
import { type ChannelRequest, keeping } from './channel-request.js';

/** A WhatsApp message: an authentication template, whose text is Meta's, filled with the code and nothing else. */
export function whatsapp({ sender, contentSid }: CheckedWhatsapp): ChannelRequest {
  const from = 'from' in sender ? { from: `whatsapp:${sender.from}` } : sender;
  return async (client, message, handling) => {
    const { sid } = await client.messages.create({
      to: `whatsapp:${message.to.reveal()}`,
      contentSid,
      contentVariables: JSON.stringify({ 1: message.code.reveal() }),
      ...keeping(handling),
      ...from,
    });
    return sid;
  };
}
