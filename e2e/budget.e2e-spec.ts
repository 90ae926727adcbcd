import type { Visitor } from '@countersign/support';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { awaitCode, enrol, logIn, otherThan, PEOPLE } from './harness/people.js';
import { type System, startSystem } from './harness/system.js';
import { Wire } from './harness/wire.js';

let system: System;
let wire: Wire;
beforeAll(async () => {
  system = await startSystem();
  await warmUp();
  wire = await Wire.on(system);
}, 120_000);
afterAll(async () => {
  wire?.[Symbol.dispose]();
  await system?.[Symbol.asyncDispose]();
});

/** Every script has run once, so Redis knows them all; Alice is enrolled. */
async function warmUp(): Promise<void> {
  const visitor = system.console.visitor();
  await enrol(system, visitor, 'alice');
  const code = await awaitCode(system, visitor, 'alice');
  await visitor.get('/2fa');
  await visitor.post('/2fa/verify', { code: otherThan(code) });
}

const EVALSHA = 'evalsha';

/** Somebody who has just got a code; how many were sent before does not matter here. */
async function waiting(): Promise<{ visitor: Visitor; code: string }> {
  await system.forgetSends();
  const visitor = system.console.visitor();
  return { visitor, code: await awaitCode(system, visitor, 'alice') };
}

test('a log-in with the code that goes with it is one command', async () => {
  const visitor = system.console.visitor();
  expect(await wire.during(() => logIn(visitor, 'alice'))).toEqual({ status: 202, commands: [EVALSHA] });
});

test('the page of the code is one command', async () => {
  const { visitor } = await waiting();
  expect(await wire.during(() => visitor.get('/2fa'))).toEqual({ status: 200, commands: [EVALSHA] });
  const page = () => visitor.get('/2fa', { accept: 'html' });
  expect(await wire.during(page)).toEqual({ status: 200, commands: [EVALSHA] });
});

test('a wrong code and a right one are one command each', async () => {
  const { visitor, code } = await waiting();
  const answer = (typed: string) => wire.during(() => visitor.post('/2fa/verify', { code: typed }));
  expect(await answer(otherThan(code))).toEqual({ status: 401, commands: [EVALSHA] });
  expect(await answer(code)).toEqual({ status: 200, commands: [EVALSHA] });
});

test('a page for a wrong code needs no second look', async () => {
  const { visitor, code } = await waiting();
  const form = { accept: 'html', bodyFormat: 'form' } as const;
  const answer = () => visitor.post('/2fa/verify', { code: otherThan(code) }, form);
  expect(await wire.during(answer)).toEqual({ status: 401, commands: [EVALSHA] });
});

test('another code is two commands, and so is the code for a number that is registered', async () => {
  const { visitor } = await waiting();
  await system.pass(31);
  expect(await wire.during(() => visitor.post('/2fa/code', {}))).toEqual({
    status: 202,
    commands: [EVALSHA, EVALSHA],
  });
  const newcomer = system.console.visitor();
  expect(await wire.during(() => logIn(newcomer, 'carol'))).toEqual({ status: 202, commands: [EVALSHA] });
  expect(await wire.during(() => newcomer.post('/2fa/phone', { phone: PEOPLE.carol.phone }))).toEqual({
    status: 202,
    commands: [EVALSHA, EVALSHA],
  });
});

test('giving up is one command', async () => {
  const { visitor } = await waiting();
  expect(await wire.during(() => visitor.post('/2fa/cancel', {}))).toEqual({ status: 204, commands: ['del'] });
});

test('a guarded request is none', async () => {
  const { visitor, code } = await waiting();
  await visitor.post('/2fa/verify', { code });
  for (const path of ['/api/products', '/', '/administrators']) {
    expect(await wire.during(() => visitor.get(path))).toEqual({ status: 200, commands: [] });
  }
});

/** Under 600 with the entries in the server's tables, which `redis-memory.spec.ts` weighs. */
test('a pending code takes less than 450 bytes of Redis', async () => {
  await system.keys.flushall();
  await waiting();
  const keys = [...(await system.keys.keys('cs:*:sign-in:*')), ...(await system.keys.keys('cs:*:code:*'))];
  expect(keys).toHaveLength(2);
  const sizes = await Promise.all(keys.map((key) => system.keys.memory('USAGE', key)));
  const bytes = sizes.reduce<number>((sum, size) => sum + Number(size), 0);
  expect(bytes).toBeLessThan(450);
});
