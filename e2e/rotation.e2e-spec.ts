import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Console, startConsole } from './harness/console.js';
import { enrol } from './harness/people.js';
import { acrossProcesses, at, runCountersign } from './harness/rotation.js';
import { environmentOf, type Parts, SECRET, System, startParts } from './harness/system.js';

const NEXT = 'the-next-secret-of-the-end-to-end-tests-9876543';

let parts: Parts;
let system: System | undefined;
const consoles: Console[] = [];
beforeAll(async () => {
  parts = await startParts();
}, 120_000);
afterAll(async () => {
  system?.keys.disconnect();
  await Promise.all([...consoles, ...Object.values(parts)].map((each) => each[Symbol.asyncDispose]()));
});

/** Another process of the console, with these secrets. */
async function processWith(...secrets: readonly string[]): Promise<Console> {
  const started = await startConsole({ ...environmentOf(parts), COUNTERSIGN_SECRET: secrets.join(',') });
  consoles.push(started);
  return started;
}

const cli = (secrets: readonly string[], ...args: readonly string[]) =>
  runCountersign({ DATABASE_URL: parts.postgres.url, COUNTERSIGN_SECRET: secrets.join(',') }, args);

test('R62: a secret is rotated from end to end, process by process: nobody is logged out, refused or has to enrol again', async () => {
  const old = await processWith(SECRET);
  system = new System(parts, [old]);
  const carol = old.visitor();
  await enrol(system, carol, 'carol');
  for (const person of ['alice', 'bob'] as const) await enrol(system, old.visitor(), person);

  const ring = [
    [SECRET, NEXT],
    [NEXT, SECRET],
  ] as const;
  let before = old;
  for (const secrets of ring) {
    const after = await processWith(...secrets);
    for (const pair of [
      [before, after],
      [after, before],
    ] as const)
      expect([secrets, (await acrossProcesses(system, pair, 'alice')).status]).toEqual([secrets, 200]);
    expect((await at(after, carol).get('/api/me')).status).toBe(200);
    before = after;
  }

  expect(await cli(ring[1], 'reseal', '--check')).toMatchObject({
    code: 1,
    out: expect.stringContaining('run countersign reseal'),
  });
  expect(await cli(ring[1], 'reseal', '--yes')).toMatchObject({ code: 0 });
  expect(await cli(ring[1], 'reseal', '--check')).toMatchObject({ code: 0 });

  const dropped = await processWith(NEXT);
  const { status, visitor } = await acrossProcesses(system, [dropped, before], 'bob');
  expect(status).toBe(200);
  expect((await acrossProcesses(system, [before, dropped], 'bob')).status).toBe(200);
  expect((await at(dropped, visitor).get('/api/me')).status).toBe(200);
  expect(await cli([NEXT], 'reseal', '--check')).toMatchObject({ code: 0 });
  // The trail of then is verified with the old secret, wherever that is kept.
  expect(await cli(ring[1], 'audit', 'verify')).toMatchObject({ code: 0 });
}, 240_000);
