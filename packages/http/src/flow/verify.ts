import { SecondFactorError, TOTP_DIGITS, type Verified } from '@countersign/core';
import { validateBody } from '../bodies/validate-body.js';
import { VerifyBody } from '../bodies/verify.body.js';
import { jsonReply, redirectReply, type WebReply, withCookies } from '../replies/web-reply.js';
import { callerOf } from '../requests/caller-of.js';
import { preferredForm } from '../requests/negotiation.js';
import { strictCode, typedCode } from '../requests/typed-code.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';

/**
 * `POST /2fa/verify`, its first half: checks the answer. The adapter then signs the user in with the host, and answers
 * with {@link signedIn}. Strict with API clients, generous with what a person types on the page.
 */
export async function verify<User>(web: WebContext<User>, request: WebRequest<User>): Promise<Verified<User>> {
  const { code, method } = validateBody(VerifyBody, request.body);
  const { codeLength } = web.secondFactor.options;
  const length = method === 'totp' ? TOTP_DIGITS : codeLength;
  const digits = fromPage(request) ? typedCode(code, length) : strictCode(code, length);
  const answer = { code: digits, method };
  const verified = await web.secondFactor.verify(web.carrier.read(request.headers), answer, callerOf(web, request));
  const ofSession = verified.purpose === 'step-up' || verified.purpose === 'change';
  if (ofSession && !isOwn(web, request, verified)) throw new SecondFactorError('sign_in_expired');
  return verified;
}

/** A step-up and a change never sign in: they are of a session that is still there, and its own subject's. */
function isOwn<User>(web: WebContext<User>, { user }: WebRequest<User>, { assurance }: Verified<User>): boolean {
  return user !== undefined && web.secondFactor.options.subject.id(user) === assurance.subject;
}

/** What a finished second step leaves to the reply. */
export type Finished = Pick<Verified<unknown>, 'returnTo' | 'mark'>;

/** Its second half, when the host's session or token stands: on to the page first asked for. */
export function signedIn<User>(
  web: WebContext<User>,
  { headers }: WebRequest<User>,
  { returnTo, mark }: Finished,
  extra: object = {},
): WebReply {
  const redirectTo = returnTo ?? web.defaultPath;
  const json = preferredForm(headers) === 'json';
  const reply = json ? jsonReply(200, { status: 'signed_in', redirectTo, ...extra }) : redirectReply(redirectTo);
  return withCookies(reply, [...web.carrier.revoke().cookies, ...web.carrier.mark(mark, headers)]);
}

function fromPage<User>({ headers }: WebRequest<User>): boolean {
  return /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '');
}
