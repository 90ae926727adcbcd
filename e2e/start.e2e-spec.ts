import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePort, Visitor } from '@countersign/support';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { startConsole } from './harness/console.js';
import { enrol, logIn, PEOPLE } from './harness/people.js';
import { refusedStart } from './harness/refused-start.js';
import { environmentOf, type Parts, System, startParts } from './harness/system.js';
import { until } from './harness/until.js';

const PUBLIC_URL = 'https://manage.example.com';

let parts: Parts;
beforeAll(async () => {
  parts = await startParts();
}, 60_000);
afterAll(() => Promise.all(Object.values(parts ?? {}).map((part) => part[Symbol.asyncDispose]())));

/** All of it is right. */
const all = () => ({ ...environmentOf(parts), PUBLIC_URL });

describe('R87: a value that cannot be used stops the start, by its name', () => {
  const BAD: [variable: string, value: string, problem: string][] = [
    ['PORT', '70000', 'must be a whole number from 0 to 65535'],
    ['HOST', '256.1.1.1', '256.1.1.1 with PORT 0 cannot be used (ENOTFOUND)'],
    ['PUBLIC_URL', 'https://manage.example.com/admin', 'must be an http:// or https:// address without a path'],
    [
      'REDIS_URL',
      'redis://127.0.0.1:6379?enableOfflineQueue=1',
      'must be redis:// or rediss:// addresses (several nodes: separated by commas)',
    ],
    ['REDIS_URL', 'redis+sentinel://127.0.0.1:26379', 'must be redis:// or rediss:// addresses (several nodes:'],
    ['DATABASE_URL', 'mysql://localhost', 'must start with postgres://, or be memory:'],
    ['TWILIO_ACCOUNT_SID', 'VA0', 'must be an account SID, which starts with AC'],
    ['TWILIO_API_KEY', 'AC0', 'must be an API key SID, which starts with SK'],
    ['TWILIO_API_SECRET', 'two words', "must be the API key's secret, without spaces"],
    ['TWILIO_FROM', 'somebody whose name is long', 'must be an E.164 number, a short code, or'],
    ['TWILIO_MESSAGING_SERVICE_SID', 'VA0', 'must be a Messaging Service SID, which starts with MG'],
    ['TWILIO_VOICE_FROM', 'Countersign', 'must be an E.164 number'],
    ['SECOND_FACTOR_RESEND_WITHOUT_RECEIPT_SECONDS', '20', 'needs TWILIO_AUTH_TOKEN and TWILIO_SECOND_ACCOUNT_SID'],
    ['TWILIO_API_URL', 'http://api.example.com', 'must be an https URL, or an http URL of this machine'],
    ['COUNTERSIGN_SECRET', 'too short', 'must be at least 32 bytes long'],
    ['SECOND_FACTOR', 'sometimes', 'must be one of: off, optional, required'],
    ['AUDIT_LOG', 'file', 'must be one of: off, stdout'],
    ['SECOND_FACTOR_COUNTRIES', 'NL,XX', 'must be a comma-separated list of two-letter country codes'],
  ];

  test.each(BAD)('%s=%s', async (variable, value, problem) => {
    const { exitCode, output } = await refusedStart({ ...all(), [variable]: value });
    expect(exitCode).toBe(1);
    expect(output.split('\n')).toEqual([expect.stringContaining(`${variable} ${problem}`)]);
    // Not even a wrong secret is repeated.
    if (/SECRET|URL$/.test(variable)) expect(output).not.toContain(value);
  });

  const TOGETHER: [missing: string, given: Record<string, string>, problem: string][] = [
    ['TWILIO_WHATSAPP_CONTENT_SID', { TWILIO_WHATSAPP_FROM: '+15005550006' }, 'is required when WhatsApp is used'],
    [
      'TWILIO_WHATSAPP_CONTENT_SID',
      { TWILIO_WHATSAPP_FROM: '+15005550006', TWILIO_WHATSAPP_CONTENT_SID: 'a template' },
      'must be the SID of a Content template, which starts with HX',
    ],
    ['TWILIO_SECOND_API_KEY', { TWILIO_SECOND_ACCOUNT_SID: 'AC0' }, 'is required when Twilio is used'],
  ];

  test.each(TOGETHER)('%s, where there is %j', async (variable, given, problem) => {
    const { exitCode, output } = await refusedStart({ ...all(), ...given });
    expect([exitCode, output]).toEqual([1, `${variable} ${problem}`]);
  });

  const NEEDED = ['REDIS_URL', 'TWILIO_ACCOUNT_SID', 'TWILIO_API_KEY', 'COUNTERSIGN_SECRET'];

  test.each(NEEDED)('R74: in production %s must be there', async (variable) => {
    const { exitCode, output } = await refusedStart({ ...all(), NODE_ENV: 'production', [variable]: undefined });
    expect([exitCode, output]).toEqual([1, expect.stringMatching(`^${variable} is required when [^\n]*$`)]);
  });

  test('R74: in production there is no inbox: without Twilio it does not start', async () => {
    const none = { TWILIO_ACCOUNT_SID: '', TWILIO_API_KEY: '', TWILIO_API_SECRET: '', TWILIO_FROM: '' };
    const { exitCode, output } = await refusedStart({ ...all(), NODE_ENV: 'production', ...none });
    expect([exitCode, output]).toEqual([1, 'TWILIO_ACCOUNT_SID is required when NODE_ENV is production']);
  });

  test('R80: in production the public address is https', async () => {
    const { exitCode, output } = await refusedStart({
      ...all(),
      NODE_ENV: 'production',
      PUBLIC_URL: 'http://a.example',
    });
    expect([exitCode, output]).toEqual([1, 'PUBLIC_URL must be an https:// address when NODE_ENV is production']);
  });

  test('a port that is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const PORT = String((server.address() as { port: number }).port);
    const { exitCode, output } = await refusedStart({ ...all(), PORT });
    server.close();
    expect([exitCode, output]).toEqual([1, `HOST 127.0.0.1 with PORT ${PORT} cannot be used (EADDRINUSE)`]);
  });
});

