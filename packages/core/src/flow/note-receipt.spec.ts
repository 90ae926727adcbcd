import { describe, expect, test } from '@jest/globals';
import type { Receipt } from '../ports/receipt-reader.js';
import { codeOf, createEnrolled, logIn } from '../spec/flow.js';

/** Somebody with a code on its way, and what its provider was given for the receipt. */
async function onTheWay() {
  const host = await createEnrolled();
  const { token } = await logIn(host, host.alice);
  const { receiptFor } = host.sender.last;
  const delivery = async () => (await host.secondFactor.state(token)).code?.delivery;
  const told = () => host.sink.events.filter(({ type }) => /delivered$/.test(type));
  return { host, token, receiptFor, delivery, told };
}

describe('a receipt', () => {
  test('of a message that arrived is noted under its sign-in, and told once', async () => {
    const { host, receiptFor, delivery, told } = await onTheWay();
    for (let times = 0; times < 3; times++) await host.secondFactor.noteReceipt({ receiptFor, delivery: 'delivered' });
    expect(await delivery()).toBe('delivered');
    expect(told()).toEqual([
      expect.objectContaining({ type: 'countersign.code.delivered', reference: host.sender.last.reference }),
    ]);
  });

  test('of a message that did not arrive says why', async () => {
    const { host, receiptFor, delivery, told } = await onTheWay();
    await host.secondFactor.noteReceipt({ receiptFor, delivery: 'undelivered', reason: 'number_invalid' });
    expect(await delivery()).toBe('undelivered');
    expect(told()).toEqual([
      expect.objectContaining({ type: 'countersign.code.undelivered', reason: 'number_invalid', providerCode: null }),
    ]);
  });

  test('R75: that the operator has to look at is told, even of a code that is gone; and with no text of the provider', async () => {
    const { host, token, receiptFor } = await onTheWay();
    await host.secondFactor.cancel(token);
    const said = { receiptFor, delivery: 'undelivered', reason: 'misconfigured', alert: true } as const;
    for (const providerCode of [30034, 'gossip']) {
      await host.secondFactor.noteReceipt({ ...said, providerCode } as Receipt);
    }
    await host.secondFactor.noteReceipt({ ...said, delivery: 'accepted' });
    await host.secondFactor.noteReceipt({ ...said, receiptFor: 'nonsense' });
    const alerts = host.sink.events.filter(({ type }) => type === 'countersign.receipt.alert');
    const alert = { reason: 'misconfigured', reference: host.sender.last.reference, signIn: expect.any(String) };
    expect(alerts).toEqual([
      expect.objectContaining({ ...alert, providerCode: 30034 }),
      expect.objectContaining({ ...alert, providerCode: null }),
    ]);
  });

  test.each([undefined, '+31612345642 is unsubscribed'])(
    'R32: says no more than that for the reason %j',
    async (reason) => {
      const { host, token, receiptFor, told } = await onTheWay();
      await host.secondFactor.noteReceipt({ receiptFor, delivery: 'undelivered', reason } as Receipt);
      expect((await host.secondFactor.state(token)).code?.failure).toBe('not_delivered');
      expect(told()).toEqual([expect.objectContaining({ reason: 'not_delivered' })]);
    },
  );

  test('of an older code changes nothing', async () => {
    const { host, token, receiptFor, delivery, told } = await onTheWay();
    host.clock.advance(30_000);
    await host.secondFactor.sendCode(token);
    expect(host.sender.last.receiptFor).not.toBe(receiptFor);
    await host.secondFactor.noteReceipt({ receiptFor, delivery: 'undelivered' });
    expect([await delivery(), told()]).toEqual(['accepted', []]);
  });

  const NOBODY = `${'A'.repeat(16)}.${'0'.repeat(64)}`;

  test.each(['', 'nonsense', `${NOBODY}.KX.1`, `${NOBODY}.KX`, `${NOBODY}.KX.0`, `${NOBODY}.kx.1`])(
    'that names no code (%j) changes nothing, and is no error',
    async (receiptFor) => {
      const { host, delivery, told } = await onTheWay();
      await host.secondFactor.noteReceipt({ receiptFor, delivery: 'delivered' });
      expect([await delivery(), told()]).toEqual(['accepted', []]);
    },
  );

  test('R44: what a provider is given signs nobody in', async () => {
    const { host, receiptFor } = await onTheWay();
    const [tag, id] = receiptFor.split('.');
    for (const token of [receiptFor, `${tag}.${id}`, `${tag}.${id?.slice(0, 32)}`]) {
      expect(await codeOf(host.secondFactor.verify(token, host.sender.last.code))).toBe('sign_in_expired');
    }
  });
});
