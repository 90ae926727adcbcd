import { isCountry } from '@countersign/core';
import type { TwilioReader } from '@countersign/twilio';
import type { Check } from '../check.js';
import { problem, skipped, type Verdict } from '../finding.js';
import type { DoctorSettings } from '../settings.js';
import { judgeReach } from './judge-reach.js';
import { optionFault } from './option-fault.js';
import { ownSender } from './own-sender.js';
import { serviceSenders } from './service-senders.js';
import { asApiKey } from './twilio-access.js';
import { faultOf, faultVerdict } from './twilio-fault.js';
import type { TwilioSettings } from './twilio-settings.js';

/** Whether the sender is the account's, can send texts, and reaches every country that is allowed. */
export const senderCheck: Check = {
  name: 'twilio-sender',
  async run(settings) {
    try {
      return await look(asApiKey(settings.twilio), settings);
    } catch (error) {
      return faultOf(error).status === 404 ? NO_SUCH_SERVICE : faultVerdict(error);
    }
  },
};

async function look(client: TwilioReader, { twilio, countries }: DoctorSettings): Promise<Verdict> {
  const { from, messagingServiceSid } = twilio;
  const fault = senderFault(twilio);
  if (fault !== undefined) return problem(fault, 'Correct it; the host refuses to start with it.');
  const known = countries.filter(isCountry);
  if (known.length === 0) return skipped('No country is allowed. See settings.');
  if (messagingServiceSid !== undefined) {
    const senders = await serviceSenders(client, messagingServiceSid);
    return senders.length === 0 ? EMPTY_SERVICE : judgeReach(senders, known);
  }
  if (from === undefined) return NO_SENDER;
  const sender = await ownSender(client, from, known);
  return sender ? judgeReach([sender], known) : NOT_OURS;
}

/** By the rules of Countersign's sender: a name, for one, has at most 11 characters. */
function senderFault({ from, messagingServiceSid }: TwilioSettings): string | undefined {
  const isService = messagingServiceSid !== undefined;
  const fault = isService ? optionFault({ messagingServiceSid, from: undefined }) : from && optionFault({ from });
  return fault && `${isService ? 'TWILIO_MESSAGING_SERVICE_SID' : 'TWILIO_FROM'} ${fault}.`;
}

const NO_SENDER = problem(
  'Neither TWILIO_FROM nor TWILIO_MESSAGING_SERVICE_SID is set.',
  'Set the one that texts come from.',
);

const NO_SUCH_SERVICE = problem(
  'The account has no such Messaging Service.',
  'Compare TWILIO_MESSAGING_SERVICE_SID with the console: it starts with MG, and is of this account.',
);

const EMPTY_SERVICE = problem('There is no sender in the Messaging Service.', 'Add one to its sender pool.');

const NOT_OURS = problem('TWILIO_FROM is no sender of this account.', 'Choose one of its own, or buy one.');
