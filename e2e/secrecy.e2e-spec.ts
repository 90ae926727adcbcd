import { createHash } from 'node:crypto';
import { codeIn, twilioAnswers } from '@countersign/twilio/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Console, startConsole } from './harness/console.js';
import { dumpPostgres, dumpRedis } from './harness/dumps.js';
import { untilReady } from './harness/outage.js';
import { logIn, otherThan, PEOPLE, type Person } from './harness/people.js';
import { findSecrets, type Secrets } from './harness/secrets.js';
import { environmentOf, SECRET, System, startParts } from './harness/system.js';
import { brokenLinksOf, holdsAll, keptBy, logOf } from './harness/trail.js';
import { until } from './harness/until.js';
import { Record, Witness } from './harness/witness.js';

let system: System;
let quiet: Console;
let loud: Console;
const record = new Record();
/** What the databases held, at every moment at which something is pending. */
const dumps = { redis: '', postgres: '' };
const codes = new Set<string>();

beforeAll(async () => {
  const parts = await startParts();
  const env = { ...environmentOf(parts), AUDIT_LOG: 'stdout' };
  [quiet, loud] = await Promise.all([startConsole(env), startConsole({ ...env, DEBUG: '*' })]);
  system = new System(parts, [quiet, loud]);
}, 120_000);
afterAll(() => system?.[Symbol.asyncDispose]());

const somebody = (console: Console, form?: 'html') =>
  new Witness(console.url, record, form && { accept: 'html', bodyFormat: 'form' });

async function dump(): Promise<void> {
  dumps.redis += await dumpRedis(system);
  dumps.postgres += await dumpPostgres(system);
}

/** The newest code; all of them are remembered. */
function newest(person: Person): string {
  for (const { body } of system.twilio.messages) codes.add(codeIn(body) as string);
  return system.twilio.lastCode(PEOPLE[person].phone);
}

