import { type RedisServer, startRedis } from '@countersign/support';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Controller, Get, Injectable, Module, UseGuards } from '@nestjs/common';
import {
  SecondFactorGuard,
  SecondFactorModule,
  type SecondFactorModuleExtras,
  type SecondFactorModuleOptions,
  type SecondFactorOptionsFactory,
  SecondFactorService,
} from './index.js';
import type { Account } from './spec/accounts.js';
import { AuthenticatedGuard } from './spec/host.auth.js';
import { createHost, type Host, type HostSetup, makeParts, startHost } from './spec/host.js';
import { enrol, enterPassword, signIn, visit } from './spec/walk.js';

type Options = SecondFactorModuleOptions<Account>;

/** The whole path, as proof that a host works. */
async function signsIn(host: Host, base = '/2fa'): Promise<void> {
  const visitor = await enterPassword(host);
  expect((await visitor.get('/secret')).status).toBe(401);
  await visitor.post(`${base}/phone`, { phone: '+31612345642' });
  const verified = await visitor.post(`${base}/verify`, { code: host.sender.last.code });
  expect([verified.status, await verified.json()]).toEqual([200, { status: 'signed_in', redirectTo: '/' }]);
  const secret = await visitor.get('/secret');
  expect([secret.status, await secret.json()]).toEqual([200, { secret: 'of alice' }]);
}

