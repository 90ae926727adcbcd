import type { ExpressSecondFactor } from '@countersign/express';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { Account } from '../parts/accounts.js';
import type { HostRequest } from '../parts/identity.js';
import { me } from '../parts/me.js';
import { dashboardPage } from '../parts/pages.js';
import type { Parts } from '../parts/parts.js';
import { PRODUCTS } from '../parts/products.js';
import { STEP_UP_MAX_AGE } from '../parts/routes.js';

type Fields = Readonly<Record<string, unknown>>;

/** What is behind the second step. */
export function inside(router: Router, parts: Parts, secondFactor: ExpressSecondFactor<Account>): Router {
  const { requirement } = parts;
  router.get('/', (request, response) => {
    response.type('html').send(dashboardPage(request.user as Account, requirement.value));
  });
  router.get('/api/me', (request, response) => void response.json(me(request as HostRequest)));
  router.get('/api/products', (_, response) => void response.json(PRODUCTS));
  router.put('/api/settings', secondFactor.stepUp({ maxAgeSeconds: STEP_UP_MAX_AGE }), (request, response) => {
    const { secondFactor: value } = (request.body ?? {}) as Fields;
    if (requirement.turn(value)) response.json({ secondFactor: requirement.value });
    else response.status(400).json({ message: 'Bad Request', statusCode: 400 });
  });
  router.post(
    '/api/accounts/disable',
    withAccount(parts, (account, _, response) => {
      parts.accounts.disable(account);
      response.json({ disabled: account.email });
    }),
  );
  router.post(
    '/impersonate',
    withAccount(parts, (account, request, response) => {
      Object.assign(request.session, { actsAs: account.id });
      response.json({ actsAs: account.email });
    }),
  );
  return router;
}

function withAccount(
  { accounts }: Parts,
  handle: (account: Account, request: Request, response: Response) => void,
): RequestHandler {
  return (request, response) => {
    const { username } = (request.body ?? {}) as Fields;
    const account = accounts.byEmail(username);
    if (account) handle(account, request, response);
    else response.status(400).json({ message: 'Bad Request', statusCode: 400 });
  };
}
