import { describe, expect, test } from '@jest/globals';
import type { SendOutcome } from '../ports/code-sender.js';
import type { SendFailure } from '../ports/send-failure.js';
import { ManualClock } from '../testing/index.js';
import { Breaker } from './breaker.js';

const accepted: SendOutcome = { status: 'accepted', id: 'SM1' };
const refused = (reason: SendFailure): SendOutcome => ({
  status: 'refused',
  reason,
  retryable: false,
  switchChannel: true,
});
const unknown: SendOutcome = { status: 'unknown', reason: 'unavailable' };

function create() {
  const clock = new ManualClock();
  return { clock, breaker: new Breaker(clock) };
}

/** One message after the other; tells which of them reached the provider. */
const send = (breaker: Breaker, outcomes: readonly SendOutcome[]): boolean[] =>
  outcomes.map((outcome) => {
    const allowed = breaker.allows();
    if (allowed) breaker.note(outcome);
    return allowed;
  });

describe('R85: a circuit breaker', () => {
  test('leaves a provider alone after five failures in a minute, and says so once', () => {
    const { breaker } = create();
    const told = [1, 2, 3, 4, 5, 6].map(() => breaker.note(unknown));
    expect(told).toEqual([undefined, undefined, undefined, undefined, 'opened', undefined]);
    expect(breaker.allows()).toBe(false);
  });

  test('goes by the last minute alone', () => {
    const { breaker, clock } = create();
    for (let n = 0; n < 20; n++) {
      expect(send(breaker, [unknown])).toEqual([true]);
      clock.advance(15_001);
    }
  });

  test.each<SendFailure>(['number_invalid', 'number_unreachable', 'opted_out', 'country_blocked'])(
    'is not opened by %s, which is no fault of the provider',
    (reason) => {
      const { breaker } = create();
      expect(send(breaker, Array(10).fill(refused(reason)))).toEqual(Array(10).fill(true));
    },
  );

  test.each<SendFailure>(['busy', 'unavailable', 'misconfigured'])('is opened by %s', (reason) => {
    const { breaker } = create();
    expect(send(breaker, Array(7).fill(refused(reason)))).toEqual([true, true, true, true, true, false, false]);
  });

  test('is closed by a message that goes through', () => {
    const { breaker } = create();
    expect(send(breaker, [unknown, unknown, unknown, unknown, accepted, unknown, unknown])).toEqual(
      Array(7).fill(true),
    );
  });

  test('tries with a single message after half a minute, and waits for what comes of it', () => {
    const { breaker, clock } = create();
    send(breaker, Array(5).fill(unknown));
    clock.advance(29_999);
    expect(breaker.allows()).toBe(false);
    clock.advance(1);
    expect([breaker.allows(), breaker.allows(), breaker.allows()]).toEqual([true, false, false]);
    breaker.note(unknown);
    expect(breaker.allows()).toBe(false);
    clock.advance(30_000);
    expect(send(breaker, [accepted, accepted])).toEqual([true, true]);
  });
});
