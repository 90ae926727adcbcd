import { randomInt, timingSafeEqual } from 'node:crypto';
import type { Redis } from 'ioredis';
import { listen } from '../apps/nest-app.js';
import { tutorialApp } from '../apps/tutorial.app.js';
import type { CodeSink, Parts, SecondStep, System } from '../system.js';
import { Accounts, idOf } from '../users.js';

const CODE_SECONDS = 300;

/** What tutorials teach, with care: a random code kept under the user's id, compared in constant time, deleted when right. */
export class TutorialCodes {
  constructor(
    private readonly redis: Redis,
    private readonly sink: CodeSink,
  ) {}

  /** Keeps a new code for a user, and sends it. */
  async send(user: number): Promise<void> {
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    await this.redis.set(keyOf(user), code, 'EX', CODE_SECONDS);
    this.sink.send(user, code);
  }

  /** Whether this is the user's code; it is gone then. */
  async verify(user: number, code: string): Promise<boolean> {
    const kept = await this.redis.get(keyOf(user));
    if (kept === null || !isSame(kept, code)) return false;
    await this.redis.del(keyOf(user));
    return true;
  }
}

const keyOf = (user: number) => `2fa:${idOf(user)}`;

function isSame(kept: string, given: string): boolean {
  const [a, b] = [Buffer.from(kept), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The recipe of the tutorials: `SET`, `GET` and `DEL`, each a trip of its own, in Nest with the pending user in the session. */
export async function tutorial({ redis, sink, secret }: Parts): Promise<System> {
  const codes = new TutorialCodes(redis.secondStep, sink);
  const steps: SecondStep<number> = {
    begin: (user) => codes.send(user).then(() => user),
    verify: (user, code) => codes.verify(user, code),
  };
  const parts = { sessions: redis.sessions, secret, accounts: new Accounts() };
  return { redis, inProcess: steps as SecondStep, listen: async () => listen(await tutorialApp(codes, parts)) };
}
