import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { answerTo, brief, cookiesSetBy } from './harness/answer.js';
import { startConsole } from './harness/console.js';
import { EXPIRED, NO_SESSIONS, SECOND_STEP_DOWN, WAITING } from './harness/expectations.js';
import { untilReady } from './harness/outage.js';
import { expectToHold, type Fault } from './harness/outage-check.js';
import { awaitCode, enrol, logIn, otherThan } from './harness/people.js';
import { type RedisProxy, startRedisProxy } from './harness/redis-proxy.js';
import { environmentOf, System, startParts } from './harness/system.js';

let system: System;
let proxy: RedisProxy;
beforeAll(async () => {
  const parts = await startParts();
  proxy = await startRedisProxy(parts.redis.port);
  system = new System(parts, [await startConsole({ ...environmentOf(parts), REDIS_URL: proxy.url })]);
}, 120_000);
afterAll(async () => {
  await system?.[Symbol.asyncDispose]();
  await proxy?.[Symbol.asyncDispose]();
});
beforeEach(() => system.forget());

/** The console's sessions are in the same Redis. */
const ALL_DOWN = { ...SECOND_STEP_DOWN, logout: NO_SESSIONS, page: NO_SESSIONS };

/** Of a code that was typed while nobody answered, nobody knows whether it was taken: it must not be typed twice. */
const FAULTS: Fault[] = [
  {
    name: 'refuses connections',
    begin: () => system.redis.stop(),
    end: () => system.redis.start(),
    answers: ALL_DOWN,
    consumed: true,
  },
  {
    name: 'is frozen',
    begin: () => system.redis.freeze(),
    end: () => system.redis.thaw(),
    answers: ALL_DOWN,
    consumed: true,
  },
  {
    name: 'is paused',
    begin: () => system.keys.call('CLIENT', 'PAUSE', '3000', 'ALL'),
    end: () => system.keys.ping(),
    answers: ALL_DOWN,
    consumed: true,
  },
  {
    name: 'is read-only',
    begin: () => system.keys.call('REPLICAOF', '127.0.0.1', '1'),
    end: () => system.keys.call('REPLICAOF', 'NO', 'ONE'),
    // Looking writes nothing, and works.
    answers: { ...SECOND_STEP_DOWN, show: WAITING, logout: NO_SESSIONS },
    consumed: false,
  },
  {
    name: 'refuses the second step alone',
    begin: () => system.keys.call('ACL', 'SETUSER', 'default', 'resetkeys', '~mi:*'),
    end: () => system.keys.call('ACL', 'SETUSER', 'default', 'allkeys'),
    answers: SECOND_STEP_DOWN,
    consumed: false,
  },
  {
    name: 'does not answer the second step alone',
    begin: () => proxy.treat('swallow'),
    end: () => proxy.treat('pass'),
    answers: SECOND_STEP_DOWN,
    consumed: false,
  },
  {
    name: 'breaks the connection of the second step alone',
    begin: () => proxy.treat('break'),
    end: () => proxy.treat('pass'),
    answers: SECOND_STEP_DOWN,
    consumed: false,
  },
];

describe('R83: every step answers 503 within 2 s, sends nothing and signs nobody in, and all is well afterwards', () => {
  test.each(FAULTS)('while Redis $name', (fault) => expectToHold(system, fault));

  test('while Redis is down a browser gets a page that says so, and when to come again', async () => {
    const visitor = system.console.visitor({ accept: 'html', bodyFormat: 'form' });
    await logIn(visitor, 'carol');
    await system.redis.stop();
    const page = await answerTo(visitor.get('/2fa'));
    await system.redis.start();
    await untilReady(system);
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '30']);
    expect(page.text).toContain('<h1>Not available for a moment</h1>');
    expect(page.text).toContain('Nothing was wrong with your code');
  });

  test('R19, R43: a right code signs nobody in when the session cannot be kept', async () => {
    await enrol(system, system.console.visitor(), 'alice');
    const visitor = system.console.visitor();
    const code = await awaitCode(system, visitor, 'alice');
    await system.keys.call('ACL', 'SETUSER', 'default', 'resetkeys', '~cs:*');
    const answer = await answerTo(visitor.post('/2fa/verify', { code }));
    await system.keys.call('ACL', 'SETUSER', 'default', 'allkeys');
    expect(brief(answer)).toMatchObject({ status: 503 });
    expect(cookiesSetBy(answer)).toEqual([]);
    expect((await visitor.get('/api/me')).status).toBe(401);
    expect(await system.keys.keys('mi:session:*')).toHaveLength(1);
    expect(brief(await answerTo(visitor.post('/2fa/verify', { code })))).toEqual(EXPIRED);
  });
});

const LOSSES = [
  { name: 'flushed', lose: () => system.keys.flushall() },
  { name: 'restarted', lose: () => system.redis.restart() },
];

describe.each(LOSSES)('when Redis was $name half-way', ({ lose }) => {
  test('R84: a sign-in starts again from the password, and the old code never works', async () => {
    await enrol(system, system.console.visitor(), 'alice');
    const visitor = system.console.visitor();
    const old = await awaitCode(system, visitor, 'alice');
    const sent = system.twilio.requests.length;
    await lose();
    await untilReady(system);
    expect(brief(await answerTo(visitor.get('/2fa')))).toEqual(EXPIRED);
    expect(brief(await answerTo(visitor.post('/2fa/code', {})))).toEqual(EXPIRED);
    expect(brief(await answerTo(visitor.post('/2fa/verify', { code: old })))).toEqual(EXPIRED);
    expect(system.twilio.requests).toHaveLength(sent);
    const code = await awaitCode(system, visitor, 'alice');
    if (old !== code) expect((await visitor.post('/2fa/verify', { code: old })).status).toBe(401);
    expect((await visitor.post('/2fa/verify', { code })).status).toBe(200);
  });

  test('R84: the factor, and the failures in a row and in 30 days, are still there', async () => {
    await enrol(system, system.console.visitor(), 'alice');
    const [before] = await system.sql('SELECT id, lookup FROM countersign_factor');
    await guessTwice('alice');
    await lose();
    await untilReady(system);
    await guessTwice('alice');
    expect(await counted()).toEqual([{ ...before, consecutive_failures: 4, failures: 4 }]);
    const visitor = system.console.visitor();
    await visitor.post('/2fa/verify', { code: await awaitCode(system, visitor, 'alice') });
    expect((await visitor.get('/api/me')).status).toBe(200);
    expect(await counted()).toEqual([{ ...before, consecutive_failures: 0, failures: 4 }]);
  });
});

async function guessTwice(person: 'alice'): Promise<void> {
  const visitor = system.console.visitor();
  const wrong = otherThan(await awaitCode(system, visitor, person));
  for (const attemptsLeft of [4, 3]) {
    const { status, body } = brief(await answerTo(visitor.post('/2fa/verify', { code: wrong })));
    expect([status, body]).toEqual([401, expect.objectContaining({ errorCode: 'code_wrong', attemptsLeft })]);
  }
}

function counted(): Promise<Record<string, unknown>[]> {
  return system.sql(
    'SELECT id, lookup, consecutive_failures, failures FROM countersign_factor JOIN countersign_failure USING (subject)',
  );
}
