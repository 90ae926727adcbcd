import type { IncomingHttpHeaders } from 'node:http';

/** Whether it is a person who asks, with a browser. */
export function wantsPage({ accept = '' }: IncomingHttpHeaders): boolean {
  return /\btext\/html\b/.test(accept);
}
