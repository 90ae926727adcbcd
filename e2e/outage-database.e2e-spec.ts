import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { answerTo, brief, cookiesSetBy } from './harness/answer.js';
import { NO_DATABASE, PRODUCTS, UNAVAILABLE, WAITING } from './harness/expectations.js';
import { gather, STEPS, type Step, stepAll, untilReady } from './harness/outage.js';
import { expectToHold, type Fault } from './harness/outage-check.js';
import { awaitCode, enrol, otherThan } from './harness/people.js';
import { type System, startSystem } from './harness/system.js';

let system: System;
beforeAll(async () => {
  system = await startSystem();
}, 120_000);
afterAll(() => system?.[Symbol.asyncDispose]());
beforeEach(() => system.forget());

const NOTHING = { status: 204, body: '' };

/** What needs the database fails; looking and giving up need Redis alone. The code is used up before it is looked at. */
const SECOND_STEP_DOWN = {
  login: UNAVAILABLE,
  show: WAITING,
  phone: UNAVAILABLE,
  code: UNAVAILABLE,
  verify: UNAVAILABLE,
  cancel: NOTHING,
  logout: NOTHING,
  page: UNAVAILABLE,
};
const ALL_DOWN = { ...SECOND_STEP_DOWN, login: NO_DATABASE, page: NO_DATABASE };

let blocker: Client;

const FAULTS: Fault[] = [
  {
    name: 'refuses connections',
    begin: () => system.postgres.stop(),
    end: () => system.postgres.restart(),
    answers: ALL_DOWN,
    consumed: true,
  },
  {
    name: 'is frozen',
    begin: () => system.postgres.freeze(),
    end: () => system.postgres.thaw(),
    answers: ALL_DOWN,
    consumed: true,
  },
  {
    name: 'keeps the second step alone waiting',
    begin: async () => {
      blocker = new Client({ connectionString: system.postgres.url });
      await blocker.connect();
      await blocker.query('BEGIN');
      await blocker.query('LOCK TABLE countersign_factor, countersign_subject, countersign_failure');
    },
    end: () => blocker.end(),
    answers: SECOND_STEP_DOWN,
    consumed: true,
  },
  {
    name: 'refuses the second step alone',
    begin: () => system.sql('ALTER TABLE countersign_factor RENAME TO elsewhere'),
    end: () => system.sql('ALTER TABLE elsewhere RENAME TO countersign_factor'),
    answers: SECOND_STEP_DOWN,
    consumed: true,
  },
];

describe('R83: what needs the database answers 503 within 2 s, sends nothing and signs nobody in', () => {
  test.each(FAULTS)('while Postgres $name', (fault) => expectToHold(system, fault));

  test('R20: a wrong code and a right one are answered alike, and the wrong one is charged', async () => {
    await enrol(system, system.console.visitor(), 'alice');
    const [right, wrong] = [system.console.visitor(), system.console.visitor()];
    const code = await awaitCode(system, right, 'alice');
    const other = otherThan(await awaitCode(system, wrong, 'alice'));
    await system.postgres.stop();
    const answers = await Promise.all([
      answerTo(right.post('/2fa/verify', { code })),
      answerTo(wrong.post('/2fa/verify', { code: other })),
    ]);
    await system.postgres.restart();
    await untilReady(system);
    expect(answers.map(brief)).toEqual([UNAVAILABLE, UNAVAILABLE]);
    const { code: live } = (await (await wrong.get('/2fa')).json()) as { code: { attemptsLeft: number } };
    expect(live.attemptsLeft).toBe(4);
  });
});

test('after a restart of Postgres every step works at once: no broken connection is used again', async () => {
  const cast = await gather(system);
  await system.postgres.restart();
  const answers = await stepAll(system, cast);
  const statuses = Object.fromEntries(STEPS.map((step) => [step, answers[step].status])) as Record<Step, number>;
  expect(statuses).toEqual({
    login: 202,
    show: 200,
    phone: 202,
    code: 202,
    verify: 200,
    cancel: 204,
    logout: 204,
    page: 200,
  });
  expect(cookiesSetBy(answers.verify)).toEqual(['session']);
  expect(brief(answers.page)).toEqual(PRODUCTS);
});
