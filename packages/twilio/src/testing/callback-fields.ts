import { numberOf } from './address.js';
import type { TwilioCall, TwilioMessage } from './records.js';
import { rfc2822 } from './rfc2822.js';
import type { StandInAccount } from './stand-in-account.js';
import { isCall, type ToldStatus } from './statuses.js';

/** The fields of a status callback, by Twilio's names. */
export function callbackFields(
  sent: TwilioMessage | TwilioCall,
  told: ToldStatus,
  { credentials }: StandInAccount,
): Record<string, string> {
  const common = { AccountSid: credentials.accountSid, ApiVersion: '2010-04-01', To: sent.to };
  const failed = /^(failed|undelivered)$/.test(told.status) && sent.errorCode !== null;
  return {
    ...common,
    ...(sent.from !== undefined && { From: sent.from }),
    ...(isCall(sent) ? ofCall(sent, told) : ofMessage(sent, told)),
    ...(failed && { ErrorCode: String(sent.errorCode) }),
  };
}

function ofMessage({ sid, to, messagingServiceSid }: TwilioMessage, { status }: ToldStatus): Record<string, string> {
  return {
    MessageSid: sid,
    MessageStatus: status,
    SmsSid: sid,
    SmsStatus: status,
    ...(/^(un)?delivered$/.test(status) && { RawDlrDoneDate: minute(Date.now()) }),
    ...(messagingServiceSid !== undefined && { MessagingServiceSid: messagingServiceSid }),
    ...(to !== numberOf(to) && { ChannelPrefix: 'whatsapp', ChannelToAddress: numberOf(to) }),
  };
}

function ofCall({ sid, at, to }: TwilioCall, { status, sequence }: ToldStatus): Record<string, string> {
  return {
    CallSid: sid,
    CallStatus: status,
    Called: to,
    Direction: 'outbound-api',
    CallbackSource: 'call-progress-events',
    SequenceNumber: String(sequence),
    Timestamp: rfc2822(at),
    ...(status === 'completed' && { CallDuration: '12', Duration: '1' }),
  };
}

/** As carriers write when it arrived: to the minute, and in no zone that is named. */
const minute = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/\D/g, '').slice(2, 12);
