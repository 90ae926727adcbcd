import type {
  Answer,
  CodeTarget,
  Conversion,
  ConversionAlarm,
  ConversionLimits,
  Delivery,
  DeviceKey,
  DeviceOutcome,
  DeviceRoom,
  DeviceUse,
  IssueOutcome,
  KeptKey,
  NewCode,
  NewDevice,
  NewSignIn,
  OpenOutcome,
  PendingStore,
  ReadOutcome,
  RepeatedCode,
  RepeatOutcome,
  SendFailure,
  SendLimits,
  SendQuota,
  SignInKey,
  TrustedDevice,
  TryLimits,
  VerifyOutcome,
} from '@countersign/core';
import { COMMAND_TIMEOUT_MS, checkCommandTimeout } from './client-options.js';
import { connectNodes } from './cluster-nodes.js';
import { repeatOnCluster } from './cluster-repeat.js';
import { sendOnCluster } from './cluster-send.js';
import { available, type Call, defineScripts, runScript, type Together } from './command.js';
import { type ConnectOptions, connectRedis } from './connect.js';
import { conversionCall, readAlarms } from './conversion.js';
import { grantCall, listCall, readDevices, readUse, revokeCall, useCall } from './devices.js';
import { checkPrefix, failureKeysOf, keptKeyOf, keysOf, numbersKeyOf } from './keys.js';
import { type RedisClient, refuseReplaying } from './redis-client.js';
import { checkRedisSettings, type RedisSettings } from './redis-settings.js';
import { repeatCall } from './repeat-call.js';
import { SCRIPTS } from './scripts/all.js';
import type { Script } from './scripts/script.js';
import { type Sending, sendCall, toMs } from './send-args.js';
import { type SendReply, toSendOutcome } from './send-reply.js';
import { writeDelivery, writeDetails, writeTarget } from './sign-in-texts.js';

/** How the store uses Redis. */
export interface RedisPendingStoreOptions extends ConnectOptions {
  /** First segment of every key. @defaultValue 'cs' */
  readonly prefix?: string;
}

/**
 * The pending store on Redis, single, Sentinel or Cluster. Each method is one command on the wire and one atomic step, but
 * for sends on a Cluster (see `cluster-send.ts`); every expiry is Redis's own. All methods throw {@link StoreUnavailable}, and nothing else, when the outcome is unknown.
 */
