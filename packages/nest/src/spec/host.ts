import type { Policy } from '@countersign/core';
import {
  ManualClock,
  MemoryFactorStore,
  RecordingNotifier,
  RecordingSender,
  RecordingSink,
  UncountedPendingStore,
} from '@countersign/core/testing';
import type { DynamicModule, INestApplication, NestApplicationOptions } from '@nestjs/common';
import { type AbstractHttpAdapter, NestFactory } from '@nestjs/core';
import { ExpressAdapter } from '@nestjs/platform-express';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Store } from 'express-session';
import { SecondFactorModule, type SecondFactorModuleExtras, type SecondFactorModuleOptions } from '../index.js';
import { type Account, Accounts } from './accounts.js';
import { type AdapterName, adapter } from './adapter.js';
import { HostModule, type HostModuleSetup } from './host.module.js';
import { type HostParts, hostOptions } from './host.options.js';
import { useExpressSessions, useFastifySessions } from './host.sessions.js';

type Options = SecondFactorModuleOptions<Account>;

/** A host that runs. */
export interface Host extends HostParts {
  readonly app: INestApplication;
  readonly url: string;
}

/** What a spec may say of its host. */
export interface HostSetup extends HostModuleSetup {
  readonly policy?: Policy<Account>;
  readonly extras?: SecondFactorModuleExtras;
  readonly options?: Partial<Options>;
  /** Makes the module from its options in another way than `forRoot`. */
  readonly module?: (options: Options, extras: SecondFactorModuleExtras) => DynamicModule;
  readonly sessions?: Store;
  /** Default: the one of the spec file. */
  readonly adapter?: AdapterName;
  readonly nest?: NestApplicationOptions;
  readonly prepare?: (app: INestApplication) => void;
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
    notifier: new RecordingNotifier(),
    clock,
    factors: new MemoryFactorStore(clock),
    policy,
  };
}

/** Makes a host and does not start it. Rejects where Nest would end the process. */
export async function createHost(
  setup: HostSetup,
  parts = makeParts(setup.policy),
): Promise<{ app: INestApplication }> {
  const root = HostModule.with(secondFactorModule(setup, parts), parts.accounts, setup);
  const options = { logger: false, abortOnError: false, ...setup.nest } as const;
  const app = await makeApp(setup.adapter ?? adapter.name, root, options, parts.accounts, setup.sessions);
  setup.prepare?.(app);
  // Wrapped: an application is no promise, and its proxy must not be taken for one.
  return { app };
}

/** The second factor's module, as a setup says. */
export function secondFactorModule(setup: HostSetup, parts: HostParts): DynamicModule {
  const make = setup.module ?? ((options, extras) => SecondFactorModule.forRoot({ ...options, ...extras }));
  // The specs of one host log the same accounts in more often than anybody may.
  const pending = 'redis' in (setup.options ?? {}) ? {} : { pending: new UncountedPendingStore(parts.clock) };
  return make({ ...hostOptions(parts), ...pending, ...setup.options }, setup.extras ?? {});
}

/** An adapter of that name, as a host makes it. */
export function makeAdapter(name: AdapterName = adapter.name): AbstractHttpAdapter {
  return name === 'express' ? new ExpressAdapter() : new FastifyAdapter();
}

async function makeApp(
  name: AdapterName,
  root: DynamicModule,
  options: NestApplicationOptions,
  accounts: Accounts,
  store?: Store,
): Promise<INestApplication> {
  const app = await NestFactory.create(root, makeAdapter(name), options);
  if (name === 'express') useExpressSessions(app, accounts, store);
  else await useFastifySessions(app as NestFastifyApplication, accounts, store);
  return app;
}
