import { MemoryPendingStore } from '../development/memory-pending-store.js';
import type { NewCode, NewSignIn, RepeatedCode, SendLimits, SignInKey, TryLimits } from '../ports/pending-sign-in.js';
import type { IssueOutcome, OpenOutcome, RepeatOutcome } from '../ports/pending-store.js';

type Limits = SendLimits & TryLimits;

/**
 * A pending store in memory without quotas of sends: for tests in which one account logs in more often than anybody may.
 * The wait between sends and their number in one sign-in hold as ever.
 */
export class UncountedPendingStore extends MemoryPendingStore {
  override open(key: SignInKey, signIn: NewSignIn, limits: Limits, code?: NewCode): Promise<OpenOutcome> {
    return super.open(key, signIn, limits, code && { ...code, quotas: [] });
  }

  override issue(key: SignInKey, code: NewCode, limits: Limits): Promise<IssueOutcome> {
    return super.issue(key, { ...code, quotas: [] }, limits);
  }

  override repeat(key: SignInKey, code: RepeatedCode, limits: Limits): Promise<RepeatOutcome> {
    return super.repeat(key, { ...code, quotas: [] }, limits);
  }
}