export class RedisPendingStore implements PendingStore {
  readonly #client: RedisClient;
  readonly #own: { disconnect(): void } | undefined;
  readonly #prefix: string;
  readonly #timeoutMs: number;
  readonly #together: Together = (calls) =>
    available(() => Promise.all(calls.map((call) => runScript(this.#client, call))), this.#timeoutMs);

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
      connectNodes(redis);
      this.#client = redis;
    }
    defineScripts(this.#client);
  }

  /** {@inheritDoc PendingStore.open} */
  open(key: SignInKey, signIn: NewSignIn, limits: SendLimits & TryLimits, code?: NewCode): Promise<OpenOutcome> {
    const args = [limits.maxFailures, toMs(signIn.expiresInSeconds), writeDetails(signIn)];
    if (code) return this.#issue({ script: SCRIPTS.open, key, args, code, limits });
    return this.#run(SCRIPTS.open, key, args);
  }

  /** {@inheritDoc PendingStore.read} */
  read(key: SignInKey): Promise<ReadOutcome> {
    return this.#run(SCRIPTS.read, key, []);
  }

  /** {@inheritDoc PendingStore.issue} */
  issue(key: SignInKey, code: NewCode, limits: SendLimits & TryLimits): Promise<IssueOutcome> {
    const { name = '', most = 0, seconds = 0 } = code.tried ?? {};
    const args = [limits.maxFailures, limits.maxSends, name, most, toMs(seconds)];
    return this.#issue({ script: SCRIPTS.issue, key, keys: [numbersKeyOf(this.#prefix, key)], args, code, limits });
  }

  /** {@inheritDoc PendingStore.noteDelivery} */
  async noteDelivery(
    key: SignInKey,
    reference: string,
    delivery: Delivery,
    failure: SendFailure | null = null,
    send?: number,
  ): Promise<boolean> {
    const note = [reference, writeDelivery(delivery, failure), send ?? ''];
    const [noted] = await this.#together([this.#call(SCRIPTS.noteDelivery, key, note)]);
    return noted === 1;
  }

  /** {@inheritDoc PendingStore.repeat} */
  async repeat(key: SignInKey, code: RepeatedCode, limits: SendLimits & TryLimits): Promise<RepeatOutcome> {
    const repeating = { key, code, limits };
    if (this.#client.nodes) return repeatOnCluster(this.#together, this.#prefix, repeating);
    const [reply] = await this.#together([repeatCall(this.#prefix, repeating, code.quotas)]);
    return toSendOutcome<RepeatOutcome>(reply as SendReply, code.quotas);
  }

  /** {@inheritDoc PendingStore.verify} */
  verify(key: SignInKey, { gates, expected = [] }: Answer, limits: TryLimits): Promise<VerifyOutcome> {
    const { maxTries, maxFailures, failureWindowSeconds, waitsFrom, waitsSeconds: waits } = limits;
    const args = [maxTries, maxFailures, toMs(failureWindowSeconds), waitsFrom, waits.length, ...waits.map(toMs)];
    return this.#run(SCRIPTS.verify, key, [...args, expected.length, ...expected, ...gates]);
  }

  /** {@inheritDoc PendingStore.aim} */
  aim(key: SignInKey, target: CodeTarget): Promise<ReadOutcome> {
    return this.#run(SCRIPTS.aim, key, [writeTarget(target)]);
  }

  /** {@inheritDoc PendingStore.noteConversion} */
  async noteConversion(
    conversion: Conversion,
    limits: ConversionLimits,
    pause: SendQuota,
  ): Promise<readonly ConversionAlarm[]> {
    const [noticed] = await this.#together([conversionCall(this.#prefix, conversion, limits, pause)]);
    return readAlarms(noticed);
  }

  /** {@inheritDoc PendingStore.close} */
  async close(key: SignInKey): Promise<boolean> {
    const [signIn, code, cooldown] = keysOf(this.#prefix, key);
    // Neither code nor cooldown outlives its sign-in, so anything that was there was a sign-in.
    return (await available(() => this.#client.del(signIn, code, cooldown), this.#timeoutMs)) > 0;
  }

  /** {@inheritDoc PendingStore.countFailures} */
  async countFailures(more: number, windowSeconds: number): Promise<number> {
    const [keys, args] = [[`${this.#prefix}:{all}:tally`], [more, toMs(windowSeconds)]];
    const [count] = await this.#together([{ script: SCRIPTS.countFailures, keys, args }]);
    return Number(count);
  }

  /** {@inheritDoc PendingStore.clearFailures} */
  async clearFailures(subjectTag: string, ledger?: string): Promise<void> {
    await available(() => this.#client.del(...failureKeysOf(this.#prefix, subjectTag, ledger)), this.#timeoutMs);
  }

  /** {@inheritDoc PendingStore.giveBack} */
  async giveBack(key: SignInKey): Promise<void> {
    await this.#together([this.#call(SCRIPTS.giveBack, key, [])]);
  }

  /** {@inheritDoc PendingStore.ping} */
  async ping(): Promise<void> {
    await available(() => this.#client.ping(), this.#timeoutMs);
  }

  /** {@inheritDoc PendingStore.keep} */
  async keep(key: KeptKey, text: string, expiresInSeconds: number): Promise<void> {
    const args = [text, toMs(expiresInSeconds)];
    await this.#together([{ script: SCRIPTS.keep, keys: [keptKeyOf(this.#prefix, key)], args }]);
  }

  /** {@inheritDoc PendingStore.take} */
  async take(key: KeptKey): Promise<string | null> {
    const [text] = await this.#together([{ script: SCRIPTS.take, keys: [keptKeyOf(this.#prefix, key)], args: [] }]);
    return (text as string | null) ?? null;
  }

  /** {@inheritDoc PendingStore.grantDevice} */
  async grantDevice(key: DeviceKey, device: NewDevice, room: DeviceRoom): Promise<boolean> {
    return Number(await this.#one(grantCall(this.#prefix, key, device, room))) === 1;
  }

  /** {@inheritDoc PendingStore.useDevice} */
  async useDevice(key: DeviceKey, use: DeviceUse): Promise<DeviceOutcome> {
    return readUse(await this.#one(useCall(this.#prefix, key, use)));
  }

  /** {@inheritDoc PendingStore.devices} */
  async devices(subjectTag: string): Promise<readonly TrustedDevice[]> {
    return readDevices(await this.#one(listCall(this.#prefix, subjectTag)));
  }

  /** {@inheritDoc PendingStore.revokeDevice} */
  async revokeDevice({ subjectTag, id }: DeviceKey): Promise<boolean> {
    return readDevices(await this.#one(revokeCall(this.#prefix, subjectTag, id))).length > 0;
  }

  /** {@inheritDoc PendingStore.revokeDevices} */
  async revokeDevices(subjectTag: string): Promise<readonly TrustedDevice[]> {
    return readDevices(await this.#one(revokeCall(this.#prefix, subjectTag)));
  }

  /** Whether this Redis may throw failures away; see {@link checkRedisSettings}. */
  checkSettings(): Promise<RedisSettings> {
    return checkRedisSettings(this.#client);
  }

  /** Ends the client that this store made from a URL. A host's client is left as it is. */
  disconnect(): void {
    this.#own?.disconnect();
  }

  async #one(call: Call): Promise<unknown> {
    const [reply] = await this.#together([call]);
    return reply;
  }

  async #run<Outcome extends { readonly status: string }>(
    script: Script,
    key: SignInKey,
    args: Call['args'],
  ): Promise<Outcome> {
    const [reply] = await this.#together([this.#call(script, key, args)]);
    return toSendOutcome(reply as SendReply, []) as Outcome;
  }

  /** Issues a code, with the charges that it costs: in one script where one can see all of the keys. */
  async #issue<Outcome extends { readonly status: string }>(sending: Sending): Promise<Outcome> {
    if (this.#client.nodes) return (await sendOnCluster(this.#together, this.#prefix, sending)) as unknown as Outcome;
    const { quotas } = sending.code;
    const [reply] = await this.#together([sendCall(this.#prefix, sending, quotas)]);
    return toSendOutcome(reply as SendReply, quotas) as Outcome;
  }

  #call(script: Script, key: SignInKey, args: Call['args']): Call {
    return { script, keys: keysOf(this.#prefix, key), args };
  }
}
