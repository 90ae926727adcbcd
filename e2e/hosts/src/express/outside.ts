import type { ExpressSecondFactor } from '@countersign/express';
import type { RequestHandler, Response, Router } from 'express';
import passport from 'passport';
import type { Account } from '../parts/accounts.js';
import { wantsPage } from '../parts/negotiation.js';
import { inboxPage, loginPage } from '../parts/pages.js';
import type { Parts } from '../parts/parts.js';
import { readTicket } from '../parts/tickets.js';
import { WAYS_IN } from '../parts/ways-in.js';

/** Every way in, the way out, and what anybody may see. */
export function outside(router: Router, parts: Parts, secondFactor: ExpressSecondFactor<Account>): Router {
  router.get('/login', (_, response) => void response.type('html').send(loginPage()));
  router.get('/inbox', (_, response) => void response.type('html').send(inboxPage(parts.inbox.messages())));
  for (const { path, strategy, wayIn } of Object.values(WAYS_IN)) {
    const firstFactor: RequestHandler = passport.authenticate(strategy, { session: false, failWithError: true });
    router.post(path, firstFactor, secondFactor.afterFirstFactor(wayIn), signedIn);
  }
  router.post('/remember-me', rememberMe(parts));
  router.post('/logout', (request, response, next) => {
    request.session.destroy((error: unknown) => {
      if (error) return next(error);
      secondFactor.forget(request, response).then(() => signedOut(wantsPage(request.headers), response), next);
    });
  });
  return router;
}

/** The host's own check, in front of Countersign's. */
export const authenticated: RequestHandler = (request, response, next) => {
  if (request.user) next();
  else if (request.method === 'GET' && wantsPage(request.headers)) response.redirect(303, '/login');
  else response.status(401).json({ message: 'Unauthorized', statusCode: 401 });
};

const signedIn: RequestHandler = (request, response) => {
  if (wantsPage(request.headers)) response.redirect(303, '/');
  else response.json({ status: 'signed_in', redirectTo: '/' });
};

function signedOut(page: boolean, response: Response): void {
  if (page) response.redirect(303, '/login');
  else response.status(204).end();
}

/** A door of the host's own making: it signs in by session without asking Countersign. The guard must not care (R47). */
function rememberMe({ settings, accounts }: Parts): RequestHandler {
  return async (request, response, next) => {
    const ticket = await readTicket(settings.secret, 'remember-me', request.body?.ticket);
    const account = ticket && accounts.byEmail(ticket.sub);
    if (!account) return void response.status(401).json({ message: 'Unauthorized', statusCode: 401 });
    return request.logIn(account as Express.User, (error: unknown) => {
      if (error) next(error);
      else response.json({ status: 'signed_in' });
    });
  };
}
