import type { ErrorRequestHandler } from 'express';
import { wantsPage } from '../parts/negotiation.js';
import { loginPage } from '../parts/pages.js';

/** What a route has passed on: a wrong password shows the log-in page again, and nothing tells how the host is built. */
export const answerErrors: ErrorRequestHandler = (error: { status?: number }, { headers }, response, _next) => {
  const status = error.status ?? 500;
  if (status === 401 && wantsPage(headers)) {
    response.status(401).type('html').send(loginPage('Wrong e-mail or password'));
  } else response.status(status).json({ message: status === 401 ? 'Unauthorized' : 'Error', statusCode: status });
};
