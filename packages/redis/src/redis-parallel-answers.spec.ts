import { Password, SecondFactor, TotpSecret } from '@countersign/core';
import { ManualClock, MemoryFactorStore, RecordingSender, SoftwareAuthenticator } from '@countersign/core/testing';
import { type RedisServer, startRedis } from '@countersign/support';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RedisPendingStore } from './redis-pending-store.js';
import { usable } from './spec/samples.js';

interface User {
  readonly id: string;
}

/** Two processes of a host, that share a Redis and a database: what is judged is the second step as a whole. */
const clock = new ManualClock();
const factors = new MemoryFactorStore(clock);
const sender = new RecordingSender();
const asked: string[] = [];
let server: RedisServer;
let stores: RedisPendingStore[];
let hosts: SecondFactor<User>[];

beforeAll(async () => {
  server = await startRedis();
  stores = [new RedisPendingStore(server.url), new RedisPendingStore(server.url)];
  await Promise.all(stores.map((store) => usable(store)));
  hosts = stores.map((store) => makeHost(store));
});

afterAll(async () => {
  for (const store of stores) store.disconnect();
  await server[Symbol.asyncDispose]();
});

function makeHost(pending: RedisPendingStore): SecondFactor<User> {
  const checkPassword = (_: User, password: Password) =>
    asked.push(password.reveal()) > 0 && password.reveal() === 'right';
  return new SecondFactor<User>({
    ...{ issuer: 'Management Interface', publicUrl: 'https://manage.example.com', policy: 'required' },
    ...{ secrets: ['a secret of the host, long enough for anybody'], countries: ['NL'] },
    ...{ pending, factors, sender, clock, timer: clock },
    subject: { id: ({ id }) => id, load: (id) => ({ id }), checkPassword },
  });
}

const inTurn = (n: number) => hosts[n % 2] as SecondFactor<User>;

/** Opens the second step of a log-in. */
async function logIn(id: string): Promise<string> {
  const begun = await inTurn(0).begin({ id });
  if (begun.status !== 'pending') throw new Error('The second step is not open');
  return begun.token.reveal();
}

/** How fifty at once end, at both processes in turn. */
async function fifty(run: (host: SecondFactor<User>, n: number) => Promise<{ readonly status: string }>) {
  const ends = Array.from({ length: 50 }, (_, n) =>
    run(inTurn(n), n).then(
      ({ status }) => status,
      ({ code }: { readonly code: string }) => code,
    ),
  );
  const counts: Record<string, number> = {};
  for (const end of await Promise.all(ends)) counts[end] = (counts[end] ?? 0) + 1;
  return counts;
}

describe('R88: two processes that share a Redis', () => {
  test('R08, R63: of fifty right codes of an app at once one signs in, ten times', async () => {
    const enrolling = await logIn('alice');
    const { totp } = await inTurn(1).enrolTotp(enrolling);
    const codeNow = () => new TotpSecret(totp?.secret ?? '').codeAt(Math.floor(clock.now() / 30_000)).reveal();
    await inTurn(0).verify(enrolling, codeNow());
    for (let round = 0; round < 10; round++) {
      clock.advance(30_000);
      const token = await logIn('alice');
      const code = codeNow();
      expect(await fifty((host) => host.verify(token, code))).toEqual({ complete: 1, sign_in_expired: 49 });
    }
  });

  test('R08: of fifty answers of a passkey at once one signs in, ten times', async () => {
    const device = new SoftwareAuthenticator('https://manage.example.com', false);
    const enrolling = await logIn('bob');
    const credential = device.create(await inTurn(1).passkeyOptions(enrolling));
    await inTurn(0).verify(enrolling, { method: 'passkey', credential });
    for (let round = 0; round < 10; round++) {
      const token = await logIn('bob');
      const answer = { method: 'passkey', credential: device.get(await inTurn(1).passkeyOptions(token)) } as const;
      expect(await fifty((host) => host.verify(token, answer))).toEqual({ complete: 1, sign_in_expired: 49 });
    }
  });

  test('R09, R34: of fifty wrong passwords at once five are looked at, and then not even the right one', async () => {
    const stepUp = (host: SecondFactor<User>, typed: string) =>
      host.beginStepUp({ id: 'alice' }, { password: Password.of(typed) });
    expect((await stepUp(inTurn(0), 'right')).status).toBe('pending');
    expect(await fifty((host, n) => stepUp(host, `wrong ${n}`))).toEqual({ password_wrong: 5, step_up_required: 45 });
    expect(await fifty((host) => stepUp(host, 'right'))).toEqual({ step_up_required: 50 });
    expect(asked).toHaveLength(6);
  });
});
