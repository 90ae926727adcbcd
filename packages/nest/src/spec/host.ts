import type { Policy } from '@countersign/core';
import { ManualClock, MemoryFactorStore, RecordingSender, RecordingSink } from '@countersign/core/testing';
import type { DynamicModule, NestApplicationOptions } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import session from 'express-session';
import passport from 'passport';
import { SecondFactorModule, type SecondFactorModuleExtras, type SecondFactorModuleOptions } from '../index.js';
import { type Account, Accounts } from './accounts.js';
import { HostModule, type HostModuleSetup } from './host.module.js';
import { type HostParts, hostOptions } from './host.options.js';

type Options = SecondFactorModuleOptions<Account>;

/** A host that runs. */
export interface Host extends HostParts {
  readonly app: NestExpressApplication;
  readonly url: string;
}

/** What a spec may say of its host. */
export interface HostSetup extends HostModuleSetup {
  readonly policy?: Policy<Account>;
  readonly extras?: SecondFactorModuleExtras;
  readonly options?: Partial<Options>;
  /** Makes the module from its options in another way than `forRoot`. */
  readonly module?: (options: Options, extras: SecondFactorModuleExtras) => DynamicModule;
  readonly sessions?: session.Store;
  readonly nest?: NestApplicationOptions;
  readonly prepare?: (app: NestExpressApplication) => void;
}

/** Starts a host on a free port. */
export async function startHost(setup: HostSetup = {}): Promise<Host> {
  const parts = makeParts(setup.policy);
  const { app } = await createHost(setup, parts);
  await app.listen(0, '127.0.0.1');
  return Object.assign(parts, { app, url: await app.getUrl() });
}

/** Everything of a host but the application. */
export function makeParts(policy: Policy<Account> = 'required'): HostParts {
  const clock = new ManualClock();
  return {
    accounts: new Accounts(),
    sender: new RecordingSender(),
    events: new RecordingSink(),
    clock,
    factors: new MemoryFactorStore(clock),
    policy,
  };
}

/** Makes a host and does not start it. Rejects where Nest would end the process. */
export async function createHost(
  setup: HostSetup,
  parts = makeParts(setup.policy),
): Promise<{ app: NestExpressApplication }> {
  const root = HostModule.with(secondFactorModule(setup, parts), parts.accounts, setup);
  const app = await NestFactory.create<NestExpressApplication>(root, {
    logger: false,
    abortOnError: false,
    ...setup.nest,
  });
  app.use((request: { accounts?: Accounts }, _: unknown, next: () => void) => {
    request.accounts = parts.accounts;
    next();
  });
  app.use(sessionMiddleware(setup.sessions), passport.initialize(), passport.session());
  setup.prepare?.(app);
  // Wrapped: an application is no promise, and its proxy must not be taken for one.
  return { app };
}

/** The second factor's module, as a setup says. */
export function secondFactorModule(setup: HostSetup, parts: HostParts): DynamicModule {
  const make = setup.module ?? ((options, extras) => SecondFactorModule.forRoot({ ...options, ...extras }));
  return make({ ...hostOptions(parts), ...setup.options }, setup.extras ?? {});
}

function sessionMiddleware(store: session.Store = new session.MemoryStore()) {
  const cookie = { sameSite: 'lax' } as const;
  return session({ secret: 'spec', resave: false, saveUninitialized: false, cookie, store });
}
