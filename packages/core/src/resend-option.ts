import { OptionError } from './option-error.js';
import type { SecondFactorOptions } from './options.js';

/** What `resendWithoutReceiptSeconds` may be: sooner many a receipt is still on its way, later nobody waits any more. */
const [LEAST, MOST] = [10, 60];

const NAME = 'resendWithoutReceiptSeconds';

type Given = Pick<SecondFactorOptions, typeof NAME | 'sender'> &
  Required<Pick<SecondFactorOptions, 'codeTtlSeconds' | 'maxSends'>>;

/**
 * Checks `resendWithoutReceiptSeconds`, where it is given: also that it can ever do anything.
 * @throws OptionError
 */
export function checkResend({ resendWithoutReceiptSeconds: seconds, sender, codeTtlSeconds, maxSends }: Given): void {
  if (seconds === undefined) return;
  const refuse = (problem: string) => new OptionError(NAME, problem);
  if (!Number.isInteger(seconds) || seconds < LEAST || seconds > MOST) {
    throw refuse(`must be a whole number from ${LEAST} to ${MOST}`);
  }
  if (seconds >= codeTtlSeconds) throw refuse('must be less than codeTtlSeconds');
  if (maxSends < 2) throw refuse('needs maxSends of 2 or more: the same code once more is a send of its sign-in');
  if (sender.takesOver !== true) {
    throw refuse('needs a failover([…]) of a sender with receipts and another one behind it');
  }
}
