import type { Country } from '@countersign/core';
import type { TwilioReader } from '@countersign/twilio';
import { hasCampaign, isVerified, needsCampaign } from './registration.js';
import { alphanumericSender, numberSender, type Sender, shortCodeSender } from './sender.js';

/**
 * Looks up whom `TWILIO_FROM` names.
 * @param from - checked by its form.
 * @returns `undefined` for a number or short code that is not the account's. Throws what the SDK throws.
 */
export function ownSender(
  client: TwilioReader,
  from: string,
  countries: readonly Country[],
): Promise<Sender | undefined> {
  if (/[A-Za-z]/.test(from)) return Promise.resolve(alphanumericSender(from));
  return from.startsWith('+') ? ownNumber(client, from, countries) : ownShortCode(client, from, countries);
}

async function ownNumber(
  client: TwilioReader,
  from: string,
  countries: readonly Country[],
): Promise<Sender | undefined> {
  const [own] = await client.incomingPhoneNumbers.list({ phoneNumber: from, limit: 1, pageSize: 1 });
  if (own === undefined) return undefined;
  const sender = numberSender(from, own.capabilities?.sms === true);
  if (sender.kind === 'toll-free number') return { ...sender, registered: await isVerified(client, own.sid) };
  return needsCampaign(sender, countries) ? { ...sender, registered: await hasCampaign(client, from) } : sender;
}

/** Twilio does not tell a short code's country here: where one alone is allowed it is taken for that. */
async function ownShortCode(
  client: TwilioReader,
  code: string,
  countries: readonly Country[],
): Promise<Sender | undefined> {
  const [own] = await client.shortCodes.list({ shortCode: code, limit: 1, pageSize: 1 });
  return own && shortCodeSender(code, countries.length === 1 ? countries[0] : undefined);
}
