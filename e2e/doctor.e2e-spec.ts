import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { freePort } from '@countersign/support';
import { startTwilioStandIn, twilioAnswers } from '@countersign/twilio/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Console, startConsole } from './harness/console.js';
import { type DoctorRun, runDoctor } from './harness/doctor/run-doctor.js';
import { TlsProxy } from './harness/doctor/tls-proxy.js';
import { findSecrets } from './harness/secrets.js';
import { environmentOf, System, startParts } from './harness/system.js';

interface Finding {
  readonly name: string;
  readonly status: string;
  readonly says: string;
  readonly todo?: string;
}

const SECRET = 'pX2m9QwLr7vTz4KcYb8NdHs3FgJe6RaU';
const ISSUER = ['--issuer', 'Management Interface'];

let system: System;
let proxy: TlsProxy;
/** What the console has, and so the doctor. */
let env: Record<string, string>;
beforeAll(async () => {
  const [parts, port] = await Promise.all([startParts(), freePort()]);
  proxy = await TlsProxy.start(port);
  env = { ...environmentOf(parts), COUNTERSIGN_SECRET: SECRET, PUBLIC_URL: proxy.url };
  const { app } = await startConsole({ ...env, PORT: String(port) });
  system = new System(parts, [new Console(app, proxy.url)]);
  env.NODE_EXTRA_CA_CERTS = proxy.certificate;
}, 120_000);
afterAll(async () => {
  await system?.[Symbol.asyncDispose]();
  await proxy?.[Symbol.asyncDispose]();
});

const findings = ({ out }: DoctorRun) => JSON.parse(out) as Finding[];
const NAMES = [
  ...['settings', 'secrets', 'texts', 'webhook'],
  ...['twilio-credentials', 'twilio-account', 'twilio-sender', 'twilio-clock'],
  ...['redis-version', 'redis-policy', 'redis-replicas', 'redis-clock', 'database'],
];

test('an installation that works: every line is ok, and nothing is left behind', async () => {
  const before = await system.keys.dbsize();
  const run = await runDoctor(env, ['--json', ...ISSUER]);
  expect(findings(run).map(({ name }) => name)).toEqual(NAMES);
  expect(findings(run).filter(({ status }) => status !== 'ok')).toEqual([]);
  expect(run).toMatchObject({ code: 0, err: '' });
  expect(await system.keys.dbsize()).toBe(before);
  expect(system.twilio.messages).toEqual([]);
});

test('R32: another token than the host has is found by the round trip', async () => {
  const run = await runDoctor({ ...env, TWILIO_AUTH_TOKEN: '0'.repeat(32) }, ['--json']);
  const webhook = findings(run).find(({ name }) => name === 'webhook');
  expect(webhook).toMatchObject({ status: 'problem', says: expect.stringContaining('refuses what is signed') });
  expect(run.code).toBe(1);
});

test('the README shows a real run', async () => {
  await using twilio = await startTwilioStandIn({
    account: { type: 'Trial' },
    authToken: system.twilio.authToken,
    numbers: [{ number: '+18885550142', verification: 'IN_REVIEW' }],
  });
  const changes = { TWILIO_API_URL: twilio.url, TWILIO_FROM: '+18885550142', SECOND_FACTOR_COUNTRIES: 'US,NL' };
  const { out, code } = await runDoctor({ ...env, ...changes }, ISSUER);
  const readme = readFileSync(new URL('../packages/cli/README.md', import.meta.url), 'utf8');
  // Which Redis is the machine's own, and there will be more migrations.
  const anyRedis = (text: string) =>
    text.replace(/Redis \d+\.\d+\.\d+/, 'Redis').replace(/have run \(\d+\)/, 'have run');
  expect(anyRedis(/```txt\n(.*?)```/s.exec(readme)?.[1] ?? '')).toBe(anyRedis(out));
  expect(code).toBe(1);
});

