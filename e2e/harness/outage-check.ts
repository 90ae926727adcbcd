import { expect } from '@jest/globals';
import { type Answer, brief, cookiesSetBy } from './answer.js';
import { type Cast, gather, STEPS, type Step, stepAll, untilReady } from './outage.js';
import { awaitCode } from './people.js';
import type { System } from './system.js';

/** Something that fails, and what each step is answered meanwhile. */
export interface Fault {
  readonly name: string;
  begin(): unknown;
  end(): unknown;
  readonly answers: Readonly<Record<Step, unknown>>;
  /** Whether the code that was typed meanwhile is used up: its fate was unknown, and the sign-in starts again. */
  readonly consumed: boolean;
}

/**
 * Lets it fail, and checks every answer: within 2 s, without a session, without a text, without a word in the log that
 * would tell of a fault of ours. Then lets it work again, and checks that the same processes go on.
 */
export async function expectToHold(system: System, fault: Fault): Promise<void> {
  const cast = await gather(system);
  const sent = system.twilio.requests.length;
  const logged = system.console.app.output().length;
  await fault.begin();
  let answers: Record<Step, Answer>;
  try {
    answers = await stepAll(system, cast);
  } finally {
    await fault.end();
  }
  expect(Object.fromEntries(STEPS.map((step) => [step, brief(answers[step])]))).toEqual(fault.answers);
  expect(Object.fromEntries(STEPS.filter((step) => answers[step].ms >= 2_000).map((step) => [step, 'late']))).toEqual(
    {},
  );
  expect(STEPS.flatMap((step) => cookiesSetBy(answers[step]))).toEqual([]);
  expect(system.twilio.requests).toHaveLength(sent);
  // Events wait for the database, and the operator hears of it.
  const log = system.console.app.output().slice(logged).replaceAll('ERROR [Events] TypeOrmTrail: events cannot', '');
  expect(log).not.toMatch(/ERROR|^\s+at /m);
  await untilReady(system);
  await expectRecovery(system, cast, fault.consumed);
}

/** Who had a code signs in with it, or starts again from the password; somebody new signs in. */
async function expectRecovery(system: System, { verifying, code }: Cast, consumed: boolean): Promise<void> {
  const status = consumed ? 401 : 200;
  expect((await verifying.post('/2fa/verify', { code })).status).toBe(status);
  expect((await verifying.get('/api/me')).status).toBe(status);
  const fresh = system.console.visitor();
  const next = await awaitCode(system, fresh, 'bob');
  expect((await fresh.post('/2fa/verify', { code: next })).status).toBe(200);
  expect((await fresh.get('/api/products')).status).toBe(200);
}
