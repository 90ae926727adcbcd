import { expect, test } from '@jest/globals';
import { SessionId } from '../session-id.js';
import { createEnrolled, logIn } from '../spec/flow.js';

const FORM = {
  path: '/administrators/7/unlock?back=1',
  fields: [
    ['reason', 'lost phone, “called”'],
    ['day', 'mo'],
    ['day', 'tu'],
  ],
} as const;

const holder = { session: new SessionId('the session of Alice'), assurance: undefined };

/** Alice with a form that was kept, and a step-up that took it over. */
async function interrupted() {
  const host = await createEnrolled();
  const { forms } = host.secondFactor;
  expect(await forms.keep(host.alice, holder, FORM)).toBe(true);
  const { token, signIn } = await logIn(host, host.alice);
  const prove = async () => (await host.secondFactor.verify(token, host.sender.last.code)).assurance;
  return { ...host, forms, signIn, prove };
}

test('R67: a form is given back once, to the session that proved the second factor for it', async () => {
  const { forms, alice, bob, signIn, prove } = await interrupted();
  await forms.handOver(alice, holder, signIn);
  const assurance = await prove();
  expect(await forms.take(bob, assurance)).toBeUndefined();
  const others = [undefined, { ...assurance, proof: 'f'.repeat(32) }, { ...assurance, proof: undefined }] as const;
  for (const other of others) expect(await forms.take(alice, other as typeof assurance)).toBeUndefined();
  const taken = await Promise.all([forms.take(alice, assurance), forms.take(alice, assurance)]);
  expect(taken).toEqual(expect.arrayContaining([FORM, undefined]));
});

test('R67: another session of the same subject hands nothing over, and nothing is kept for one that cannot be told', async () => {
  const { forms, alice, bob, signIn, prove } = await interrupted();
  await forms.handOver(alice, { session: new SessionId('another'), assurance: undefined }, signIn);
  await forms.handOver(bob, holder, signIn);
  expect(await forms.take(alice, await prove())).toBeUndefined();
  expect(await forms.keep(alice, { session: undefined, assurance: undefined }, FORM)).toBe(false);
});

test('a session without an id is told by the proof that made it', async () => {
  const { forms, alice, secondFactor, sender, prove } = await interrupted();
  const own = { session: undefined, assurance: await prove() };
  expect(await forms.keep(alice, own, FORM)).toBe(true);
  const begun = await secondFactor.beginStepUp(alice);
  if (begun.status !== 'pending') throw new Error('No step-up was opened');
  await forms.handOver(alice, own, begun.token);
  const { assurance } = await secondFactor.verify(begun.token.reveal(), sender.last.code);
  expect(await forms.take(alice, assurance)).toEqual(FORM);
});

test('R03: it is gone after 600 s, and what a store holds of it says nothing', async () => {
  const { forms, alice, pending, clock, signIn, prove } = await interrupted();
  const kept: string[] = [];
  const { keep } = pending;
  pending.keep = (key, text, seconds) => {
    kept.push(JSON.stringify(key), text, String(seconds));
    return keep.call(pending, key, text, seconds);
  };
  await forms.keep(alice, holder, FORM);
  await forms.handOver(alice, holder, signIn);
  expect([kept.length, kept[2], kept[5]]).toEqual([6, '600', '600']);
  expect(kept.join('\n')).not.toMatch(/unlock|reason|lost|alice|the session/);
  const assurance = await prove();
  clock.advance(601_000);
  expect(await forms.take(alice, assurance)).toBeUndefined();
});
