import { ExpressSecondFactor } from '@countersign/express';
import type { Express } from 'express';
import session from 'express-session';
import passport from 'passport';
import type { Account } from '../parts/accounts.js';
import { identify } from '../parts/identity.js';
import { originCheck } from '../parts/origin-check.js';
import type { Parts } from '../parts/parts.js';
import { usePassport } from '../parts/passport.js';
import { answerErrors } from './errors.js';
import { inside } from './inside.js';
import { authenticated, outside } from './outside.js';

type ExpressModule = typeof import('express');

/** A console on Express: sessions and Passport, the second step, what is open, the guard, and what is behind it. */
export function createExpressApp(express: ExpressModule, parts: Parts): Express {
  usePassport(parts);
  const secondFactor = new ExpressSecondFactor<Account>(parts.secondFactor);
  const app = express();
  app.set('trust proxy', parts.settings.https);
  app.get('/healthz', (_, response) => void response.json(parts.health));
  app.use(originCheck(parts));
  app.use(session({ ...parts.session, resave: false, saveUninitialized: false }), passport.session());
  app.use((request, _, next) => void identify(parts, request as never).then(() => next(), next));
  app.use(secondFactor.routes());
  app.use(express.json(), express.urlencoded({ extended: false }));
  app.use(outside(express.Router(), parts, secondFactor));
  app.use(authenticated, secondFactor.guard());
  app.use(inside(express.Router(), parts, secondFactor));
  // By its place, whatever the URL: the files lie behind the guard.
  app.use('/files', express.static(parts.files));
  app.use(answerErrors);
  return app;
}
