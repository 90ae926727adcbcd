import { MemoryPendingStore } from '@countersign/core';
import {
  ManualClock,
  MemoryFactorStore,
  RecordingNotifier,
  RecordingSender,
  RecordingSink,
  UncountedPendingStore,
} from '@countersign/core/testing';
import type { ContractHost, ContractSetup } from '@countersign/support';
import koaPassport from 'koa-passport';
import { Strategy } from 'passport-local';
import type { KoaSecondFactorOptions } from '../index.js';
import { SessionStore } from './session-store.js';

/** An account of the spec's host: its name is its id. */
export interface Account {
  readonly id: string;
}

/** Everything of a host that a case looks at or changes. */
export function makeParts() {
  const clock = new ManualClock();
  const [log, errors]: [string[], string[]] = [[], []];
  return {
    ...{ clock, log, errors, pending: new UncountedPendingStore(clock), factors: new MemoryFactorStore(clock) },
    ...{ sender: new RecordingSender(), events: new RecordingSink(), sessions: new SessionStore() },
    notifier: new RecordingNotifier(),
    policy: 'required' as ContractHost['policy'],
    logger: { warn: (line: string) => log.push(`warn: ${line}`), error: (line: string) => log.push(`error: ${line}`) },
  };
}

/** What a case looks at or changes. */
export type Parts = ReturnType<typeof makeParts>;

/** The options of the spec's host. */
export function optionsOf(
  parts: Parts,
  { publicUrl, counted, trusting = false }: ContractSetup,
): KoaSecondFactorOptions<Account> {
  const { pending, factors, sender, events, clock, logger, notifier } = parts;
  return {
    ...{ pending, factors, sender, events, clock, logger, notifier },
    trustedDevices: trusting && {},
    ...(counted && { ...counted, pending: new MemoryPendingStore(clock) }),
    ...{ issuer: 'Management Interface', publicUrl: publicUrl ?? 'http://localhost:3000' },
    ...{ secrets: ['a secret of the spec that is long enough'], countries: ['NL'] },
    policy: () => parts.policy,
    subject: { id: ({ id }) => id, load: (id) => ({ id }) },
    canAdminister: ({ id }, subject) => id === 'alice' && subject === 'bob',
  };
}

/** A Passport of the host's own, as two hosts of one process need. */
export function makePassport() {
  const own = new koaPassport.KoaPassport();
  const check = (name: string, password: string) =>
    password === `${name}-password` && ({ id: name } as Account as Express.User);
  own.use(new Strategy((name, password, done) => done(null, check(name, password))));
  own.serializeUser((user, done) => done(null, (user as Account).id));
  own.deserializeUser((id: string, done) => done(null, { id } as Express.User));
  return own;
}
