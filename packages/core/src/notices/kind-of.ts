import type { SecondFactorEvent, SecondFactorEventType } from '../events.js';
import type { NoticeKind } from '../ports/notifier.js';

/** The wrong answer of 24 h, after a right password, of which the owner hears: the fifth, and no other (R78). */
const TOLD_FAILURE = 5;

const KINDS: Partial<Record<SecondFactorEventType, NoticeKind>> = {
  'countersign.factor.enrolled': 'factor_enrolled',
  'countersign.factor.changed': 'factor_changed',
  'countersign.factor.removed': 'factor_removed',
  'countersign.factor.disabled': 'factor_disabled',
  'countersign.factors.reset': 'factors_reset',
  'countersign.password.suspected': 'password_suspected',
  'countersign.unlocked': 'unlocked',
  'countersign.recovery.used': 'recovery_code_used',
  'countersign.recovery.renewed': 'recovery_codes_renewed',
  'countersign.recovery.low': 'recovery_codes_low',
  'countersign.bypass.issued': 'bypass_code_issued',
  'countersign.bypass.used': 'bypass_code_used',
  'countersign.device.trusted': 'device_trusted',
  'countersign.device.theft': 'device_theft',
};

/** What an event is to the owner of the account; `undefined` for what is of no concern. */
export function kindOf(event: SecondFactorEvent): NoticeKind | undefined {
  if (event.type !== 'countersign.code.wrong') return KINDS[event.type];
  return event.failuresInWindow === TOLD_FAILURE ? 'wrong_codes' : undefined;
}
