import { describe, expect, test } from '@jest/globals';
import type { SecondFactorEvent } from '../events.js';
import type { SendOutcome } from '../ports/code-sender.js';
import { failover } from '../sending/failover.js';
import { createEnrolled, logIn, PHONE, restart } from '../spec/flow.js';
import { told } from '../spec/told.js';
import { RecordingSender } from '../testing/index.js';

const MISCONFIGURED: SendOutcome = {
  ...{ status: 'refused', reason: 'misconfigured', retryable: false, switchChannel: true },
  ...{ alert: true, providerCode: 20003 },
};

/** What a log-in tells of the sender. */
async function failuresWith(answer: SendOutcome): Promise<readonly SecondFactorEvent[]> {
  const host = await createEnrolled();
  host.sender.answer = () => answer;
  await logIn(host, host.alice);
  return host.sink.events.filter(({ type }) => type === 'countersign.sender.failed');
}

describe('R75: a sender that fails is told to the operator', () => {
  test('with the reason, the provider’s number for it, and whether to look', async () => {
    expect(await failuresWith(MISCONFIGURED)).toEqual([
      {
        ...told({
          ...{ type: 'countersign.sender.failed', sender: 0, channel: 'sms', dialCode: '31' },
          ...{ reason: 'misconfigured', maybeSent: false, alert: true, providerCode: 20003 },
        }),
        signIn: expect.any(String),
      },
    ]);
    expect(await failuresWith({ status: 'unknown', reason: 'unavailable' })).toEqual([
      expect.objectContaining({ reason: 'unavailable', maybeSent: true, alert: false, providerCode: null }),
    ]);
    expect(await failuresWith({ status: 'accepted', id: 'SM1' })).toEqual([]);
  });

  test('R76: with a number, and with no text in its place', async () => {
    const gossip = { ...MISCONFIGURED, alert: PHONE.e164, providerCode: `${PHONE.e164} is unsubscribed` };
    const events = await failuresWith(gossip as unknown as SendOutcome);
    expect(events).toEqual([expect.objectContaining({ alert: false, providerCode: null })]);
  });

  test('also when another one has sent the message', async () => {
    const broken = new RecordingSender();
    broken.answer = () => MISCONFIGURED;
    const host = await createEnrolled();
    const both = restart(host, { sender: failover([broken, host.sender]) });
    const { state } = await logIn(both, host.alice);
    expect(state.code).toMatchObject({ delivery: 'accepted', failure: null });
    expect(host.sink.events).toContainEqual(expect.objectContaining({ sender: 0, alert: true, providerCode: 20003 }));
  });

  test('and to whoever watches, who changes nothing by throwing', async () => {
    const host = await createEnrolled();
    const seen: string[] = [];
    host.secondFactor.watch(({ type }) => {
      seen.push(type);
      throw new Error('no');
    });
    await logIn(host, host.alice);
    expect(seen).toEqual(['countersign.sign-in.opened', 'countersign.code.sent']);
  });
});
