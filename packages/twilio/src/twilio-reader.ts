import { twilioClient } from './twilio-client.js';
import type { TwilioClientOptions } from './twilio-client-options.js';

/** A list of resources, read page by page up to `limit`. The SDK writes into what it is given: give it anew each time. */
interface List<Item, Filter extends object = object> {
  list(asked: Filter & { limit: number; pageSize: number }): Promise<readonly Item[]>;
}

/** A Messaging Service, and the senders in its pool. */
interface Service {
  fetch(): Promise<{ readonly usAppToPersonRegistered: boolean }>;
  readonly phoneNumbers: List<{ sid: string; phoneNumber: string; capabilities: readonly string[] }>;
  readonly shortCodes: List<{ shortCode: string; countryCode: string }>;
  readonly alphaSenders: List<{ alphaSender: string }>;
}

/**
 * What can be read of an account and its senders: a part of the SDK's client, in types of our own, for the SDK's ask more
 * packages of whoever compiles with them.
 */
export interface TwilioReader {
  readonly api: { v2010: { accounts(sid: string): { fetch(): Promise<{ type: string; status: string }> } } };
  readonly incomingPhoneNumbers: List<{ sid: string; capabilities: { sms?: boolean } }, { phoneNumber?: string }>;
  readonly shortCodes: List<{ shortCode: string }, { shortCode?: string }>;
  readonly messaging: {
    readonly v1: {
      readonly services: List<{ sid: string; usAppToPersonRegistered: boolean }> & ((sid: string) => Service);
      readonly tollfreeVerifications: List<{ status: string }, { tollfreePhoneNumberSid?: string }>;
    };
  };
  /** Any request: an answer that refuses is one too. */
  request(options: { method: 'get'; uri: string }): Promise<{ headers?: Readonly<Record<string, unknown>> }>;
}

/**
 * Reads what an account is and has, over the same HTTP client as the sender: it remembers and logs nothing, reads no variable
 * of the environment, and what it throws holds no request. Errors have a `status` and perhaps a `code`; their texts are Twilio's.
 */
export function twilioReader(options: TwilioClientOptions): TwilioReader {
  return twilioClient(options);
}
