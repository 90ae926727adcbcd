import type {
  ChargeOutcome,
  Delivery,
  IssueOutcome,
  NewCode,
  NewSignIn,
  OpenOutcome,
  PendingStore,
  ReadOutcome,
  SendFailure,
  SendLimits,
  SendQuota,
  SendWindow,
  SignInKey,
  TryLimits,
  VerifyOutcome,
} from '@countersign/core';
import { COMMAND_TIMEOUT_MS, checkCommandTimeout } from './client-options.js';
import { available, defineScripts, runScript } from './command.js';
import { type ConnectOptions, connectRedis } from './connect.js';
import { checkPrefix, keysOf, quotaKeysOf, subjectSendsOf } from './keys.js';
import { type RedisClient, refuseReplaying } from './redis-client.js';
import { checkRedisSettings, type RedisSettings } from './redis-settings.js';
import { type QuotaReply, toChargeOutcome, toOutcome } from './reply.js';
import { SCRIPTS } from './scripts/all.js';
import type { Script } from './scripts/script.js';
import { writeDelivery, writeDetails, writeTarget } from './sign-in-texts.js';

/** How the store uses Redis. */
export interface RedisPendingStoreOptions extends ConnectOptions {
  /** First segment of every key. @defaultValue 'cs' */
  readonly prefix?: string;
}

/**
 * The pending store on Redis, single, Sentinel or Cluster. Each method is one command on the wire and one atomic step;
 * every expiry is Redis's own. All methods throw {@link StoreUnavailable}, and nothing else, when the outcome is unknown.
 */
export class RedisPendingStore implements PendingStore {
  readonly #client: RedisClient;
  readonly #own: { disconnect(): void } | undefined;
  readonly #prefix: string;
  readonly #timeoutMs: number;

  /**
   * @param redis - a URL as {@link connectRedis} takes, for a client of our own; or the host's ioredis client or Cluster,
   * which is used as it is and never closed.
   * @throws TypeError for a client with the offline queue on, or another URL; RangeError for an option out of bounds.
   */
  constructor(redis: RedisClient | URL | string, options: RedisPendingStoreOptions = {}) {
    this.#prefix = checkPrefix(options.prefix ?? 'cs');
    this.#timeoutMs = checkCommandTimeout(options.commandTimeoutMs ?? COMMAND_TIMEOUT_MS);
    if (typeof redis === 'string' || redis instanceof URL) {
      const own = connectRedis(redis, options);
      this.#own = own;
      this.#client = own;
    } else {
      refuseReplaying(redis);
      this.#client = redis;
    }
    defineScripts(this.#client);
  }

  /** {@inheritDoc PendingStore.open} */
  open(key: SignInKey, signIn: NewSignIn, limits: SendLimits & TryLimits, code?: NewCode): Promise<OpenOutcome> {
    const args = [limits.maxFailures, toMs(signIn.expiresInSeconds), writeDetails(signIn)];
    const send = code ? codeArgs(code, limits) : [];
    return this.#run(SCRIPTS.open, key, [...args, ...windowArgs(limits.subjectSends), ...send], limits.subjectSends);
  }

  /** {@inheritDoc PendingStore.read} */
  read(key: SignInKey): Promise<ReadOutcome> {
    return this.#run(SCRIPTS.read, key, []);
  }

  /** {@inheritDoc PendingStore.issue} */
  issue(key: SignInKey, code: NewCode, limits: SendLimits & TryLimits): Promise<IssueOutcome> {
    const { maxFailures, maxSends, subjectSends } = limits;
    const args = [maxFailures, maxSends, ...windowArgs(subjectSends), ...codeArgs(code, limits)];
    return this.#run(SCRIPTS.issue, key, args, subjectSends);
  }

  /** {@inheritDoc PendingStore.charge} */
  async charge(quotas: readonly SendQuota[]): Promise<ChargeOutcome> {
    // Owners live in slots of their own, so each is a command; all of them are on the wire at once.
    const replies = (await this.#each(SCRIPTS.charge, quotas)) as readonly QuotaReply[];
    const outcome = toChargeOutcome(quotas, replies);
    if (outcome.status === 'refused') await this.refund(quotas.filter((_, index) => replies[index]?.[0] === 'charged'));
    return outcome;
  }

  /** {@inheritDoc PendingStore.refund} */
  async refund(quotas: readonly SendQuota[]): Promise<void> {
    await this.#each(SCRIPTS.refund, quotas);
  }

  /** {@inheritDoc PendingStore.noteDelivery} */
  async noteDelivery(
    key: SignInKey,
    reference: string,
    delivery: Delivery,
    failure: SendFailure | null = null,
  ): Promise<void> {
    await this.#send(SCRIPTS.noteDelivery, key, [reference, writeDelivery(delivery, failure)]);
  }

  /** {@inheritDoc PendingStore.verify} */
  verify(key: SignInKey, gates: readonly string[], limits: TryLimits): Promise<VerifyOutcome> {
    const args = [limits.maxTries, limits.maxFailures, toMs(limits.failureWindowSeconds)];
    return this.#run(SCRIPTS.verify, key, [...args, ...gates]);
  }

  /** {@inheritDoc PendingStore.close} */
  async close(key: SignInKey): Promise<void> {
    const [signIn, code, cooldown] = keysOf(this.#prefix, key);
    await available(() => this.#client.del(signIn, code, cooldown), this.#timeoutMs);
  }

  /** {@inheritDoc PendingStore.ping} */
  async ping(): Promise<void> {
    await available(() => this.#client.ping(), this.#timeoutMs);
  }

  /** Whether this Redis may throw failures away; see {@link checkRedisSettings}. */
  checkSettings(): Promise<RedisSettings> {
    return checkRedisSettings(this.#client);
  }

  /** Ends the client that this store made from a URL. A host's client is left as it is. */
  disconnect(): void {
    this.#own?.disconnect();
  }

  async #run<Outcome extends { readonly status: string }>(
    script: Script,
    key: SignInKey,
    args: readonly (string | number)[],
    windows: readonly SendWindow[] = [],
  ): Promise<Outcome> {
    return toOutcome(await this.#send(script, key, args, windows)) as Outcome;
  }

  #send(
    script: Script,
    key: SignInKey,
    args: readonly (string | number)[],
    windows: readonly SendWindow[] = [],
  ): Promise<unknown> {
    const keys = [...keysOf(this.#prefix, key), ...subjectSendsOf(this.#prefix, key, windows)];
    return available(() => runScript(this.#client, script, keys, args), this.#timeoutMs);
  }

  #each(script: Script, quotas: readonly SendQuota[]): Promise<unknown[]> {
    const run = (quota: SendQuota) =>
      runScript(this.#client, script, quotaKeysOf(this.#prefix, quota), windowArgs(quota.windows));
    return available(() => Promise.all(quotas.map(run)), this.#timeoutMs);
  }
}

/** A code as the scripts take it; see `scripts/send.lua.ts`. */
function codeArgs(code: NewCode, { resendWaitsSeconds }: SendLimits): (string | number)[] {
  const { gate, mac, reference, target, expiresInSeconds } = code;
  const waits = resendWaitsSeconds.length > 0 ? resendWaitsSeconds : [0];
  return [gate, mac, reference, writeTarget(target), toMs(expiresInSeconds), ...waits.map(toMs)];
}

/** The windows of a quota as the scripts take them; see `scripts/quota.lua.ts`. */
function windowArgs(windows: readonly SendWindow[]): number[] {
  return windows.flatMap(({ limit, seconds }) => [limit, toMs(seconds)]);
}

function toMs(seconds: number): number {
  return Math.round(seconds * 1_000);
}