describe('where everything is wrong', () => {
  const WRONG = {
    secret: 'sentinel-of-the-secret',
    key: `SK${'9d'.repeat(16)}`,
    'API secret': 'sentinel-of-the-api-secret',
    token: '8f'.repeat(16),
    password: 'sentinel-of-the-password',
    number: '+31612345678',
  };
  const broken = async () => ({
    ...env,
    COUNTERSIGN_SECRET: WRONG.secret,
    SECOND_FACTOR_COUNTRIES: 'US,Holland',
    TWILIO_API_KEY: WRONG.key,
    TWILIO_API_SECRET: WRONG['API secret'],
    TWILIO_AUTH_TOKEN: WRONG.token,
    TWILIO_FROM: WRONG.number,
    REDIS_URL: system.redis.url.replace('//', `//app:${WRONG.password}@`),
    DATABASE_URL: `postgres://app:${WRONG.password}@127.0.0.1:${await freePort()}/app`,
    NODE_EXTRA_CA_CERTS: undefined,
  });

  const LINES: Readonly<Record<string, readonly [status: string, says: RegExp]>> = {
    settings: ['problem', /SECOND_FACTOR_COUNTRIES must hold two-letter codes/],
    secrets: ['problem', /Shorter than 32 bytes/],
    texts: ['problem', /characters that take more than a segment/],
    webhook: ['problem', /cannot be reached \([A-Z_]*SELF_SIGNED[A-Z_]*\)/],
    'twilio-credentials': ['problem', /does not let TWILIO_API_KEY in/],
    'twilio-account': ['problem', /TWILIO_AUTH_TOKEN is not one of this account/],
    'twilio-sender': ['skipped', /See twilio-credentials/],
    'twilio-clock': ['ok', /agrees/],
    'redis-version': ['problem', /let us in \(WRONGPASS\)/],
    'redis-policy': ['problem', /let us in \(WRONGPASS\)/],
    'redis-replicas': ['problem', /let us in \(WRONGPASS\)/],
    'redis-clock': ['problem', /let us in \(WRONGPASS\)/],
    database: ['problem', /\(ECONNREFUSED\)/],
  };

  test('R76: each line says what, and none holds a secret or a number in full, as a table and as JSON', async () => {
    const variables = await broken();
    const args = ['--issuer', '“Console”'];
    const [json, table] = await Promise.all([runDoctor(variables, ['--json', ...args]), runDoctor(variables, args)]);
    expect([json.code, table.code, json.err, table.err]).toEqual([1, 1, '', '']);
    const expected = Object.entries(LINES).map(([name, [status, says]]) => ({
      name,
      status,
      says: expect.stringMatching(says),
    }));
    expect(findings(json)).toMatchObject(expected);
    for (const { name, status, says } of findings(json))
      expect(table.out).toMatch(
        new RegExp(`^${status} +${name} +${says.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`, 'm'),
      );
    const words = Object.fromEntries(Object.entries(WRONG).map(([what, word]) => [what, [word]]));
    const own = { ...words, 'the account': [system.twilio.credentials.accountSid] };
    expect(findSecrets(own, { json: json.out, table: table.out })).toEqual([]);
  });

  test('what is frozen is told of, within the deadline', async () => {
    const mute = createServer().listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const { port } = mute.address() as AddressInfo;
    system.twilio.respond(twilioAnswers.hang());
    system.redis.freeze();
    system.postgres.freeze();
    const publicUrl = `https://manage.example.com:${port}`;
    const run = await runDoctor({ ...env, PUBLIC_URL: publicUrl }, ['--json', ...ISSUER]);
    system.redis.thaw();
    system.postgres.thaw();
    system.twilio.reset();
    mute.close();
    const late = findings(run).filter(({ says }) => / in time\.$/.test(says));
    expect(late.map(({ name }) => name)).toEqual(NAMES.slice(3));
    expect(new Set(late.map(({ status }) => status))).toEqual(new Set(['problem']));
    expect(run.seconds).toBeLessThan(9);
    expect(run.code).toBe(1);
  });
});

test('wrong usage ends with 2, and asks nothing', async () => {
  const run = await runDoctor(env, ['--jsn']);
  expect(run).toMatchObject({ code: 2, out: '', err: "Unknown option '--jsn'. Try: countersign doctor --help\n" });
});
