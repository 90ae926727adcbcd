import type { ActingAdministrator, IssuedBypassCode } from '@countersign/core';
import { ApprovalBody, ReasonBody } from '../bodies/reason.body.js';
import { validateBody } from '../bodies/validate-body.js';
import { renderPage } from '../pages/render-page.js';
import { emptyReply, htmlReply, jsonReply, notFoundReply, redirectReply, type WebReply } from '../replies/web-reply.js';
import { preferredForm } from '../requests/negotiation.js';
import type { WebRequest } from '../requests/web-request.js';
import type { Administered } from '../requests/web-route.js';
import type { WebContext } from '../web-options.js';
import { mayAdminister, provedAdministrator } from './administrator.js';
import { askedReturnTo } from './asked-return-to.js';

/**
 * `POST /2fa/admin/subjects/:id/unlock`, `…/reset`, `…/bypass-code` and `…/bypass-code/approve`: for whom the host lets administer
 * that account, after a second factor proved just now, whatever the policy asks (R72). An account that is none of theirs looks
 * like one that is not there.
 * @throws SecondFactorError
 */
export async function administer<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
  { act, subject }: Administered,
): Promise<WebReply> {
  if (!web.canAdminister) return notFoundReply();
  const user = await provedAdministrator(web, request);
  const actor = web.secondFactor.options.subject.id(user);
  const body = validateBody(act === 'bypass-code/approve' ? ApprovalBody : ReasonBody, request.body);
  const by = { actor, reason: body.reason, epoch: request.assurance?.epoch };
  // Of the own account core says so itself.
  const allowed = actor === subject || (await mayAdminister(web, user, subject, act));
  if (!allowed) return notFoundReply();
  if (act === 'bypass-code') {
    return shown(web, request, await web.secondFactor.issueBypassCode(subject, by));
  }
  await done(web, { act, subject }, by, body);
  if (preferredForm(request.headers) === 'json') return emptyReply(204);
  return redirectReply(placeAfter(web, request));
}

async function done<User>(
  { secondFactor }: WebContext<User>,
  { act, subject }: Administered,
  by: ActingAdministrator,
  body: ReasonBody,
): Promise<void> {
  if (body instanceof ApprovalBody) await secondFactor.approveBypassCode(subject, body.id, by);
  else if (act === 'unlock') await secondFactor.unlock(subject, by);
  else await secondFactor.resetFactors(subject, by);
}

/** The code goes to its issuer, here and never again (R59). */
function shown<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
  { code, id, expiresAt, needsApproval }: IssuedBypassCode,
): WebReply {
  const issued = { code: code.grouped(), expiresAt: expiresAt.toISOString(), needsApproval };
  if (preferredForm(request.headers) === 'json') return jsonReply(201, { id, ...issued });
  const page = { name: 'bypass-code', ...issued, continueTo: placeAfter(web, request) } as const;
  return htmlReply(200, renderPage(page, web.page()));
}

function placeAfter<User>(web: WebContext<User>, request: WebRequest<User>): string {
  return askedReturnTo(web, request) ?? web.defaultPath;
}
