import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type NextFunction, type Request, type Response } from 'express';
import session from 'express-session';
import passport, { type PassportStatic } from 'passport';
import { dropSession, type SecondFactorInfo, SecondFactorStrategy, signInWithSession } from '../index.js';
import type { Account, Parts } from './parts.js';

/** A plain Express application with a Passport of its own, as its author would write it. */
export interface ExpressHost extends AsyncDisposable {
  readonly url: string;
}

/** Starts it on a free port. */
export async function startExpress(
  parts: Parts,
  store: session.Store = new session.MemoryStore(),
): Promise<ExpressHost> {
  const app = express();
  const own = passportOf(parts);
  app.use(express.json());
  app.use(session({ secret: 'spec', resave: false, saveUninitialized: false, store }));
  app.use(own.initialize(), own.session());
  addRoutes(app, own);
  app.use((error: Error, _: Request, response: Response, __: NextFunction) => {
    response.status(503).json({ error: error.name });
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, [Symbol.asyncDispose]: () => close(server) };
}

function passportOf({ web }: Parts): PassportStatic {
  const own = new passport.Passport() as unknown as PassportStatic;
  own.use(new SecondFactorStrategy(web));
  own.serializeUser((user, done) => done(null, (user as Account).id));
  own.deserializeUser((id: string, done) => done(null, { id } as Express.User));
  return own;
}

function addRoutes(app: express.Express, own: PassportStatic): void {
  app.post('/plain', own.authenticate('second-factor'), (request, response) => {
    response.json({ user: request.user });
  });
  app.post('/verify', own.authenticate('second-factor', { session: false }), async (request, response) => {
    const { assurance, returnTo } = request.authInfo as unknown as SecondFactorInfo;
    await signInWithSession(request, request.user as Account, assurance);
    response.json({ returnTo, session: request.sessionID });
  });
  app.post('/drop', async (request, response) => {
    await dropSession(request);
    response.json({ authenticated: request.isAuthenticated(), session: request.session ?? null });
  });
  app.post('/visit', (request, response) => {
    Object.assign(request.session, { visited: true });
    response.json({ session: request.sessionID });
  });
  app.get('/me', (request, response) => {
    const { countersign } = request.session as { countersign?: object };
    response.json({ user: request.user ?? null, assurance: countersign ?? null });
  });
}

async function close(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
}