/** Everything that people do, and some of what they should not. */
const FLOWS: [name: string, walk: (console: Console) => Promise<void>][] = [
  [
    'a first log-in, with a wrong password, a wrong code, another code, and the old one',
    async (console) => {
      await system.forget();
      const visitor = somebody(console);
      await visitor.post('/login', { ...PEOPLE.alice, password: 'sentinel-password' });
      await logIn(visitor, 'alice');
      await visitor.post('/2fa/phone', { phone: PEOPLE.alice.phone });
      await dump();
      const first = newest('alice');
      await visitor.post('/2fa/verify', { code: otherThan(first) });
      await system.pass(31);
      await visitor.post('/2fa/code', {});
      await visitor.post('/2fa/verify', { code: first });
      await dump();
      await visitor.post('/2fa/verify', { code: newest('alice') });
      for (const page of ['security', 'activity', 'activity.csv', 'activity.jsonl'])
        await visitor.get(`/administrators/${page}`, { accept: 'html' });
      await dump();
    },
  ],
  [
    'the same on pages',
    async (console) => {
      const visitor = somebody(console, 'html');
      await visitor.post('/login?returnTo=/products', PEOPLE.bob);
      await visitor.get('/2fa');
      await visitor.post('/2fa/phone', { phone: PEOPLE.bob.phone });
      await visitor.get('/2fa');
      await visitor.post('/2fa/verify', { code: otherThan(newest('bob')) });
      await visitor.post('/2fa/verify', { code: newest('bob') });
      await visitor.get('/products');
      await visitor.post('/logout');
    },
  ],
  [
    'daily log-ins: by cookie, by bearer, cancelled, logged out, expired, not readable, spent and locked',
    async (console) => {
      const bearer = somebody(console);
      await bearer.post('/login', PEOPLE.alice, { headers: { prefer: 'countersign=bearer' } });
      await bearer.post('/2fa/verify', { code: newest('alice') });
      const visitor = somebody(console);
      await logIn(visitor, 'bob');
      await visitor.post('/2fa/cancel', {});
      await logIn(visitor, 'bob');
      await visitor.post('/2fa/verify', `{"code":"${newest('bob')}"`);
      await visitor.post('/2fa/verify', { code: newest('bob'), password: PEOPLE.bob.password });
      await visitor.post('/2fa/verify', { code: [newest('bob')] });
      await visitor.post('/2fa/phone', { phone: PEOPLE.bob.phone });
      await visitor.post('/login', `{"username":"bob@example.com","password":"${PEOPLE.bob.password}"`);
      await system.pass(301);
      await visitor.post('/2fa/verify', { code: newest('bob') });
      await visitor.post('/logout');
      for (let attempt = 0; attempt < 11; attempt++) {
        if (attempt % 5 === 0) await logIn(visitor, 'bob');
        await visitor.post('/2fa/verify', { code: otherThan(newest('bob')) });
      }
      await dump();
    },
  ],
  [
    'outages of Twilio, which quotes the message in its error',
    async (console) => {
      for (const trouble of [twilioAnswers.quote(400), twilioAnswers.quote(500), twilioAnswers.cut()]) {
        system.twilio.respond(trouble);
        const visitor = somebody(console);
        await logIn(visitor, 'alice');
        await visitor.get('/2fa', { accept: 'html' });
        await system.pass(31);
        await visitor.post('/2fa/code', {});
        await visitor.post('/2fa/code', {}, { accept: 'html', bodyFormat: 'form' });
        for (const { fields } of system.twilio.requests) codes.add(codeIn(fields.Body ?? '') as string);
      }
      system.twilio.respond(twilioAnswers.accept());
    },
  ],
  [
    'outages of Redis and of Postgres, with errors that quote what was asked',
    async (console) => {
      const visitor = somebody(console);
      const newcomer = somebody(console);
      await logIn(visitor, 'alice');
      await logIn(newcomer, 'carol');
      await newcomer.post('/2fa/phone', { phone: PEOPLE.carol.phone });
      await system.keys.call('ACL', 'SETUSER', 'default', 'resetkeys', '~mi:*');
      await visitor.post('/2fa/verify', { code: newest('alice') });
      await visitor.get('/2fa', { accept: 'html' });
      await system.keys.call('ACL', 'SETUSER', 'default', 'allkeys');
      await system.sql('ALTER TABLE countersign_factor RENAME TO elsewhere');
      await newcomer.post('/2fa/verify', { code: newest('carol') });
      await visitor.post('/2fa/verify', { code: otherThan(newest('alice')) });
      await logIn(visitor, 'alice');
      await system.sql('ALTER TABLE elsewhere RENAME TO countersign_factor');
      await system.redis.restart();
      await system.postgres.restart();
      await visitor.get('/api/me');
      await untilReady(system);
    },
  ],
];

describe('everything is gone through, on a console that logs as usual and on one that logs all it can', () => {
  test.each(FLOWS)('%s', async (_, walk) => {
    for (const console of [quiet, loud]) {
      await walk(console);
      await system.forgetSends();
    }
  });
});

describe('the trail', () => {
  test('R75: holds all that two processes have told, outages of the database and all, in one chain', async () => {
    await until('everything is written', () => holdsAll(system));
    await dump();
    expect((await keptBy(system)).length).toBeGreaterThan(100);
    expect(dumps.postgres).toContain('countersign.unavailable');
    expect(await brokenLinksOf(system)).toEqual([]);
  });
});

/** No one but the person may see these, and nothing may keep them. */
function secrets(): Secrets {
  return {
    password: [...Object.values(PEOPLE).map(({ password }) => password), 'sentinel-password'],
    number: Object.values(PEOPLE).flatMap(({ phone }) => [phone.slice(1), `0${phone.slice(3)}`, phone.slice(3)]),
    code: codes,
    secret: [SECRET, system.twilio.credentials.apiSecret],
    token: record.tokens,
  };
}