describe('in production, behind a proxy that ends TLS', () => {
  let system: System;
  let port: number;
  beforeAll(async () => {
    port = await freePort();
    // With a mail server set up, though none answers there: notices are nothing that anybody waits for.
    const mail = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'no-reply@example.com' };
    const env = { ...all(), ...mail, NODE_ENV: 'production', PORT: String(port) };
    system = new System(parts, [await startConsole(env)]);
  }, 60_000);

  const proxied = () => new Visitor(`http://127.0.0.1:${port}`, { headers: { 'x-forwarded-proto': 'https' } });

  test('R80: every cookie is __Host-, Secure, HttpOnly, SameSite=Lax, of path /, and ends with the browser', async () => {
    const visitor = proxied();
    await enrol(system, visitor, 'alice');
    const cookies = visitor.setCookies.filter((line) => !/; Max-Age=0/i.test(line)).map(parsed);
    const attributes = ['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure'];
    expect(cookies).toEqual([
      { name: '__Host-countersign', attributes },
      { name: '__Host-session', attributes },
    ]);
    expect((await visitor.get('/api/me')).status).toBe(200);
  });

  test('R74: there is no inbox, and no code that always works', async () => {
    const visitor = proxied();
    expect((await visitor.get('/inbox')).status).toBe(404);
    await logIn(visitor, 'alice');
    const right = parts.twilio.lastCode(PEOPLE.alice.phone);
    for (const code of ['000000', '123456'].filter((fixed) => fixed !== right)) {
      const answer = await visitor.post('/2fa/verify', { code });
      expect([answer.status, await answer.json()]).toEqual([401, expect.objectContaining({ errorCode: 'code_wrong' })]);
    }
    expect((await visitor.get('/api/me')).status).toBe(401);
  });

  test('R17, R24: the address that codes are counted by is the one that the proxy names, and of a chain only what it wrote', async () => {
    const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9, 192.0.2.7' };
    await enrol(system, new Visitor(`http://127.0.0.1:${port}`, { headers }), 'carol');
    const sends = () =>
      system.sql(
        "SELECT payload->>'address' AS address FROM countersign_event WHERE payload->>'type' LIKE '%.code.sent'",
      );
    await until('it is told', async () => (await sends()).some(({ address }) => address === '192.0.2.7'));
  });

  test('it is alive and ready, and SIGTERM ends it cleanly', async () => {
    const visitor = proxied();
    expect(await (await visitor.get('/healthz')).json()).toEqual({ status: 'ok' });
    const ready = { status: 'ok', checks: { database: 'ok', sessions: 'ok', 'second factor': 'ok' } };
    expect(await (await visitor.get('/readyz')).json()).toEqual(ready);
    const start = performance.now();
    await system.console.app.stop();
    expect(await system.console.app.exited).toBe(0);
    expect(performance.now() - start).toBeLessThan(4_000);
    expect(system.console.app.output()).not.toMatch(/ERROR|WARN/);
  });
});

describe('R87: a Redis that may forget failures', () => {
  beforeAll(async () => {
    const keys = new Redis(parts.redis.url);
    await keys.config('SET', 'maxmemory-policy', 'allkeys-lru');
    keys.disconnect();
  });

  test.each([
    ['production', 503],
    ['development', 200],
  ])('is an error in the log, and in %s readyz is %d', async (NODE_ENV, status) => {
    const PORT = String(await freePort());
    await using console = await startConsole({ ...all(), NODE_ENV, PORT });
    const log = () => console.app.output();
    await until('the log tells of it', () => /ERROR \[SecondFactor\] Redis may evict failure counts/.test(log()));
    const answer = await new Visitor(`http://127.0.0.1:${PORT}`).get('/readyz');
    expect(answer.status).toBe(status);
    const checks = { database: 'ok', sessions: 'ok', 'second factor': status === 200 ? 'ok' : 'unavailable' };
    expect(await answer.json()).toEqual({ status: status === 200 ? 'ok' : 'unavailable', checks });
  });
});

/** A `Set-Cookie` line without its value. */
function parsed(line: string): { name: string; attributes: string[] } {
  const [pair = '', ...attributes] = line.split('; ');
  return { name: pair.slice(0, pair.indexOf('=')), attributes: attributes.sort() };
}
