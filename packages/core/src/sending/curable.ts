import type { SendFailure } from '../ports/send-failure.js';

/** What another provider may be able to do. The rest is about the number or the person, and the same everywhere. */
export const CURABLE: readonly SendFailure[] = [
  ...(['busy', 'unavailable', 'misconfigured'] as const),
  ...(['country_blocked', 'no_route', 'not_delivered'] as const),
];
