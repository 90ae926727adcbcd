import { existsSync } from 'node:fs';
import { freePort, RedisServer, type Visitor } from '@countersign/support';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { answerTo, brief } from './harness/answer.js';
import { type Console, startConsole } from './harness/console.js';
import { ConsoleCopy } from './harness/console-copy.js';
import { UNAVAILABLE } from './harness/expectations.js';
import { logIn, PEOPLE } from './harness/people.js';
import { environmentOf, SECRET, System, startParts } from './harness/system.js';
import { until } from './harness/until.js';

let system: System;
beforeAll(async () => {
  const parts = await startParts();
  // Both at once, and nothing is in the database yet.
  const consoles = await Promise.all([startConsole(environmentOf(parts)), startConsole(environmentOf(parts))]);
  system = new System(parts, consoles);
}, 120_000);
afterAll(() => system?.[Symbol.asyncDispose]());

test('two processes that start at once on an empty Postgres fill it once, and both work', async () => {
  const counts = await system.sql(`
    SELECT (SELECT count(*)::int FROM administrator) AS administrators, (SELECT count(*)::int FROM setting) AS settings,
           (SELECT count(*)::int FROM product) AS products, (SELECT count(*)::int FROM migrations) AS migrations,
           (SELECT count(DISTINCT name)::int FROM migrations) AS kinds`);
  expect(counts).toEqual([{ administrators: 3, settings: 1, products: 21, migrations: 8, kinds: 8 }]);
  for (const console of system.consoles) expect((await logIn(console.visitor(), 'carol')).status).toBe(202);
});

test('R83, R87: the start does not wait for Redis; logging in does, and a Redis that keeps its settings to itself is a warning', async () => {
  await using redis = new RedisServer(await freePort(), ['--rename-command', 'CONFIG', '']);
  await using console = await startConsole({
    DATABASE_URL: system.postgres.url,
    COUNTERSIGN_SECRET: SECRET,
    REDIS_URL: redis.url,
  });
  const visitor = console.visitor();
  expect(brief(await answerTo(logIn(visitor, 'carol')))).toEqual(UNAVAILABLE);
  expect((await visitor.get('/healthz')).status).toBe(200);
  expect((await visitor.get('/readyz')).status).toBe(503);
  await redis.start();
  await until('the console is ready', async () => (await visitor.get('/readyz')).status === 200);
  expect((await logIn(visitor, 'carol')).status).toBe(202);
  const warning = /WARN \[SecondFactor\] Redis does not tell its maxmemory-policy: make sure it is noeviction/;
  await until('the log warns', () => warning.test(console.app.output()));
  expect(console.app.output()).not.toContain('ERROR');
});

test('without any variable set it keeps its data in a folder, and a registered phone still works after a restart', async () => {
  using copy = new ConsoleCopy();
  const env = { DATABASE_URL: undefined };
  {
    await using console = await startConsole(env, copy.script);
    const visitor = console.visitor();
    expect((await logIn(visitor, 'alice')).status).toBe(202);
    expect((await visitor.post('/2fa/phone', { phone: PEOPLE.alice.phone })).status).toBe(202);
    expect((await visitor.post('/2fa/verify', { code: await codeInInbox(console) })).status).toBe(200);
    expect((await visitor.request('PUT', '/administrators/security', { enabled: true })).status).toBe(200);
    await console.app.stop();
    expect(await console.app.exited).toBe(0);
  }
  expect(existsSync(copy.data)).toBe(true);
  await using console = await startConsole(env, copy.script);
  const visitor = console.visitor();
  const login = await logIn(visitor, 'alice');
  const state = { status: 'second_factor_required', purpose: 'sign-in', phone: '•••• 01' };
  expect(await login.json()).toMatchObject(state);
  await visitor.post('/2fa/verify', { code: await codeInInbox(console) });
  expect((await visitor.get('/api/me')).status).toBe(200);
  expect(await administrators(visitor)).toBe(3);
});

async function codeInInbox(console: Console): Promise<string> {
  const page = await (await console.visitor().get('/inbox')).text();
  return /@localhost #(\d{6})/.exec(page)?.[1] ?? 'there is no code in the inbox';
}

async function administrators(visitor: Visitor): Promise<number> {
  const page = await (await visitor.get('/administrators', { accept: 'html' })).text();
  return new Set(page.match(/[a-z]+@example\.com/g)).size;
}
