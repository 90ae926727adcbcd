import { withDeadline } from '@countersign/core';
import { ReasonBody } from '../bodies/reason.body.js';
import { validateBody } from '../bodies/validate-body.js';
import { emptyReply, notFoundReply, redirectReply, type WebReply } from '../replies/web-reply.js';
import { preferredForm } from '../requests/negotiation.js';
import type { WebRequest } from '../requests/web-request.js';
import type { Administered } from '../requests/web-route.js';
import type { CanAdminister, WebContext } from '../web-options.js';
import { askedReturnTo } from './asked-return-to.js';
import { guardError } from './guard-error.js';

/** The methods of core's behind the acts. */
const METHODS = { unlock: 'unlock', reset: 'resetFactors' } as const;

/** How old an administrator's proof may be (R72). */
const FRESH = { maxAgeSeconds: 300 };

/** Patience with the host's own function. */
const HOST_TIMEOUT_MS = 1_500;

/**
 * `POST /2fa/admin/subjects/:id/unlock` and `…/reset`: for whom the host lets administer that account, after a second factor
 * proved just now, whatever the policy asks (R72). An account that is none of theirs looks like one that is not there.
 * @throws SecondFactorError
 */
export async function administer<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
  { act, subject }: Administered,
): Promise<WebReply> {
  if (!web.canAdminister) return notFoundReply();
  const user = await provedUser(web, request);
  const { reason } = validateBody(ReasonBody, request.body);
  const actor = web.secondFactor.options.subject.id(user);
  // Of the own account core says so itself.
  const allowed = actor === subject || (await withDeadline(ask(web.canAdminister, user, subject), HOST_TIMEOUT_MS));
  if (allowed !== true) return notFoundReply();
  await web.secondFactor[METHODS[act]](subject, { actor, reason });
  if (preferredForm(request.headers) === 'json') return emptyReply(204);
  return redirectReply(askedReturnTo(web, request) ?? web.defaultPath);
}

async function ask<User>(may: CanAdminister<User>, actor: User, subject: string): Promise<boolean> {
  return may(actor, subject);
}

async function provedUser<User>(web: WebContext<User>, { user, assurance }: WebRequest<User>): Promise<User> {
  if (user === undefined) throw guardError(web, { status: 'required', enrolled: false }, FRESH);
  const demand = { ...FRESH, whateverThePolicy: true };
  const standing = await web.secondFactor.standing(user, assurance, demand);
  if (standing.status !== 'satisfied') throw guardError(web, standing, FRESH);
  return user;
}