/** Waits for a host whose stores are still being connected. */
async function ready(host: Host): Promise<void> {
  const service = host.app.get(SecondFactorService);
  for (let left = 50; left > 0; left -= 1) {
    try {
      return await service.ping();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error('The stores do not answer');
}

@Injectable()
class OptionsSource {
  static given: Options;
}

@Injectable()
class OptionsClass implements SecondFactorOptionsFactory<Account> {
  createSecondFactorOptions(): Promise<Options> {
    return Promise.resolve(OptionsSource.given);
  }
}

@Module({ providers: [OptionsSource, OptionsClass], exports: [OptionsSource, OptionsClass] })
class OptionsModule {}

const imports = [OptionsModule];
const useFactory = async (source: OptionsSource): Promise<Options> => {
  expect(source).toBeInstanceOf(OptionsSource);
  await new Promise(setImmediate);
  return OptionsSource.given;
};

const WAYS: readonly [name: string, module: NonNullable<HostSetup['module']>][] = [
  ['forRoot', (options, extras) => SecondFactorModule.forRoot({ ...options, ...extras })],
  [
    'forRootAsync with useFactory',
    (options, extras) => asynchronous(options, { inject: [OptionsSource], useFactory, ...extras }),
  ],
  ['forRootAsync with useClass', (options, extras) => asynchronous(options, { useClass: OptionsClass, ...extras })],
  [
    'forRootAsync with useExisting',
    (options, extras) => asynchronous(options, { useExisting: OptionsClass, ...extras }),
  ],
];

function asynchronous(
  options: Options,
  way: Parameters<typeof SecondFactorModule.forRootAsync>[0] & SecondFactorModuleExtras,
) {
  OptionsSource.given = options;
  return SecondFactorModule.forRootAsync({ imports, ...way });
}

describe.each(WAYS)('%s', (_, module) => {
  let host: Host;
  beforeAll(async () => {
    host = await startHost({ module, extras: { path: '/second-step/' } });
  });
  afterAll(() => host.app.close());

  test('makes a module that works, mounted where the extras say', () => signsIn(host, '/second-step'));
});

@UseGuards(SecondFactorGuard)
@Controller('feature')
class FeatureController {
  @Get()
  feature(): object {
    return { feature: true };
  }
}

/** A module of the host that does not import the second factor's. */
@Module({ controllers: [FeatureController] })
class FeatureModule {}

describe('isGlobal', () => {
  const setup = { imports: [FeatureModule], guards: [AuthenticatedGuard] };
  let host: Host;
  beforeAll(async () => {
    host = await startHost({ ...setup, extras: { isGlobal: true } });
  });
  afterAll(() => host.app.close());

  test('true: a module that does not import it can use the guard', async () => {
    const visitor = await signIn(host);
    expect((await visitor.get('/feature')).status).toBe(200);
    host.clock.advance(10_000);
    const other = visit(host);
    host.policy = 'off';
    await enterPassword(host, other);
    host.policy = 'required';
    expect((await other.get('/feature')).status).toBe(401);
  });

  test('false, as it is by default: the start names what is missing', async () => {
    await expect(createHost(setup)).rejects.toThrow(/SecondFactorGuard.*FeatureModule/s);
  });
});

describe('controllers: false', () => {
  let host: Host;
  beforeAll(async () => {
    host = await startHost({ extras: { controllers: false } });
  });
  afterAll(() => host.app.close());

  test('leaves the routes to the host and the guards as they are', async () => {
    const visitor = await enterPassword(host);
    expect([...visitor.jar.keys()]).toEqual(['countersign']);
    expect((await visitor.get('/secret')).status).toBe(401);
    for (const path of ['/2fa', '/2fa/assets/style.css']) expect((await visitor.get(path)).status).toBe(404);
    for (const path of ['phone', 'code', 'verify', 'step-up', 'cancel']) {
      expect((await visitor.post(`/2fa/${path}`, {})).status).toBe(404);
    }
  });
});

const WRONG: readonly [option: string, given: Partial<Record<keyof Options, unknown>>][] = [
  ['issuer', { issuer: '' }],
  ['publicUrl', { publicUrl: 'manage.example.com' }],
  ['secrets', { secrets: [] }],
  ['secrets', { secrets: [undefined] }],
  ['secrets', { secrets: ['x'.repeat(31)] }],
  ['policy', { policy: 'maybe' }],
  ['countries', { countries: [] }],
  ['countries', { countries: ['Netherlands'] }],
  ['factors', { factors: undefined }],
  ['sender', { sender: {} }],
  ['subject', { subject: { id: () => '' } }],
  ['pending', { pending: {} }],
  ['codeLength', { codeLength: 5 }],
  ['codeTtlSeconds', { codeTtlSeconds: 601 }],
  ['signInTtlSeconds', { signInTtlSeconds: 901 }],
  ['maxTries', { maxTries: 11 }],
  ['maxFailures', { maxFailures: 21 }],
  ['maxSends', { maxSends: 6 }],
  ['resendWaitsSeconds', { resendWaitsSeconds: [29] }],
  ['senderTimeoutSeconds', { senderTimeoutSeconds: 6 }],
  ['redis', { redis: 'http://localhost' }],
  ['redis', { redis: { get: () => null } }],
];

describe('a bad option stops the start and is named (R87)', () => {
  test.each(WRONG)('%s: %j', async (option, options) => {
    const start = createHost({ options: options as Partial<Options> });
    await expect(start).rejects.toThrow(`Countersign: option "${option}" `);
  });

  test.each(WAYS)('through %s too', async (_, module) => {
    await expect(createHost({ module, options: { countries: [] } })).rejects.toThrow('option "countries"');
  });

  test.each(['', '/', '2fa/:id', 'a b', '*', '2fa//x'])('path: %j', async (path) => {
    await expect(createHost({ extras: { path } })).rejects.toThrow('Countersign: option "path" ');
  });
});

describe('where pending sign-ins are kept', () => {
  const before = process.env.NODE_ENV;
  afterEach(() => {
    process.env.NODE_ENV = before;
  });

  test('memory, when nothing is said and this is no production', async () => {
    const host = await startHost();
    await signsIn(host);
    await host.app.close();
  });

  test.each([undefined, ''])('redis: %j is refused in production (R87)', async (redis) => {
    const parts = makeParts();
    const { factors, sender } = parts;
    const options = { redis, publicUrl: 'https://manage.example.com', factors, sender };
    process.env.NODE_ENV = 'production';
    await expect(createHost({ options }, parts)).rejects.toThrow('Countersign: option "redis" is missing');
  });

  describe('Redis by its URL', () => {
    let redis: RedisServer;
    beforeAll(async () => {
      redis = await startRedis();
    });
    afterAll(() => redis[Symbol.asyncDispose]());

    test('serves the whole path, and the connection ends with the application', async () => {
      const host = await startHost({ options: { redis: redis.url } });
      await ready(host);
      await signsIn(host);
      await host.app.close();
      const gone = { status: 503, response: { errorCode: 'second_factor_unavailable' } };
      await expect(host.app.get(SecondFactorService).ping()).rejects.toMatchObject(gone);
    });

    test('is not waited for at the start, and without it a sign-in is 503', async () => {
      const host = await startHost({ options: { redis: 'redis://127.0.0.1:1' } });
      const visitor = visit(host);
      const login = await visitor.post('/login', { username: 'alice', password: 'alice-password' });
      expect(login.status).toBe(503);
      expect(visitor.jar.size).toBe(0);
      await host.app.close();
    });
  });
});

describe('two applications in one process', () => {
  let one: Host;
  let two: Host;
  beforeAll(async () => {
    [one, two] = [await startHost(), await startHost({ extras: { path: 'second-step' } })];
  });
  afterAll(() => Promise.all([one.app.close(), two.app.close()]));

  test('share no path, no factor and no pending sign-in', async () => {
    const visitor = await enterPassword(one);
    const elsewhere = visit(two);
    for (const [name, value] of visitor.jar) elsewhere.jar.set(name, value);
    expect((await visitor.get('/2fa')).status).toBe(200);
    expect((await elsewhere.get('/2fa')).status).toBe(404);
    expect((await elsewhere.get('/second-step')).status).toBe(401);
    await enrol(one);
    const [alice, other] = [one.accounts.named('alice').id, two.accounts.named('alice').id];
    expect([...(await one.app.get(SecondFactorService).enrolledMethods([alice, other])).keys()]).toEqual([alice]);
    expect((await two.app.get(SecondFactorService).enrolledMethods([alice, other])).size).toBe(0);
    expect(two.sender.sent).toEqual([]);
  });

  test('and each obeys its own policy', async () => {
    one.policy = 'off';
    const login = (host: Host) => visit(host).post('/login', { username: 'bob', password: 'bob-password' });
    expect([(await login(one)).status, (await login(two)).status]).toEqual([200, 202]);
  });
});
