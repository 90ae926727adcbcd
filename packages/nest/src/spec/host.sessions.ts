import type { IncomingMessage, ServerResponse } from 'node:http';
import fastifyCookie from '@fastify/cookie';
import fastifySession from '@fastify/session';
import type { INestApplication } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import session from 'express-session';
import passport from 'passport';
import type { Accounts } from './accounts.js';

type Next = (error?: unknown) => void;
/** Middleware in the manner of Connect, which Passport is on every adapter. */
type Middleware = (request: never, response: never, next: Next) => void;

const SECRET = 'a secret of the spec that is long enough';
const COOKIE = { sameSite: 'lax', secure: false } as const;

/** Everything in front of a host's routes: its session, its accounts, and Passport. */
export function sessionChain(accounts: Accounts, store: session.Store = new session.MemoryStore()): Middleware[] {
  const sessions = session({ secret: SECRET, resave: false, saveUninitialized: false, cookie: COOKIE, store });
  return [sessions as Middleware, ...afterSession(accounts)];
}

/** Sessions on Express. */
export function useExpressSessions(app: INestApplication, accounts: Accounts, store?: session.Store): void {
  app.use(...sessionChain(accounts, store));
}

/** Sessions on Fastify: a plugin of its own, and Passport in a hook. */
export async function useFastifySessions(
  app: NestFastifyApplication,
  accounts: Accounts,
  store: session.Store = new session.MemoryStore(),
): Promise<void> {
  const options = { secret: SECRET, cookieName: 'connect.sid', cookie: COOKIE, saveUninitialized: false, store };
  await app.register(fastifyCookie as never);
  await app.register(fastifySession as never, { ...options, rolling: false } as never);
  const fastify = app.getHttpAdapter().getInstance();
  for (const middleware of afterSession(accounts)) {
    fastify.addHook('preValidation', (request, reply, done) =>
      middleware(request as never, reply as never, done as Next),
    );
  }
}

/** Runs middleware on a request that no router sees. @throws what one of them passes on */
export async function runChain(chain: Middleware[], request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const middleware of chain) {
    await new Promise<void>((resolve, reject) => {
      middleware(request as never, response as never, (error) => (error ? reject(error) : resolve()));
    });
  }
}

function afterSession(accounts: Accounts): Middleware[] {
  const hang = (request: { accounts?: Accounts }, _: unknown, next: Next) => {
    request.accounts = accounts;
    next();
  };
  return [hang as Middleware, passport.initialize() as Middleware, passport.session() as Middleware];
}
