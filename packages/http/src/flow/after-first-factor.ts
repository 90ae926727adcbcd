import type { Amr, Begun, SecondFactorState } from '@countersign/core';
import { jsonReply, redirectReply, type WebReply, withCookies } from '../replies/web-reply.js';
import type { Granted } from '../requests/carrier.js';
import { exemptIn } from '../requests/exemption.js';
import { preferredForm } from '../requests/negotiation.js';
import { checkOrigin } from '../requests/origin-check.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';
import { askedReturnTo } from './asked-return-to.js';
import { keptDevice } from './kept-device.js';

/** What followed a right first factor: the host goes on, or this reply is the answer. */
export type FirstFactorOutcome =
  | (Pick<Extract<Begun, { status: 'complete' }>, 'status' | 'assurance'> & {
      /** `Set-Cookie` lines that must go out with the host's own answer: without them a trusted device is lost. */
      readonly cookies: readonly string[];
    })
  | { readonly status: 'pending'; readonly reply: WebReply };

/** A way in. */
export interface Entrance {
  /** What it proves, by the names of RFC 8176: `[]` for a link in a mail. @defaultValue ['pwd'] */
  readonly amr?: readonly Amr[] | undefined;
  /** Whether another site's form may open it, as SAML's POST binding does. @defaultValue false */
  readonly crossSite?: boolean | undefined;
}

/**
 * After the host's first factor was right, before anything is signed in: opens the second step if the policy asks for it
 * (R43). A log-in that another site's page has started is none (R79).
 * @throws SecondFactorError
 */
export async function afterFirstFactor<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
  user: User,
  { amr, crossSite = false }: Entrance = {},
): Promise<FirstFactorOutcome> {
  if (!crossSite) checkOrigin(request.method, request.headers, web.origins);
  const begun = await web.secondFactor.begin(user, {
    returnTo: askedReturnTo(web, request),
    // No session: the one that there is ends here, whoever is signed in with it.
    address: web.addressOf(request.source),
    marks: web.carrier.marks(request.headers),
    devices: web.carrier.devices(request.headers),
    exempt: exemptIn(web.exemptions, request, user),
    ...(amr && { amr }),
  });
  if (begun.status === 'complete') {
    const { status, assurance, device } = begun;
    return { status, assurance, cookies: keptDevice(web, request.headers, device) };
  }
  return {
    status: 'pending',
    reply: reply(web, request, begun.state, web.carrier.grant(begun.token, request.headers)),
  };
}

function reply<User>(
  web: WebContext<User>,
  { headers }: WebRequest<User>,
  state: SecondFactorState,
  { cookies, token }: Granted,
): WebReply {
  const { basePath } = web.page();
  if (preferredForm(headers) === 'html') return withCookies(redirectReply(basePath), cookies);
  const onwards = { status: 'second_factor_required', next: basePath, ...(token !== undefined && { token }) };
  const body = Object.assign({}, state, onwards);
  return withCookies(jsonReply(202, body), cookies);
}
