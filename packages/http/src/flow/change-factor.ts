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
export type Renewed<User> = Pick<Verified<User>, 'user' | 'assurance' | 'returnTo' | 'mark'>;

/**
 * `DELETE /2fa/factors/:id` and `POST …/:id/remove`, for a session that has proved a factor just now (R37); `POST …/:id`, which
 * names one or has it asked for first. The adapter puts what comes of it into the session that has asked, the only one that lives
 * on (R38).
 * @throws SecondFactorError
 */
export async function changeFactor<User>(
  web: WebContext<User>,
  request: WebRequest<User>,
  { act, id }: FactorChange,
): Promise<Renewed<User>> {
  const change = act === 'remove' ? remove(web, request, id) : describe(web, request, id);
  return withFreshProof(web, request, async (user) => {
    const assurance = await change(user);
    return { user, assurance, returnTo: `${web.page().basePath}/factors`, mark: null };
  });
}

type Change<User> = (user: User) => Promise<Renewed<User>['assurance']>;

function remove<User>(web: WebContext<User>, request: WebRequest<User>, id: string): Change<User> {
  validateBody(EmptyBody, request.body);
  return (user) => web.secondFactor.removeFactor(user, request.assurance, id, callerOf(web, request));
}

function describe<User>({ secondFactor }: WebContext<User>, request: WebRequest<User>, id: string): Change<User> {
  const { name, preferred } = validateBody(DescribeFactorBody, request.body);
  if (name === undefined && preferred === undefined) throw badBody(['body: must hold a name, or preferred']);
  const { assurance } = request;
  return async (user) => {
    const named = name === undefined ? assurance : await secondFactor.nameFactor(user, assurance, id, name);
    if (preferred === undefined) return named as Renewed<User>['assurance'];
    return secondFactor.preferFactor(user, assurance, id, String(preferred) === 'true');
  };
}
