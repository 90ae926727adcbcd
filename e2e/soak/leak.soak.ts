import { MemoryPendingStore, SecondFactor } from '@countersign/core';
import { ManualClock, MemoryFactorStore, RecordingSender } from '@countersign/core/testing';
import { expect, test } from '@jest/globals';

const SIGN_INS = 200_000;
const PEOPLE = 1_000;
/** How often the heap is measured. */
const LAPS = 20;
/** Codes to one dial code are rationed by the day: so much time passes between two. */
const BETWEEN_MS = 30 * 60_000;

interface User {
  readonly id: string;
}

const users = Array.from({ length: PEOPLE }, (_, n): User => ({ id: `user-${n}` }));
const byId = new Map(users.map((user) => [user.id, user]));

/** A process whose clock is ours, with nothing in it but the second step. */
function processOf() {
  const clock = new ManualClock();
  const sender = new RecordingSender();
  const secondFactor = new SecondFactor<User>({
    ...{ issuer: 'Management Interface', publicUrl: 'https://manage.example.com', policy: 'required' },
    ...{
      countries: ['NL'],
      secrets: ['a secret of the leak test, long enough for anybody'],
      clock,
      timer: clock,
      sender,
    },
    pending: new MemoryPendingStore(clock),
    factors: new MemoryFactorStore(clock),
    subject: { id: ({ id }) => id, load: async (id) => byId.get(id) ?? null },
  });
  return { clock, sender, secondFactor };
}

/** Bytes in use when all that nobody needs is gone. */
function heap(): number {
  const { gc } = globalThis as { gc?: () => void };
  if (!gc) throw new Error('Node runs without --expose-gc');
  for (let pass = 0; pass < 3; pass += 1) gc();
  return process.memoryUsage().heapUsed;
}

test('R03: after 200,000 sign-ins in one process the heap is as it was after 50,000', async () => {
  const { clock, sender, secondFactor } = processOf();
  const heaps: number[] = [];
  for (let n = 0; n < SIGN_INS; n += 1) {
    const begun = await secondFactor.begin(users[n % PEOPLE] as User, { returnTo: null });
    if (begun.status !== 'pending') throw new Error(`sign-in ${n}: ${begun.status}`);
    const token = begun.token.reveal();
    if (n < PEOPLE) await secondFactor.enrolPhone(token, { phone: `+31612${String(n).padStart(6, '0')}` });
    const verified = await secondFactor.verify(token, sender.last.code);
    if (verified.status !== 'complete') throw new Error(`sign-in ${n}: ${verified.status}`);
    sender.sent.length = 0;
    clock.advance(BETWEEN_MS);
    if ((n + 1) % (SIGN_INS / LAPS) === 0) heaps.push(heap() / 1_048_576);
  }
  process.stdout.write(
    `heap in MB, every ${SIGN_INS / LAPS} sign-ins: ${heaps.map((each) => each.toFixed(1)).join(' ')}\n`,
  );
  const after50k = Math.max(...heaps.slice(LAPS / 4, LAPS / 2));
  expect(Math.min(...heaps.slice(-LAPS / 4))).toBeLessThan(after50k + 2);
}, 1_800_000);
