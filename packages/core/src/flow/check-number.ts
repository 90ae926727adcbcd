import { withDeadline } from '../deadline.js';
import type { PhoneNumber } from '../phone-number.js';
import type { SendOutcome } from '../ports/code-sender.js';
import type { NumberToCheck, NumberVerdict } from '../ports/number-check.js';
import { isUnproved } from '../purpose.js';
import type { Engine } from './engine.js';

/** How long a verdict may take at most: someone waits for a code. */
const LONGEST_MS = 3_000;

const BLOCKED: SendOutcome = { status: 'refused', reason: 'number_blocked', retryable: false, switchChannel: true };
const UNDECIDED: SendOutcome = { status: 'refused', reason: 'unavailable', retryable: true, switchChannel: true };

/**
 * Asks the host's check about a number, when it is to be asked: after the send was charged, so that nobody can have it asked
 * without end (R27). No verdict is no send.
 * @param patienceMs - how long the verdict may take, where that is less than three seconds.
 * @returns why nothing may be sent; `undefined` when it may.
 */
export async function checkNumber<User>(
  engine: Engine<User>,
  number: NumberToCheck,
  signIn: string,
  patienceMs: number,
): Promise<SendOutcome | undefined> {
  const { numberCheck } = engine.options;
  if (isUnproved(number.purpose) && (await isTaken(engine, number.phone)))
    return refuse(engine, number, signIn, 'taken');
  if (!numberCheck || !(numberCheck.beforeEverySend || isUnproved(number.purpose))) return undefined;
  const verdict = await verdictOf(() => numberCheck.check(number), Math.min(patienceMs, LONGEST_MS));
  if (verdict === 'allow') return undefined;
  return refuse(engine, number, signIn, verdict);
}

function refuse<User>(
  engine: Engine<User>,
  { subject, purpose }: NumberToCheck,
  signIn: string,
  verdict: 'block' | 'none' | 'taken',
): SendOutcome {
  engine.tell({ type: 'countersign.number.refused', subject, purpose, signIn, verdict });
  return verdict === 'none' ? UNDECIDED : BLOCKED;
}

/** Whether it serves as many accounts as it may (R41); it is asked again, in its transaction, when the code is back. */
async function isTaken<User>({ options, keys }: Engine<User>, phone: PhoneNumber): Promise<boolean> {
  return (await options.factors.sharers(keys.phoneIndexes(phone))) >= options.maxAccountsPerNumber;
}

async function verdictOf(ask: () => Promise<NumberVerdict>, patienceMs: number): Promise<NumberVerdict | 'none'> {
  try {
    const verdict = await withDeadline(ask(), patienceMs);
    return verdict === 'allow' || verdict === 'block' ? verdict : 'none';
  } catch {
    return 'none';
  }
}
