import { type PendingStore, type Policy, SecondFactor } from '@countersign/core';
import { ManualClock, MemoryFactorStore, RecordingSender, UncountedPendingStore } from '@countersign/core/testing';
import { SecondFactorWeb, type WebOptions } from '@countersign/http';

/** An account of the specs. */
export interface Account {
  readonly id: string;
}

/** The rules, the web contract over them, and what a spec looks at or changes. */
export interface Parts {
  readonly web: SecondFactorWeb<Account>;
  readonly sender: RecordingSender;
  readonly clock: ManualClock;
  /** What the operator was told. */
  readonly log: readonly string[];
  /** What the host's `load` gives for an id; a spec may replace it. */
  load: (id: string) => Account | null | Promise<Account | null>;
}

/** What a spec may say of its parts. */
export interface PartsSetup {
  readonly pending?: PendingStore;
  readonly policy?: Policy<Account>;
  readonly web?: WebOptions<Account>;
}

/** Everything in memory, unless a spec gives another pending store. */
export function makeParts({ pending, policy = 'required', web }: PartsSetup = {}): Parts {
  const clock = new ManualClock();
  const sender = new RecordingSender();
  const parts: Pick<Parts, 'load'> = { load: (id) => ({ id }) };
  const secondFactor = new SecondFactor<Account>({
    issuer: 'Management Interface',
    publicUrl: 'http://localhost:3000',
    secrets: ['a secret of the spec that is long enough'],
    policy,
    countries: ['NL'],
    pending: pending ?? new UncountedPendingStore(clock),
    factors: new MemoryFactorStore(clock),
    sender,
    clock,
    // All accounts of a spec have one phone.
    maxAccountsPerNumber: 50,
    subject: { id: ({ id }) => id, load: (id) => parts.load(id) },
  });
  const log: string[] = [];
  const logger = { warn: (line: string) => log.push(line), error: (line: string) => log.push(line) };
  return Object.assign(parts, { web: new SecondFactorWeb(secondFactor, { logger, ...web }), sender, clock, log });
}

/** Opens a sign-in that enrols a phone, and gives the bearer token and the code that was sent. */
export async function openSignIn({ web, sender }: Parts, id: string): Promise<{ token: string; code: string }> {
  const begun = await web.secondFactor.begin({ id });
  if (begun.status !== 'pending') throw new Error('The policy asks for a second factor');
  const token = begun.token.reveal();
  await web.secondFactor.enrolPhone(token, { phone: '+31612345642' });
  return { token, code: sender.last.code };
}
