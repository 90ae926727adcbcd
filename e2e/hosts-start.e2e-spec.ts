import { fileURLToPath } from 'node:url';
import { startApp, Visitor } from '@countersign/support';
import { describe, expect, test } from '@jest/globals';
import { outcomeOf } from './harness/attack.js';
import { packageScripts } from './harness/package-scripts.js';
import { PEOPLE } from './harness/people.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STARTS = [
  ['start:express', 'express5'],
  ['start:koa', 'koa'],
] as const;

describe('a small console by itself', () => {
  test.each(STARTS)('npm run %s runs %s: with nothing set it has an inbox, and it ends cleanly', async (name, host) => {
    // The tool installs and builds first, which is not for the middle of a test run: what it runs then is this.
    expect(packageScripts(ROOT)[name]).toBe(`node tools/start.mjs hosts ${host}`);
    await using app = await startApp({
      ...{ script: `${ROOT}/e2e/hosts/dist/main.js`, args: [host], cwd: ROOT, env: { PORT: '0' } },
      readyPattern: /^Management Interface \(([\w-]+)\): (\S+)$/m,
    });
    expect(app.ready[1]).toBe(host);
    const visitor = new Visitor(app.ready[2] as string);
    const { username, password, phone } = PEOPLE.alice;
    expect(await outcomeOf(visitor.post('/login', { username, password }))).toBe('202 second_factor_required');
    expect(await outcomeOf(visitor.post('/2fa/phone', { phone }))).toBe('202 code_required');
    const code = /#(\d{6})</.exec(await (await visitor.get('/inbox')).text())?.[1];
    expect(await outcomeOf(visitor.post('/2fa/verify', { code }))).toBe('200 signed_in');
    expect([...visitor.jar.keys()]).toEqual(['session']);
    expect(await outcomeOf(visitor.get('/api/me'))).toBe('200');
    await app.stop();
    expect(await app.exited).toBe(0);
  });

  test('a name that is none is answered with those that there are', async () => {
    const starting = startApp({
      script: `${ROOT}/e2e/hosts/dist/main.js`,
      args: ['none'],
      env: {},
      readyPattern: /^$/,
    });
    await expect(starting).rejects.toThrow(/Name one of the hosts: express4, express5, koa, nest-bearer/);
  });
});
