import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Assurance } from '@countersign/core';
import type { ContractHost, ContractSetup } from '@countersign/support';
import type express from 'express';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import session from 'express-session';
import { ExpressSecondFactor } from '../index.js';
import { type Account, makeParts, makePassport, optionsOf, type Parts } from './parts.js';
import { Tokens } from './tokens.js';

type Seen = { user?: Account; countersign?: Assurance; session?: { countersign?: Assurance } | null };

/** Starts a host of the contract, on Express 5 or 4. */
export async function startHost(framework: typeof express, setup: ContractSetup): Promise<ContractHost> {
  const parts = makeParts();
  const app = framework();
  app.disable('x-powered-by');
  app.use((_, response, next) => {
    response.vary('Origin');
    next();
  });
  if (setup.tokens) tokenHost(app, framework, parts, setup);
  else sessionHost(app, framework, parts, setup);
  app.use(((error: Error & { status?: number; headers?: object }, _, response, __) => {
    response
      .status(error.status ?? 500)
      .set(error.headers ?? {})
      .end();
    parts.errors.push(`${error.name}: ${error.message}`);
  }) satisfies ErrorRequestHandler);
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return Object.assign(parts, { url: `http://127.0.0.1:${port}`, sessionCookie: 'connect.sid', close });
}

function sessionHost(app: express.Express, framework: typeof express, parts: Parts, setup: ContractSetup): void {
  const twoFactor = new ExpressSecondFactor<Account>(optionsOf(parts, setup));
  const passport = makePassport();
  const parsers = [framework.urlencoded({ extended: false }), framework.json()];
  if (setup.parsersFirst) app.use(parsers);
  app.use(session({ secret: 'spec', resave: false, saveUninitialized: false, store: parts.sessions }));
  app.use(passport.initialize(), passport.session());
  app.use(twoFactor.routes());
  app.use(parsers);
  const password = passport.authenticate('local', { session: false });
  const welcome: RequestHandler = (request, response) => void response.json({ welcome: (request as Seen).user?.id });
  app.post('/login', password, twoFactor.afterFirstFactor(), welcome);
  app.post('/saml', password, twoFactor.afterFirstFactor({ crossSite: true }), welcome);
  app.post('/logout', (request, response, next) => {
    request.session.destroy(() => {
      twoFactor.forget(request, response).then(() => response.sendStatus(204), next);
    });
  });
  addRoutes(app, twoFactor);
}

function tokenHost(app: express.Express, framework: typeof express, parts: Parts, setup: ContractSetup): void {
  const tokens = new Tokens();
  const completeSignIn = (user: Account, assurance: Assurance) => tokens.issue(user, assurance);
  const twoFactor = new ExpressSecondFactor<Account>({ ...optionsOf(parts, setup), completeSignIn });
  app.use(tokens.check, twoFactor.routes(), framework.json());
  const password = makePassport().authenticate('local', { session: false });
  app.post('/login', password, twoFactor.afterFirstFactor(), (request, response) => {
    const { user, countersign } = request as Seen as Required<Seen>;
    response.json(tokens.issue(user, countersign));
  });
  addRoutes(app, twoFactor);
}

function addRoutes(app: express.Express, twoFactor: ExpressSecondFactor<Account>): void {
  app.get('/whoami', (request, response) => {
    const { user, session: own, countersign = own?.countersign } = request as Seen;
    response.json({ user: user?.id ?? null, assurance: countersign ?? null });
  });
  app.use(twoFactor.guard());
  app.all('/secret', (request, response) => {
    response.json({ secret: `of ${(request as Seen).user?.id}`, body: request.body ?? null });
  });
  app.get('/reports/:year', (request, response) => void response.json(request.params));
  app.put('/danger', twoFactor.stepUp({ maxAgeSeconds: 300 }), (_, response) => void response.json({ done: true }));
  app.get('/vault', twoFactor.stepUp(), (_, response) => void response.json({ open: true }));
  app.post('/remove', twoFactor.approval({ action: 'remove' }), (request, response) => {
    response.json({ removed: request.body });
  });
}
