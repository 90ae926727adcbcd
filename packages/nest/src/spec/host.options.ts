import type { Policy } from '@countersign/core';
import type {
  ManualClock,
  MemoryFactorStore,
  RecordingNotifier,
  RecordingSender,
  RecordingSink,
} from '@countersign/core/testing';
import type { SecondFactorModuleOptions } from '../index.js';
import type { Account, Accounts } from './accounts.js';

/** What a host is made of: everything that a spec looks at or changes. */
export interface HostParts {
  readonly accounts: Accounts;
  readonly sender: RecordingSender;
  readonly events: RecordingSink;
  readonly notifier: RecordingNotifier;
  readonly clock: ManualClock;
  readonly factors: MemoryFactorStore;
  /** Asked anew for each request. */
  policy: Policy<Account>;
}

/** The options of the spec's host. */
export function hostOptions(parts: HostParts): SecondFactorModuleOptions<Account> {
  const { accounts, sender, events, notifier, clock, factors } = parts;
  return {
    issuer: 'Management Interface',
    publicUrl: 'http://localhost:3000',
    secrets: ['a secret of the spec that is long enough'],
    policy: (user) => (typeof parts.policy === 'function' ? parts.policy(user) : parts.policy),
    countries: ['NL', 'US'],
    factors,
    sender,
    events,
    notifier,
    clock,
    subject: {
      id: (user) => user.id,
      load: (id) => accounts.active(id),
      credentialVersion: (user) => user.password,
    },
  };
}
