import { MemoryPendingStore, SecondFactor, StoreUnavailable } from '@countersign/core';
import { ManualClock, MemoryFactorStore, RecordingNotifier, RecordingSender } from '@countersign/core/testing';
import type { Collected } from './collected.js';

const PHONE = '06 12345642';

const SUBJECT = 'sentinel-of-a-subject';
const ADDRESS = '192.0.2.77';

/** A host in memory that is observed, and words that may stand in none of its metrics and spans. */
export function createObserved(collected: Collected) {
  const [clock, sender] = [new ManualClock(), new RecordingSender()];
  const [pending, factors] = [new MemoryPendingStore(clock), new MemoryFactorStore(clock)];
  const user = { id: SUBJECT };
  const [notifier, numberCheck] = [new RecordingNotifier(), { check: async () => 'allow' as const }];
  const secondFactor = new SecondFactor<{ id: string }>({
    ...{ issuer: 'Management Interface', publicUrl: 'https://manage.example.com', policy: 'required' },
    ...{ secrets: ['sentinel secret of the host, long enough for anybody'], countries: ['NL'] },
    ...{ pending, factors, sender, clock, timer: clock, observer: collected.observer, trustedDevices: { days: 7 } },
    ...{ notifier, numberCheck },
    subject: { id: ({ id }) => id, load: async () => user },
  });
  return { ...collected, clock, sender, pending, factors, user, secondFactor, secrets: new Set([SUBJECT, ADDRESS]) };
}

/** {@link createObserved}'s. */
export type Observed = ReturnType<typeof createObserved>;

const caller = { address: ADDRESS };
const refused = (step: Promise<unknown>) =>
  step.then(
    () => Promise.reject(new Error('passed')),
    () => undefined,
  );

/** Gets the password right. @returns the token of the sign-in, which is open. */
export async function logIn({ secondFactor, user, secrets, sender }: Observed): Promise<string> {
  const begun = await secondFactor.begin(user, caller);
  if (begun.status !== 'pending') throw new Error(begun.status);
  const token = begun.token.reveal();
  secrets.add(token).add(token.split('.')[1] ?? token);
  for (const { code, to, reference, receiptFor } of sender.sent) {
    secrets.add(code).add(to).add(to.slice(1)).add(receiptFor).add(`"${reference}"`);
  }
  return token;
}

/** A phone is registered in a first log-in. */
export async function enrolled(host: Observed): Promise<void> {
  const enrolling = await logIn(host);
  await host.secondFactor.enrolPhone(enrolling, { phone: PHONE, ...caller });
  await host.secondFactor.verify(enrolling, host.sender.last.code, caller);
}

/** A phone is registered; then codes are right, late, old, delivered and not, and there are recovery codes. */
export async function walkPhones(host: Observed): Promise<void> {
  const { secondFactor, sender, clock } = host;
  await enrolled(host);
  const second = await logIn(host);
  const old = sender.last.code;
  clock.advance(30_000);
  await secondFactor.sendCode(second, caller);
  await refused(secondFactor.verify(second, old, caller));
  const { receiptFor } = sender.last;
  await secondFactor.noteReceipt({ receiptFor, delivery: 'undelivered', reason: '+31612345642 is off' as 'busy' });
  await secondFactor.noteReceipt({ receiptFor, delivery: 'delivered' });
  const signedIn = await secondFactor.verify(second, { code: sender.last.code, trust: {} }, caller);
  if (signedIn.status !== 'complete') throw new Error(signedIn.status);
  if (signedIn.device) host.secrets.add(signedIn.device.token.reveal());
  const { codes } = await secondFactor.renewRecoveryCodes(host.user, signedIn.assurance);
  for (const code of codes) host.secrets.add(code.reveal()).add(code.grouped());
  const late = await logIn(host);
  clock.advance(301_000);
  await refused(secondFactor.verify(late, sender.last.code, caller));
  await secondFactor.cancel(late, caller);
  clock.advance(3_600_000);
}

/** Seconds to wait after each wrong answer, in one log-in after the other. */
const WAITS = [[0, 0, 0], [30, 60, 120], [240, 480], [0]];

/** Wrong answers up to the lock: the tenth, of which one was given before. */
export async function walkToTheLock(host: Observed): Promise<void> {
  for (const waits of WAITS) {
    const token = await logIn(host);
    for (const seconds of waits) {
      await refused(host.secondFactor.verify(token, '314159', caller));
      host.clock.advance(seconds * 1_000);
    }
    host.clock.advance(3_600_000);
  }
  host.secrets.add('314159');
}

/** Parts that fail with texts of theirs, which quote what they were given. */
export async function walkThroughFaults(host: Observed): Promise<void> {
  const { secondFactor, sender, pending, factors } = host;
  sender.answer = () => Promise.reject(new Error('+31612345642 refused 924175'));
  await logIn(host);
  sender.answer = () => ({ status: 'refused', reason: 'number_invalid', retryable: false, switchChannel: true });
  await logIn(host);
  const { verify } = pending;
  const token = await logIn(host);
  for (const reason of ['timeout', `${SUBJECT} +31612345642 924175`]) {
    pending.verify = () => Promise.reject(new StoreUnavailable(reason));
    await refused(secondFactor.verify(token, '924175', caller));
  }
  pending.verify = verify;
  factors.posture = () => Promise.reject(new Error(`select ${SUBJECT}`));
  host.clock.advance(6_000);
  await refused(secondFactor.begin(host.user, caller));
}
