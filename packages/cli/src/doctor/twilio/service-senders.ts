import { type Country, isCountry } from '@countersign/core';
import type { TwilioReader } from '@countersign/twilio';
import { isVerified } from './registration.js';
import { alphanumericSender, numberSender, type Sender, shortCodeSender } from './sender.js';

/** An answer of Twilio's is read up to 64 KiB, which is some 100 senders. Anew each time: the SDK writes into it. */
const pages = () => ({ limit: 400, pageSize: 50 });

/** Reads the senders in the pool of a Messaging Service. Throws what the SDK throws. */
export async function serviceSenders(client: TwilioReader, sid: string): Promise<readonly Sender[]> {
  const service = client.messaging.v1.services(sid);
  const [{ usAppToPersonRegistered }, numbers, codes, names] = await Promise.all([
    service.fetch(),
    service.phoneNumbers.list(pages()),
    service.shortCodes.list(pages()),
    service.alphaSenders.list(pages()),
  ]);
  const ofNumbers = numbers.map(async (own) => {
    const sender = numberSender(own.phoneNumber, own.capabilities.includes('SMS'));
    const isTollFree = sender.kind === 'toll-free number';
    return { ...sender, registered: isTollFree ? await isVerified(client, own.sid) : usAppToPersonRegistered };
  });
  return [
    ...(await Promise.all(ofNumbers)),
    ...codes.map(({ shortCode, countryCode }) => shortCodeSender(shortCode, countryOf(countryCode))),
    ...names.map(({ alphaSender }) => alphanumericSender(alphaSender)),
  ];
}

const countryOf = (code: string): Country | undefined => (isCountry(code) ? code : undefined);
