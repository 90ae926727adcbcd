import type { CheckedVoice } from '../check-options.js';
import type { ChannelRequest } from './channel-request.js';
import { spokenCode } from './spoken-code.js';

/** How long it rings: most voicemail takes a call later, and would keep the code. */
const RING_SECONDS = 20;

/** Longer than ten digits take, twice; a call that nobody hangs up costs no more than that. */
const LONGEST_CALL_SECONDS = 120;

/** A call that says the code. Its words are made here, at the border, and are nowhere kept. */
export function voice({ from, language }: CheckedVoice): ChannelRequest {
  return async (client, message, { statusCallback }) => {
    const { sid } = await client.calls.create({
      to: message.to.reveal(),
      from,
      twiml: spokenCode(message, language),
      timeout: RING_SECONDS,
      timeLimit: LONGEST_CALL_SECONDS,
      record: false,
      ...(statusCallback !== undefined && { statusCallback }),
    });
    return sid;
  };
}
