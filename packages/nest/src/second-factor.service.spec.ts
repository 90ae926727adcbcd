import { StoreUnavailable } from '@countersign/core';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type HealthCheckResult, HealthCheckService, TerminusModule } from '@nestjs/terminus';
import { Test } from '@nestjs/testing';
import { SecondFactorHealth, SecondFactorService } from './index.js';
import { type Host, startHost } from './spec/host.js';
import { enrol, enterPassword } from './spec/walk.js';

let host: Host;
let service: SecondFactorService;
beforeAll(async () => {
  host = await startHost();
  service = host.app.get(SecondFactorService);
});
afterAll(() => host.app.close());

describe('SecondFactorService', () => {
  test('forget ends what is pending, and leaves the host’s own cookies (R48)', async () => {
    const visitor = await enterPassword(host);
    const kept = visitor.clone();
    await visitor.post('/logout');
    expect(visitor.jar.has('countersign')).toBe(false);
    expect((await kept.get('/2fa')).status).toBe(401);
    expect(host.events.types.at(-1)).toBe('countersign.sign-in.cancelled');
  });

  test('forget is no error for a browser with nothing pending', async () => {
    const visitor = await enterPassword(host);
    visitor.jar.clear();
    expect((await visitor.post('/logout')).status).toBe(200);
  });

  test('enrolledMethods tells who has enrolled', async () => {
    const [alice, bob] = ['alice', 'bob'].map((name) => host.accounts.named(name).id) as [string, string];
    expect(await service.enrolledMethods([alice, bob])).toEqual(new Map());
    await enrol(host);
    expect(await service.enrolledMethods([alice, bob, 'nobody'])).toEqual(new Map([[alice, ['sms']]]));
  });

  test('ping resolves while the stores answer, and tells when one does not', async () => {
    await expect(service.ping()).resolves.toBeUndefined();
    const { ping } = host.factors;
    host.factors.ping = () => Promise.reject(new StoreUnavailable('timeout'));
    await expect(service.ping()).rejects.toMatchObject({
      status: 503,
      response: { errorCode: 'second_factor_unavailable' },
    });
    host.factors.ping = ping;
  });
});

describe('SecondFactorHealth, in @nestjs/terminus', () => {
  let terminus: HealthCheckService;
  beforeAll(async () => {
    const module = TerminusModule.forRoot({ logger: false });
    terminus = (await Test.createTestingModule({ imports: [module] }).compile()).get(HealthCheckService);
  });

  /** What Terminus answers, whether it throws it or not. */
  const check = async (): Promise<HealthCheckResult> => {
    const health = host.app.get(SecondFactorHealth);
    const indicators = [() => health.store(), () => health.factors(), () => health.sender()];
    return terminus.check(indicators).catch((error) => error.getResponse());
  };

  test('R83: each part is up while it can be used', async () => {
    const up = { status: 'up' };
    expect(await check()).toMatchObject({ status: 'ok', details: { store: up, factors: up, sender: up } });
  });

  test('R19, R76: one that fails is down, without a word of why', async () => {
    const { ping } = host.factors;
    host.factors.ping = () => Promise.reject(new Error('sentinel-of-a-driver'));
    const result = await check();
    host.factors.ping = ping;
    expect(result).toMatchObject({
      status: 'error',
      error: { factors: { status: 'down' } },
      info: { store: { status: 'up' } },
    });
    expect(JSON.stringify(result)).not.toContain('sentinel');
  });
});
