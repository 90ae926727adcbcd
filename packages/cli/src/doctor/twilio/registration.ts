import type { TwilioReader } from '@countersign/twilio';
import type { Sender } from './sender.js';

/** Most Messaging Services that are looked into. */
const MOST_SERVICES = 100;
/** Most numbers of one that are read. */
const MOST_NUMBERS = 400;

/**
 * Whether a toll-free number is verified.
 * @param sid - of the number, `PN…`.
 */
export async function isVerified(client: TwilioReader, sid: string): Promise<boolean> {
  const about = { tollfreePhoneNumberSid: sid, limit: 5, pageSize: 5 };
  const verifications = await client.messaging.v1.tollfreeVerifications.list(about);
  return verifications.some(({ status }) => status === 'TWILIO_APPROVED');
}

/** Whether a number is in a Messaging Service with a 10DLC campaign: a number alone does not tell. */
export async function hasCampaign(client: TwilioReader, number: string): Promise<boolean> {
  const services = await client.messaging.v1.services.list({ limit: MOST_SERVICES, pageSize: 20 });
  const registered = services.filter(({ usAppToPersonRegistered }) => usAppToPersonRegistered);
  const found = registered.map(async ({ sid }) => {
    const pool = await client.messaging.v1.services(sid).phoneNumbers.list({ limit: MOST_NUMBERS, pageSize: 50 });
    return pool.some(({ phoneNumber }) => phoneNumber === number);
  });
  return (await Promise.all(found)).includes(true);
}

/** Whether it matters what is registered for a sender: only for texts to the US, and of toll-free numbers. */
export function needsCampaign({ kind, country }: Sender, countries: readonly string[]): boolean {
  return kind === 'long code' && (country === 'US' || country === 'CA') && countries.includes('US');
}
