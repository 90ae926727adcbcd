import { MemoryPendingStore, type NewCode, type PendingStore, type SendQuota, type SignInKey } from '@countersign/core';
import { ManualClock } from '@countersign/core/testing';
import { type RedisServer, startRedis } from '@countersign/support';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Redis } from 'ioredis';
import { RedisPendingStore } from './redis-pending-store.js';
import { redisHarness } from './spec/redis-harness.js';
import { answer, LIMITS, newCode, newKey, newSignIn, usable } from './spec/samples.js';
import { SendModel } from './spec/send-model.js';

/** A store, and how its time passes. */
interface Real {
  readonly store: PendingStore;
  pass(seconds: number): Promise<void>;
}

type Step =
  | { readonly do: 'open'; readonly subject: number; readonly number: number }
  | { readonly do: 'issue'; readonly signIn: number; readonly number: number }
  | { readonly do: 'repeat'; readonly signIn: number; readonly number: number }
  | { readonly do: 'verify'; readonly signIn: number }
  | { readonly do: 'pass'; readonly seconds: number };

const [signIn, number] = [fc.nat(5), fc.nat(1)];

/** Times are round, so that the milliseconds that Redis itself takes decide nothing. */
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('open' as const), subject: fc.nat(2), number }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('issue' as const), signIn, number }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('repeat' as const), signIn, number }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('verify' as const), signIn }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      seconds: fc.constantFrom(10, 30, 60, 120, 310, 1_800, 3_600, 43_200),
    }),
  },
);

let server: RedisServer;
let admin: Redis;
let redis: RedisPendingStore;

beforeAll(async () => {
  server = await startRedis();
  admin = new Redis(server.url);
  redis = new RedisPendingStore(server.url, { commandTimeoutMs: 5_000 });
  await usable(redis);
});

afterAll(async () => {
  redis.disconnect();
  admin.disconnect();
  await server[Symbol.asyncDispose]();
});

/** Small quotas, so that a few steps fill them. */
function quotasOf({ subjectTag }: SignInKey, number: number): SendQuota[] {
  const windows = (hour: number, day: number) => [
    { name: 'h', seconds: 3_600, limit: hour },
    { name: 'd', seconds: 86_400, limit: day },
  ];
  return [
    { kind: 'subject', owner: subjectTag, windows: windows(3, 5) },
    { kind: 'number', owner: `n:${number}`, windows: windows(4, 6) },
    { kind: 'total', owner: 'all', windows: windows(6, 9) },
  ];
}

/** A store with its sign-ins and the model of both; every step is taken in both, and they must agree. */
class Comparison {
  readonly #model = new SendModel();
  readonly #tags = [0, 1, 2].map(() => newKey().subjectTag);
  readonly #signIns: { readonly key: SignInKey; readonly digits: string }[] = [];
  #code = 100_000;

  constructor(private readonly real: Real) {}

  /** Takes a step; tells what the store and what the model made of it. */
  async take(step: Step): Promise<[real: string, model: string]> {
    if (step.do === 'pass') return this.#pass(step.seconds);
    if (step.do === 'open') return this.#open(step.subject, step.number);
    const id = step.signIn % Math.max(this.#signIns.length, 1);
    const signIn = this.#signIns[id];
    if (!signIn) return ['none', 'none'];
    if (step.do === 'issue') return this.#issue(id, signIn.key, step.number);
    if (step.do === 'repeat') return this.#repeat(id, signIn.key, step.number);
    const { status } = await answer(this.real.store, signIn.key, signIn.digits);
    return [status, this.#model.verify(id)];
  }

  async #pass(seconds: number): Promise<[string, string]> {
    this.#model.now += seconds;
    await this.real.pass(seconds);
    return ['passed', 'passed'];
  }

  async #open(subject: number, number: number): Promise<[string, string]> {
    const key = { ...newKey(), subjectTag: this.#tags[subject] ?? '' };
    const code = this.#newCode(key, number);
    this.#signIns.push({ key, digits: String(this.#code) });
    const { status } = await this.real.store.open(key, newSignIn(), LIMITS, code);
    return [status, this.#model.open(this.#signIns.length - 1, code.quotas)];
  }

  async #issue(id: number, key: SignInKey, number: number): Promise<[string, string]> {
    const code = this.#newCode(key, number);
    const { status } = await this.real.store.issue(key, code, LIMITS);
    if (status === 'issued') this.#signIns[id] = { key, digits: String(this.#code) };
    return [status, this.#model.issue(id, code.quotas)];
  }

  async #repeat(id: number, key: SignInKey, number: number): Promise<[string, string]> {
    const { store } = this.real;
    const read = await store.read(key);
    const send = read.status === 'open' ? read.signIn.sends : 1;
    const quotas = quotasOf(key, number);
    const { status } = await store.repeat(key, { reference: 'KX', send, quotas, curable: [] }, LIMITS);
    return [status, this.#model.repeat(id, quotas)];
  }

  #newCode(key: SignInKey, number: number): NewCode {
    this.#code += 1;
    return { ...newCode(key, String(this.#code)), quotas: quotasOf(key, number) };
  }
}

/** Whatever is done in whatever order, a store and the model agree on every outcome. */
async function agree(open: () => Promise<Real>, numRuns: number): Promise<void> {
  const property = fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
    const comparison = new Comparison(await open());
    const outcomes: [string, string][] = [];
    for (const each of steps) outcomes.push(await comparison.take(each));
    expect(outcomes.map(([real]) => real)).toEqual(outcomes.map(([, model]) => model));
  });
  await fc.assert(property, { numRuns });
}

test('R23, R24, R25: in memory, sends in any order end as the model says', async () => {
  await agree(async () => {
    const clock = new ManualClock();
    return { store: new MemoryPendingStore(clock), pass: async (seconds) => clock.advance(seconds * 1_000) };
  }, 300);
}, 30_000);

test('R23, R24, R25: in Redis, sends in any order end as the model says', async () => {
  await agree(async () => {
    await admin.flushall();
    return { store: redis, pass: redisHarness(redis, [admin]).advance };
  }, 60);
}, 60_000);
