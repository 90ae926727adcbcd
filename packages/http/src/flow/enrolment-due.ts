import { TEXTS } from '../pages/texts.js';
import { count, fill, type Plural } from '../pages/wording.js';
import { withStatus } from '../replies/with-status.js';
import { callerOf } from '../requests/caller-of.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';

/** What a countdown banner needs. */
export interface EnrolmentDue {
  /** The deadline: ISO 8601, UTC. */
  readonly enrolBy: string;
  /** As `Register a second factor within 6 days.` Never tells too long. */
  readonly text: string;
  /** Where that is done, as `/2fa`. */
  readonly href: string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** What one is told who has to enrol by a deadline (R73); nothing where there is none, or nobody. */
export async function enrolmentDue<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
): Promise<EnrolmentDue | undefined> {
  const { user, assurance } = request;
  if (user === undefined) return undefined;
  try {
    const found = await web.secondFactor.standing(user, assurance, { caller: () => callerOf(web, request) });
    if (found.status !== 'satisfied' || found.enrolBy === undefined) return undefined;
    const left = Date.parse(found.enrolBy) - web.secondFactor.options.clock.now();
    return { enrolBy: found.enrolBy, text: fill(TEXTS.due.text, { time: timeOf(left) }), href: web.page().basePath };
  } catch (error) {
    throw withStatus(error);
  }
}

/** In the largest unit that there is one of, rounded down. */
function timeOf(left: number): string {
  const whole = (size: number, unit: Plural) => count(unit, Math.max(1, Math.floor(left / size)));
  if (left >= DAY_MS) return whole(DAY_MS, TEXTS.due.days);
  return left >= HOUR_MS ? whole(HOUR_MS, TEXTS.due.hours) : whole(MINUTE_MS, TEXTS.due.minutes);
}
