import { ReasonBody } from '../bodies/reason.body.js';
import { validateBody } from '../bodies/validate-body.js';
import { emptyReply, notFoundReply, redirectReply, type WebReply } from '../replies/web-reply.js';
import { preferredForm } from '../requests/negotiation.js';
import type { WebRequest } from '../requests/web-request.js';
import type { Administered } from '../requests/web-route.js';
import type { WebContext } from '../web-options.js';
import { mayAdminister, provedAdministrator } from './administrator.js';
import { askedReturnTo } from './asked-return-to.js';

/** The methods of core's behind the acts. */
const METHODS = { unlock: 'unlock', reset: 'resetFactors' } as const;

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
  const user = await provedAdministrator(web, request);
  const { reason } = validateBody(ReasonBody, request.body);
  const actor = web.secondFactor.options.subject.id(user);
  // Of the own account core says so itself.
  const allowed = actor === subject || (await mayAdminister(web, user, subject));
  if (!allowed) return notFoundReply();
  await web.secondFactor[METHODS[act]](subject, { actor, reason });
  if (preferredForm(request.headers) === 'json') return emptyReply(204);
  return redirectReply(askedReturnTo(web, request) ?? web.defaultPath);
}
