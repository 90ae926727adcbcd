import { CHANNELS, type Channel, type Holder } from '@countersign/core';
import { badBody } from '../bodies/validate-body.js';
import { callerOf } from '../requests/caller-of.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';

/** More than anything that we ask for makes. */
const LONGEST = 2_048;

/** What a guard's refusal has put into the query of the second step. */
export interface AskedStepUp {
  /** Of one action alone (R69): as it was asked for in this session. */
  readonly approval: string | null;
  /** How the first code goes out, where not every method counts. */
  readonly channel: Channel | undefined;
  /** What is to be proved beside the second factor, where it can be (R34). */
  readonly prove: 'password' | undefined;
}

/** Reads it. */
export function askedStepUp<User>(
  { origins: { own }, secondFactor }: Pick<WebContext<User>, 'origins' | 'secondFactor'>,
  { url }: Pick<WebRequest<User>, 'url'>,
): AskedStepUp {
  const query = URL.canParse(url, own) ? new URL(url, own).searchParams : new URLSearchParams();
  const approval = query.get('approval');
  const channel = CHANNELS.find((each) => each === query.get('method'));
  const canProve = secondFactor.options.subject.checkPassword !== undefined;
  const prove = canProve && query.get('prove') === 'password' ? 'password' : undefined;
  return { approval: approval !== null && approval.length > LONGEST ? '' : approval, channel, prove };
}

/** The session that asks, as core tells sessions apart. */
export function heldSession<User>(web: WebContext<User>, request: WebRequest<User>): Holder {
  return { session: callerOf(web, request).session, assurance: request.assurance };
}

/** An approval that was not asked for in this session is no step-up's. @throws SecondFactorError `bad_request` */
export function checkApproval<User>(web: WebContext<User>, request: WebRequest<User>, user: User): string | null {
  const { approval } = askedStepUp(web, request);
  const known = approval === null || web.secondFactor.approvals.describe(user, heldSession(web, request), approval);
  if (known === undefined) throw badBody(['approval: was not asked for in this session']);
  return approval;
}
