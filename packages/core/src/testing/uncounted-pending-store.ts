import { MemoryPendingStore } from '../development/memory-pending-store.js';
import type {
  ChargeOutcome,
  IssueOutcome,
  NewCode,
  NewSignIn,
  OpenOutcome,
  SendLimits,
  SendQuota,
  SignInKey,
  TryLimits,
} from '../ports/pending-store.js';

type Limits = SendLimits & TryLimits;

const uncounted = (limits: Limits): Limits => ({ ...limits, subjectSends: [] });

/**
 * A pending store in memory without quotas of sends: for tests in which one account logs in more often than anybody may.
 * The wait between sends and their number in one sign-in hold as ever.
 */
export class UncountedPendingStore extends MemoryPendingStore {
  override open(key: SignInKey, signIn: NewSignIn, limits: Limits, code?: NewCode): Promise<OpenOutcome> {
    return super.open(key, signIn, uncounted(limits), code);
  }

  override issue(key: SignInKey, code: NewCode, limits: Limits): Promise<IssueOutcome> {
    return super.issue(key, code, uncounted(limits));
  }

  override async charge(quotas: readonly SendQuota[]): Promise<ChargeOutcome> {
    return { status: 'charged', counts: quotas.map(({ windows }) => windows.map(() => 1)) };
  }
}
