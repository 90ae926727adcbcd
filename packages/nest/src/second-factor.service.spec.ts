import { StoreUnavailable } from '@countersign/core';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SecondFactorService } from './index.js';
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
