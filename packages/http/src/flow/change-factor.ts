import type { Verified } from '@countersign/core';
import { EmptyBody } from '../bodies/empty.body.js';
import { DescribeFactorBody } from '../bodies/factor.body.js';
import { badBody, validateBody } from '../bodies/validate-body.js';
import { callerOf } from '../requests/caller-of.js';
import type { FactorChange } from '../requests/own-factors-route.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';
import { withFreshProof } from './with-fresh-proof.js';

/** What a session has proved from here on, for the host's session or token; like what a finished second step leaves. */
export type Renewed<User> = Pick<
  Verified<User>,
  'user' | 'assurance' | 'returnTo' | 'mark' | 'device' | 'recoveryCodes'
>;

/**
 * `DELETE /2fa/factors/:id` and `POST …/:id/remove`, for a session that has proved password and factor just now (R34, R37); `POST …/:id`, which
 * names one or has it asked for first; `POST /2fa/recovery-codes`, which makes a fresh set and shows it (R59). The adapter puts what comes of it into the session that has asked, the only one that lives
 * on (R38).
 * @throws SecondFactorError
 */
export async function changeFactor<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
  asked: FactorChange,
): Promise<Renewed<User>> {
  const change = changeOf(web, request, asked);
  return withFreshProof(web, request, async (user) => {
    const changed = await change(user);
    return { user, ...changed, returnTo: `${web.page().basePath}/factors`, mark: null, device: null };
  });
}

type Change<User> = (user: User) => Promise<Pick<Renewed<User>, 'assurance' | 'recoveryCodes'>>;

function changeOf<User>(web: WebContext<User>, request: WebRequest<User>, asked: FactorChange): Change<User> {
  if (asked.act === 'renew-codes') return renewCodes(web, request);
  return asked.act === 'remove' ? remove(web, request, asked.id) : describe(web, request, asked.id);
}

function renewCodes<User>(web: WebContext<User>, request: WebRequest<User>): Change<User> {
  validateBody(EmptyBody, request.body);
  return async (user) => {
    const renewed = await web.secondFactor.renewRecoveryCodes(user, request.assurance, callerOf(web, request));
    return { assurance: renewed.assurance, recoveryCodes: renewed.codes };
  };
}

function remove<User>(web: WebContext<User>, request: WebRequest<User>, id: string): Change<User> {
  validateBody(EmptyBody, request.body);
  const caller = callerOf(web, request);
  return async (user) => ({
    assurance: await web.secondFactor.removeFactor(user, request.assurance, id, caller),
  });
}

function describe<User>({ secondFactor }: WebContext<User>, request: WebRequest<User>, id: string): Change<User> {
  const { name, preferred } = validateBody(DescribeFactorBody, request.body);
  if (name === undefined && preferred === undefined) throw badBody(['body: must hold a name, or preferred']);
  const { assurance } = request;
  return async (user) => {
    const named = name === undefined ? assurance : await secondFactor.nameFactor(user, assurance, id, name);
    if (preferred === undefined) return { assurance: named as Renewed<User>['assurance'] };
    return { assurance: await secondFactor.preferFactor(user, assurance, id, String(preferred) === 'true') };
  };
}
