import type { CodeMessage } from '@countersign/core';
import type { Twilio } from 'twilio';

/** How long a message may wait at Twilio, and whether it is to be forgotten there. */
export interface Handling {
  /** In seconds, never longer than the code lives (R31). */
  readonly validityPeriod: number;
  /** Whether Twilio is to forget text and number (R31). */
  readonly discards: boolean;
  /** Where Twilio is to report on it, if anywhere. */
  readonly statusCallback: string | undefined;
}

/** Hands a message to Twilio by one channel, and gives what Twilio calls it. Throws what the SDK throws. */
export type ChannelRequest = (client: Twilio, message: CodeMessage, handling: Handling) => Promise<unknown>;

/** What every message says of its keeping; calls have nothing of the kind. */
export function keeping({ validityPeriod, discards, statusCallback }: Handling) {
  const forgotten = { contentRetention: 'discard', addressRetention: 'obfuscate' } as const;
  return { validityPeriod, ...(discards && forgotten), ...(statusCallback !== undefined && { statusCallback }) };
}
