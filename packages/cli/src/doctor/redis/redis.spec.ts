import { setTimeout as wait } from 'node:timers/promises';
import { freePort, type RedisServer, startRedis } from '@countersign/support';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { clockAhead, look } from '../../spec/look.js';
import { redisClockCheck } from './clock.js';
import { redisPolicyCheck } from './policy.js';
import { redisReplicasCheck } from './replicas.js';
import { judgeServers, redisVersionCheck } from './version.js';

let server: RedisServer;
let node: RedisServer;
let admin: Redis;
let nodeAdmin: Redis;
beforeAll(async () => {
  const args = ['--cluster-announce-ip', '127.0.0.1'];
  [server, node] = await Promise.all([startRedis(), startRedis({ cluster: true, args })]);
  admin = new Redis(server.url);
  nodeAdmin = new Redis(node.url);
  // A Cluster of one, which serves two seconds from here: the test that needs it is the last one.
  await nodeAdmin.cluster('ADDSLOTSRANGE', 0, 16_383);
});
afterAll(async () => {
  for (const client of [admin, nodeAdmin]) client.disconnect();
  await Promise.all([server, node].map((each) => each[Symbol.asyncDispose]()));
});

/** Looks every 20 ms until it holds, for 5 s at most. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let look = 0; look < 250 && !(await holds()); look += 1) await wait(20);
}

const CHECKS = [redisVersionCheck, redisPolicyCheck, redisReplicasCheck, redisClockCheck];
const all = (url: string) => Promise.all(CHECKS.map((check) => look(check, { REDIS_URL: url })));

test('a Redis as it should be: all ok, and no connection is left', async () => {
  const verdicts = await all(server.url);
  expect(verdicts).toMatchObject([
    { status: 'ok', says: expect.stringMatching(/^Redis \d+\.\d+\.\d+\.$/) },
    { status: 'ok', says: 'maxmemory-policy is noeviction.' },
    { status: 'ok', says: 'No master has a replica that takes its place.' },
    { status: 'ok', says: 'This machine’s clock agrees with Redis’s.' },
  ]);
  const others = () => admin.client('LIST').then((list) => String(list).trim().split('\n').length - 1);
  await until(async () => (await others()) === 0);
  expect(await others()).toBe(0);
});

describe('redis-version', () => {
  const info = (version: string, mode = 'standalone') =>
    `# Server\r\nredis_version:${version}\r\nredis_mode:${mode}\r\n`;

  test.each([
    ['6.2.0', 'ok', 'Redis 6.2.0.'],
    ['10.0.1', 'ok', 'Redis 10.0.1.'],
    ['6.0.16', 'problem', 'Redis 6.0.16 is older than 6.2.'],
    ['5.0.14', 'problem', 'Redis 5.0.14 is older than 6.2.'],
  ])('%s', (version, status, says) => {
    expect(judgeServers([info(version)], false)).toMatchObject({ status, says });
  });

  test('of every master the oldest counts', () => {
    expect(judgeServers([info('7.2.4'), info('6.0.1')], true)).toMatchObject({ status: 'problem' });
    expect(judgeServers([info('7.2.4'), info('7.2.4')], true).says).toBe('Redis 7.2.4, 2 masters of a Cluster.');
  });

  test('that is not told', () => {
    expect(judgeServers(['# Server'], false)).toMatchObject({ status: 'warning' });
  });
});

test.each(['allkeys-lru', 'volatile-ttl'])('R87: redis-policy: %s evicts', async (policy) => {
  await admin.config('SET', 'maxmemory-policy', policy);
  const verdict = await look(redisPolicyCheck, { REDIS_URL: server.url });
  await admin.config('SET', 'maxmemory-policy', 'noeviction');
  expect(verdict).toMatchObject({ status: 'problem', todo: expect.stringContaining('noeviction') });
});

test('redis-policy: a Redis that keeps its settings to itself is a warning', async () => {
  await admin.call('ACL', 'SETUSER', 'quiet', 'on', '>word', '~*', '+@all', '-config');
  const url = server.url.replace('//', '//quiet:word@');
  expect(await look(redisPolicyCheck, { REDIS_URL: url })).toMatchObject({ status: 'warning' });
});

describe('redis-replicas', () => {
  let replica: RedisServer;
  beforeAll(async () => {
    await admin.config('SET', 'repl-diskless-sync-delay', '0');
    replica = await startRedis({ args: ['--replicaof', '127.0.0.1', new URL(server.url).port] });
    await until(async () => (await admin.info('replication')).includes('state=online'));
  }, 15_000);
  afterAll(() => replica[Symbol.asyncDispose]());
  const found = (url = server.url) => look(redisReplicasCheck, { REDIS_URL: url });

  test('R08: a master that goes on without its replicas is a warning; the policy is none', async () => {
    expect(await found()).toMatchObject({ status: 'warning', todo: expect.stringContaining('min-replicas-to-write') });
    expect(await look(redisPolicyCheck, { REDIS_URL: server.url })).toMatchObject({ status: 'ok' });
  });

  test('R08: one that refuses to write without them is as it should be', async () => {
    await admin.config('SET', 'min-replicas-to-write', '1');
    expect(await found()).toMatchObject({ status: 'ok', says: expect.stringContaining('refuses to write') });
    await admin.config('SET', 'min-replicas-to-write', '0');
  });

  test('one that keeps its settings to itself is a warning', async () => {
    await admin.call('ACL', 'SETUSER', 'silent', 'on', '>word', '~*', '+@all', '-config');
    expect(await found(server.url.replace('//', '//silent:word@'))).toMatchObject({
      status: 'warning',
      says: expect.stringContaining('does not tell'),
    });
  });
});

test.each([
  [2_500, 'problem', /2\.5 s ahead of Redis’s/],
  [-2_500, 'problem', /2\.5 s behind Redis’s/],
  [1_500, 'ok', /agrees/],
] as const)('R86: redis-clock: %i ms', async (ahead, status, says) => {
  const verdict = await look(redisClockCheck, { REDIS_URL: server.url }, { clock: clockAhead(ahead) });
  expect(verdict).toMatchObject({ status, says: expect.stringMatching(says) });
});

describe('a Redis that cannot be used says why, and nothing of the URL (R76)', () => {
  test.each([
    ['nothing listens', async () => `redis://:hunter2@127.0.0.1:${await freePort()}`, /\(ECONNREFUSED\)/],
    ['a wrong password', async () => server.url.replace('//', '//nobody:hunter2@'), /let us in \(WRONGPASS\)/],
    ['no URL of Redis', async () => 'http://hunter2.example.com', /^REDIS_URL is no URL of Redis/],
  ])('%s', async (_, url, says) => {
    const verdicts = await all(await url());
    for (const verdict of verdicts)
      expect(verdict).toMatchObject({ status: 'problem', says: expect.stringMatching(says) });
    expect(JSON.stringify(verdicts)).not.toContain('hunter2');
  });
});

test('a Cluster works with its nodes, and not as a single server', async () => {
  await until(async () => String(await nodeAdmin.cluster('INFO')).includes('cluster_state:ok'));
  const nodes = await all(`${node.url},${node.url}`);
  expect(nodes.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok', 'ok']);
  expect(nodes[0]?.says).toMatch(/, 1 master of a Cluster\.$/);
  const [alone] = await all(node.url);
  expect(alone).toMatchObject({ status: 'problem', says: expect.stringContaining('a node of a Cluster') });
}, 10_000);
