import type { Country } from '@countersign/core';
import type { Sender } from './sender.js';

/** Why a sender does not reach a country, the one that is easiest to mend first. */
export const OBSTACLES = {
  campaign: {
    says: 'a long code needs a 10DLC campaign for the US, and none is registered for it',
    todo: 'Register a campaign, and put the number into its Messaging Service: 10 to 15 business days. Until then texts to the US are blocked (30034).',
  },
  verification: {
    says: 'the toll-free number is not verified',
    todo: 'Have it verified: 3 to 5 business days. Until then its texts are blocked (30032).',
  },
  texts: { says: 'the number cannot send texts', todo: 'Choose one with the capability SMS.' },
  national: {
    says: 'a short code works in its own country alone',
    todo: 'For the others add senders of theirs, in a Messaging Service.',
  },
  tollFree: {
    says: 'a toll-free number reaches the US and Canada alone',
    todo: 'For other countries add a number or an alphanumeric sender, in a Messaging Service.',
  },
  alphanumeric: {
    says: 'an alphanumeric sender does not reach the US and Canada',
    todo: 'Add a toll-free number (3 to 5 business days) or a long code with a 10DLC campaign (10 to 15), in a Messaging Service.',
  },
  foreign: {
    says: 'a long code of another country does not reach the US',
    todo: 'Add a toll-free number (3 to 5 business days) or a US long code with a 10DLC campaign (10 to 15), in a Messaging Service.',
  },
} as const;

/** The name of an obstacle. */
export type Obstacle = keyof typeof OBSTACLES;

const NORTH_AMERICA: readonly (Country | undefined)[] = ['US', 'CA'];

/** What keeps a sender from a country; `undefined` when nothing does that can be told from here. */
export function obstacleOf(sender: Sender, country: Country): Obstacle | undefined {
  if (!sender.texts) return 'texts';
  return BY_KIND[sender.kind](sender, country);
}

type Judge = (sender: Sender, country: Country) => Obstacle | undefined;

/** By Twilio's guidelines for each country (https://www.twilio.com/en-us/guidelines/sms). */
const BY_KIND: Readonly<Record<Sender['kind'], Judge>> = {
  'alphanumeric sender': (_, country) => (NORTH_AMERICA.includes(country) ? 'alphanumeric' : undefined),
  'short code': (sender, country) => (sender.country === country ? undefined : 'national'),
  'toll-free number': ({ registered }, country) => {
    if (!NORTH_AMERICA.includes(country)) return 'tollFree';
    return registered ? undefined : 'verification';
  },
  'long code': (sender, country) => {
    if (country !== 'US') return undefined;
    if (!NORTH_AMERICA.includes(sender.country)) return 'foreign';
    return sender.registered ? undefined : 'campaign';
  },
};

/** The obstacle that is easiest to mend, of all senders; `undefined` when one of them reaches the country. */
export function leastObstacle(senders: readonly Sender[], country: Country): Obstacle | undefined {
  const found = senders.map((sender) => obstacleOf(sender, country));
  if (found.includes(undefined)) return undefined;
  return (Object.keys(OBSTACLES) as Obstacle[]).find((obstacle) => found.includes(obstacle));
}
