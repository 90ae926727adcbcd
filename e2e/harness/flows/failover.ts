import { expect } from '@jest/globals';
import { until } from '../until.js';
import type { FlowStage } from './flow-stage.js';
import { elsewhere, enrolled, type Walk } from './walk.js';

/** Somebody between password and code. */
interface Waiting {
  readonly walk: Walk;
  readonly code: string;
}

/** How a master is lost. */
export interface Loss {
  lose(): unknown;
  /** Resolves when another one is in its place. */
  promoted(): Promise<unknown>;
  /** Brings the lost one back. */
  comeBack(): unknown;
}

/**
 * A master is lost while people stand between password and code: each of them types it then, and again while the answer is
 * 503. It signs in once, or they start again from the password; and who was signed in still is. The lost one comes back when
 * the others are at work again.
 */
export async function loseMaster(stage: FlowStage, { lose, promoted, comeBack }: Loss): Promise<void> {
  const signedIn = await Promise.all([1, 2, 3].map(() => enrolled(stage)));
  const waiting = await Promise.all([1, 2, 3, 4, 5, 6].map(() => atTheCode(stage)));
  await Promise.all(stage.masters().map((master) => master.wait(1, 1_000)));
  const before = stage.refused;
  await lose();
  const typing = Promise.all(waiting.map(({ walk, code }) => walk.verify(code)));
  await promoted();
  const said = await typing;
  await comeBack();
  expect(stage.refused).toBeGreaterThan(before);
  for (const [at, outcome] of said.entries()) await expectOneSession(waiting[at] as Waiting, outcome);
  for (const walk of signedIn) expect(await walk.isIn()).toBe(true);
}

async function atTheCode(stage: FlowStage): Promise<Waiting> {
  const walk = elsewhere(await enrolled(stage));
  return { walk, code: await walk.toCode() };
}

async function expectOneSession({ walk, code }: Waiting, outcome: string): Promise<void> {
  expect(outcome).toMatch(/^(200 signed_in|401 sign_in_expired)$/);
  expect(await walk.isIn()).toBe(outcome === '200 signed_in');
  expect(await walk.twin().verify(code)).toBe('401 sign_in_expired');
  // A connection that is found broken only now costs its request 503, and the code that it had.
  await until('somebody who starts again signs in', async () => {
    const again = elsewhere(walk);
    return (await again.verify(await again.toCode())) === '200 signed_in';
  });
}
