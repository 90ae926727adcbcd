import { redirectReply, type WebReply, withCookies } from '../replies/web-reply.js';
import { cameFrom, interruptedForm } from '../requests/interrupted-form.js';
import { checkOrigin } from '../requests/origin-check.js';
import type { WebRequest } from '../requests/web-request.js';
import type { WebContext } from '../web-options.js';
import { heldSession } from './asked-step-up.js';
import { continuePathOf } from './continue-form.js';

/**
 * Where a browser goes on after the second step that has interrupted a form: to the page that posts the form again, or to
 * the one it came from, where a form cannot be kept. `undefined` for a form that another site's page has posted (R79).
 */
export async function interrupt<User>(web: WebContext<User>, request: WebRequest<User>): Promise<string | undefined> {
  const { own } = web.origins;
  if (request.user === undefined || isForeign(web, request)) return undefined;
  const continuePath = continuePathOf(web);
  if (await isKept(web, request, request.user)) return continuePath;
  const from = cameFrom(request, own);
  return from === null || from === continuePath ? web.defaultPath : from;
}

/** An outage leaves the form where it came from: the second step is not taken in vain. */
async function isKept<User>(web: WebContext<User>, request: WebRequest<User>, user: User): Promise<boolean> {
  const form = interruptedForm(request, web.origins.own);
  if (!form) return false;
  return web.secondFactor.forms.keep(user, heldSession(web, request), form).catch(() => false);
}

function isForeign<User>({ origins }: WebContext<User>, { method, headers }: WebRequest<User>): boolean {
  try {
    checkOrigin(method, headers, origins);
    return false;
  } catch {
    return true;
  }
}

/** Sends a browser on, and has it forget a step-up that was begun for something else. */
export function restart<User>(web: WebContext<User>, location: string): WebReply {
  return withCookies(redirectReply(location), web.carrier.revoke().cookies);
}
