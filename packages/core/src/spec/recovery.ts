import assert from 'node:assert/strict';
import { createHook } from 'node:async_hooks';
import type { Assurance } from '../assurance.js';
import { KeyRing } from '../key-ring.js';
import type { SecondFactorOptions } from '../options.js';
import type { Factor } from '../ports/factor.js';
import { UncountedPendingStore } from '../testing/index.js';
import { createHost, enrol, type Host, logIn, refusalOf, restart, SECRET, type User, wrongCode } from './flow.js';

/** A host whose Alice has a phone and a set of recovery codes. */
export interface Recovering {
  readonly host: Host;
  /** As they were shown. */
  readonly codes: readonly string[];
  /** What the session has proved in which they were made. */
  readonly assurance: Assurance;
  /** The set that it had before. */
  readonly before: string;
}

/** Makes it, of one who had another set before and may be sent any number of codes; what happened meanwhile is forgotten. */
export async function createRecovering(changes: Partial<SecondFactorOptions<User>> = {}): Promise<Recovering> {
  const counted = createHost({ signInTtlSeconds: 900, codeTtlSeconds: 600, ...changes });
  const host = restart(counted, { pending: new UncountedPendingStore(counted.clock) });
  const { assurance } = await enrol(host, host.alice);
  const old = { kind: 'recovery', sealed: 'a set', lookup: null, lastDigits: null, name: null, counter: 0 } as const;
  const had = await host.factors.enrol('alice', old, { first: false });
  assert.ok(had.status === 'enrolled');
  const renewed = await host.secondFactor.renewRecoveryCodes(host.alice, { ...assurance, epoch: had.epoch });
  host.sender.sent.length = 0;
  host.sink.events.length = 0;
  const codes = renewed.codes.map((code) => code.grouped());
  return { host, codes, assurance: renewed.assurance, before: had.factor.id };
}

/** Answers with a recovery code. */
export function recover({ secondFactor }: Host, token: string, code: string | undefined) {
  return secondFactor.verify(token, { method: 'recovery', code: code ?? '' });
}

/** The sign-in to which a right recovery code leads, after a log-in of its own. */
export async function recovered(host: Host, code: string | undefined) {
  const { token } = await logIn(host, host.alice);
  const outcome = await recover(host, token, code);
  assert.ok(outcome.status === 'pending');
  return { token: outcome.token.reveal(), state: outcome.state };
}

/** Alice's set, as it is kept. */
export async function setOf({ factors }: Host): Promise<Factor | undefined> {
  return (await factors.factors('alice')).find(({ kind }) => kind === 'recovery');
}

/** How each of several answers ended, sorted: its status, or the code of its refusal. */
export async function endsOf(answers: readonly Promise<{ readonly status: string }>[]): Promise<readonly string[]> {
  const end = async (answer: Promise<{ readonly status: string }>) => {
    const [settled] = await Promise.allSettled([answer]);
    return settled?.status === 'fulfilled' ? settled.value.status : String(settled?.reason.code);
  };
  return (await Promise.all(answers.map(end))).sort();
}

/** Uses so many of Alice's codes up, the first ones, without the sign-ins that it takes. */
export async function useUp(host: Host, times: number): Promise<void> {
  const keys = new KeyRing([SECRET]);
  const factor = await setOf(host);
  assert.ok(factor);
  const context = ['factor', 'recovery', 'alice'];
  const set = JSON.parse(keys.openSealed(factor.sealed, context) ?? '') as unknown[];
  const sealed = keys.seal(JSON.stringify(set.slice(times)), context);
  await host.factors.recordSuccess(factor.id, { from: factor.counter, to: factor.counter + times, sealed });
}

/** Sixteen letters that no set ever has, but for once in 2^80 times. */
export const WRONG = 'AAAA-AAAA-AAAA-AAAA';

/** Guesses Alice's codes until her second step is locked, with the patience that it costs. */
export async function lockOut(host: Host): Promise<void> {
  for (const times of [5, 3, 2]) {
    const { token } = await logIn(host, host.alice);
    for (let n = 0; n < times; n++) {
      const refused = await refusalOf(host.secondFactor.verify(token, wrongCode(host)));
      host.clock.advance((refused.data.retryAfterSeconds ?? 0) * 1_000);
    }
  }
}

/** How many slow hashes a step takes, as Node sees it. */
export async function slowHashes(step: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const hook = createHook({
    init: (_, type) => {
      if (type === 'SCRYPTREQUEST') count += 1;
    },
  }).enable();
  await step();
  hook.disable();
  return count;
}