describe('nothing of it is left behind', () => {
  test('the search knows enough, and has enough to look through', () => {
    expect([codes.size > 20, record.tokens.size > 10, record.sessions.size > 2]).toEqual([true, true, true]);
    expect(record.replies.length).toBeGreaterThan(80);
    const [much, little] = [loud, quiet].map((console) => logOf(console).others.length) as [number, number];
    expect(much).toBeGreaterThan(10 * little);
    expect(dumps.redis).toContain('mi:session:');
    expect(dumps.postgres).toContain('alice@example.com');
  });

  test('R76: no password, number, code, secret, token or session id is in the log', () => {
    const all = { ...secrets(), session: record.sessions };
    expect(findSecrets(all, { 'the log': quiet.app.output() })).toEqual([]);
  });

  test('R76: nor with DEBUG=*, but for the ids of the console’s own sessions, which its libraries print', () => {
    expect(findSecrets(secrets(), { 'the log': loud.app.output() })).toEqual([]);
  });

  test('R32, R49, R76: none is in a reply or an address', () => {
    const places = { 'a reply': record.replies.join('\n'), 'an address': record.urls.join('\n') };
    // A page or API tells the person's own number by its last two digits.
    expect(findSecrets({ ...secrets(), session: record.sessions }, places)).toEqual([]);
    const masks = [...record.replies.join('\n').matchAll(/"phone":("[^"]*")/g)].map(([, mask]) => mask);
    expect(new Set(masks)).toEqual(new Set(['"•••• 01"', '"•••• 02"', '"•••• 03"']));
  });

  test('R02, R06: none is in Redis: not in a key, a pending sign-in, or a session', () => {
    expect(findSecrets(secrets(), { Redis: dumps.redis })).toEqual([]);
  });

  test('R02, R77: none is in Postgres', () => {
    expect(findSecrets({ ...secrets(), session: record.sessions }, { Postgres: dumps.postgres })).toEqual([]);
  });
});

describe('the search finds', () => {
  const word = 'sesame-042137';
  const sha1 = createHash('sha1').update('042137').digest();
  test.each<[form: string, word: string, text: string]>([
    ['plain', '042137', 'the code is 042137.'],
    ['plain', word, `{"typed":"${word}"}`],
    ['in a URL', 'open sesame', '/2fa?code=open%20sesame'],
    ['hex', word, `\\x00${Buffer.from(word).toString('hex')}`],
    ['base64', word, Buffer.from(`{"c":"${word}"}`).toString('base64')],
    ['base64', word, Buffer.from(`{"co":"${word}"}`).toString('base64url')],
    ['base64', word, Buffer.from(`{"cod":"${word}"}`).toString('base64url')],
    ['sha1', '042137', `cs:{s}:code:${sha1.toString('hex')}`],
    ['sha1', '042137', sha1.toString('base64url')],
  ])('what is planted %s', (form, planted, text) => {
    expect(findSecrets({ it: [planted] }, { here: `before ${text} behind` })).toEqual([`it, ${form}, in here`]);
    expect(findSecrets({ it: [planted] }, { here: '1042137, 0421375, open, sesame' })).toEqual([]);
  });

  test('what is planted in the databases of a running console', async () => {
    await system.keys.set('somewhere', 'sentinel-in-redis', 'PX', 60_000);
    await system.sql("UPDATE setting SET value = 'required' || 'sentinel-in-postgres'");
    const places = { Redis: await dumpRedis(system), Postgres: await dumpPostgres(system) };
    const found = ['it, plain, in Redis', 'it, plain, in Postgres'];
    expect(findSecrets({ it: ['sentinel-in-redis', 'sentinel-in-postgres'] }, places)).toEqual(found);
  });
});

test('R75: what a process tells at its very end is kept', async () => {
  const before = (await keptBy(system)).length;
  // Each log-in is an event at least.
  await Promise.all(Array.from({ length: 20 }, () => logIn(somebody(quiet), 'carol')));
  await quiet.app.stop();
  expect((await keptBy(system)).length - before).toBeGreaterThanOrEqual(20);
  expect(await holdsAll(system)).toBe(true);
});
