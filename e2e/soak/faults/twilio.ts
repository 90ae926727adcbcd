import { type TwilioBehaviour, twilioAnswers } from '@countersign/twilio/testing';
import type { Fault } from './fault.js';

/** Fewer than what has the sender left alone for half a minute. */
const TIMES = 4;

const whileIt = (how: string, behaviour: TwilioBehaviour): Fault => ({
  name: `Twilio ${how}`,
  async begin({ twilio }) {
    twilio.respond(behaviour, TIMES);
    return async () => undefined;
  },
});

/** Whatever becomes of the provider. */
export const TWILIO_FAULTS: readonly Fault[] = [
  whileIt('is slow', twilioAnswers.delay(3_000)),
  whileIt('answers 429', twilioAnswers.error(20429, 429)),
  whileIt('answers 500', twilioAnswers.error(20500, 500)),
  whileIt('cuts its answer off', twilioAnswers.cut()),
  whileIt('never answers', twilioAnswers.hang()),
];
