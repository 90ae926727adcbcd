import { randomBytes, randomInt } from 'node:crypto';
import type { Redis } from 'ioredis';
import { floorApp } from '../apps/floor.app.js';
import { listen } from '../apps/nest-app.js';
import type { CodeSink, Parts, SecondStep, System } from '../system.js';
import { Accounts } from '../users.js';

const CODE_SECONDS = 300;

const BEGIN = "return redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])";

const VERIFY = `
local kept = redis.call('GET', KEYS[1])
if kept ~= ARGV[1] then return false end
redis.call('DEL', KEYS[1])
return kept
`;

type Scripted = Redis & {
  floorBegin(key: string, code: string, seconds: number): Promise<string>;
  floorVerify(key: string, code: string): Promise<string | null>;
};

/** One script for each step, and nothing else: no hash, no limit, no event. Less than this cannot be done. */
export class FloorCodes {
  readonly #redis: Scripted;

  constructor(
    redis: Redis,
    private readonly sink: CodeSink,
  ) {
    redis.defineCommand('floorBegin', { numberOfKeys: 1, lua: BEGIN });
    redis.defineCommand('floorVerify', { numberOfKeys: 1, lua: VERIFY });
    this.#redis = redis as Scripted;
  }

  /** Keeps a code under a new token, with its user, and sends it. @returns the token. */
  async send(user: number): Promise<string> {
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const token = `${user}.${randomBytes(24).toString('base64url')}`;
    await this.#redis.floorBegin(`floor:${token}`, code, CODE_SECONDS);
    this.sink.send(user, code);
    return token;
  }

  /** Whether this is the token's code; it is gone then. */
  async verify(token: string, code: string): Promise<boolean> {
    return (await this.#redis.floorVerify(`floor:${token}`, code)) !== null;
  }
}

/** The floor: the same app, whose handlers do one `EVALSHA` a step. */
export async function floor(parts: Parts, session: boolean): Promise<System> {
  const { redis, sink, secret } = parts;
  const codes = new FloorCodes(redis.secondStep, sink);
  const steps: SecondStep<string> = {
    begin: (user) => codes.send(user),
    verify: (token, code) => codes.verify(token, code),
  };
  const app = { sessions: redis.sessions, secret, accounts: new Accounts(), session };
  return { redis, inProcess: steps as SecondStep, listen: async () => listen(await floorApp(codes, app)) };
}
