import { withDeadline } from '@countersign/core';
import type { WebRequest } from '../requests/web-request.js';
import type { AdministrationAct, WebContext } from '../web-options.js';
import { guardError } from './guard-error.js';

/** How old an administrator's proof may be (R72). */
const FRESH = { maxAgeSeconds: 300 };

/** Patience with a function of the host's. */
const HOST_TIMEOUT_MS = 1_500;

/** Who asks, when a second factor was proved just now, whatever the policy asks (R72). @throws SecondFactorError */
export async function provedAdministrator<User>(
  web: WebContext<User>,
  { user, assurance }: WebRequest<User>,
): Promise<User> {
  if (user === undefined) throw guardError(web, { status: 'required' }, FRESH);
  const demand = { ...FRESH, whateverThePolicy: true };
  const standing = await web.secondFactor.standing(user, assurance, demand);
  if (standing.status !== 'satisfied') throw guardError(web, standing, FRESH);
  return user;
}

/** Whether the host lets someone administer an account: only `true` does. @throws what the host's function throws */
export async function mayAdminister<User>(
  web: WebContext<User>,
  actor: User,
  subject: string,
  act: AdministrationAct,
): Promise<boolean> {
  return (await inTime(async () => web.canAdminister?.(actor, subject, act))) === true;
}

/** What a function of the host's answers within its time. @throws DeadlinePassed, or what the function throws */
export function inTime<Value>(ask: () => Promise<Value>): Promise<Value> {
  return withDeadline(ask(), HOST_TIMEOUT_MS);
}
