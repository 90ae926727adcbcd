import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { awaitCode, enrol } from './harness/people.js';
import { startSystem, type System } from './harness/system.js';

let system: System;
beforeAll(async () => {
  system = await startSystem(2);
}, 120_000);
afterAll(() => system?.[Symbol.asyncDispose]());
beforeEach(() => system.forget());

test('R08: fifty parallel right codes, over two processes, sign in once', async () => {
  const [a, b] = system.consoles;
  await enrol(system, a!.visitor(), 'alice');
  const visitor = a!.visitor();
  const code = await awaitCode(system, visitor, 'alice');
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) => {
      const twin = (i % 2 ? a! : b!).visitor();
      for (const [name, value] of visitor.jar) twin.jar.set(name, value);
      return twin.post('/2fa/verify', { code });
    }),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 401)).toHaveLength(49);
});
