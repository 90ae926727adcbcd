import { type Clock, systemClock } from '../ports/clock.js';
import type { Conversion, ConversionAlarm, ConversionLimits } from '../ports/conversion.js';
import type { KeptKey } from '../ports/kept-text.js';
import type {
  Answer,
  CodeTarget,
  NewCode,
  NewSignIn,
  RepeatedCode,
  SendLimits,
  SignInKey,
  TryLimits,
} from '../ports/pending-sign-in.js';
import type {
  IssueOutcome,
  OpenOutcome,
  PendingStore,
  ReadOutcome,
  RepeatOutcome,
  VerifyOutcome,
} from '../ports/pending-store.js';
import type { SendFailure } from '../ports/send-failure.js';
import type { SendQuota } from '../ports/send-quota.js';
import type {
  DeviceKey,
  DeviceOutcome,
  DeviceRoom,
  DeviceUse,
  NewDevice,
  TrustedDevice,
} from '../ports/trusted-device.js';
import type { Delivery } from '../purpose.js';
import { noteInMemory } from './memory-conversions.js';
import { devicesInMemory, grantInMemory, revokeInMemory, useInMemory } from './memory-devices.js';
import { MemoryRecords } from './memory-records.js';
import { repeatInMemory } from './memory-repeat.js';
import { issueInMemory, sendInMemory } from './memory-send.js';
import { verifyInMemory } from './memory-verify.js';
import { refuseInProduction } from './refuse-in-production.js';

/**
 * A pending store for development and tests: one process, gone with it. Each method runs to its end without a pause, so
 * that it is as atomic as a script in Redis.
 */
export class MemoryPendingStore implements PendingStore {
  readonly developmentOnly = true;
  readonly #records: MemoryRecords;

  /**
   * @param clock - by which records expire. Default: the machine's.
   * @param records - what it holds, for tests that look inside.
   * @throws Error with `NODE_ENV=production` (R87).
   */
  constructor(clock: Clock = systemClock, records: MemoryRecords = new MemoryRecords(clock)) {
    refuseInProduction('MemoryPendingStore');
    this.#records = records;
  }

  /** {@inheritDoc PendingStore.open} */
  async open(
    key: SignInKey,
    { expiresInSeconds, ...signIn }: NewSignIn,
    limits: SendLimits & TryLimits,
    code?: NewCode,
  ): Promise<OpenOutcome> {
    const records = this.#records;
    const life = code?.expiresInSeconds ?? expiresInSeconds;
    const hindrance = records.hindrance(key, limits.maxFailures, life);
    if (hindrance) return hindrance;
    const name = MemoryRecords.nameOf(key);
    const record = { ...signIn, gates: [], tries: 0, target: null };
    records.signIns.set(name, record, expiresInSeconds * 1_000);
    if (!code) return { status: 'opened', signIn: records.view(key, record), counts: [] };
    const sent = sendInMemory(records, key, code, limits);
    return sent.status === 'issued' ? { ...sent, status: 'opened' } : sent;
  }

  /** {@inheritDoc PendingStore.read} */
  async read(key: SignInKey): Promise<ReadOutcome> {
    const name = MemoryRecords.nameOf(key);
    const record = this.#records.signIns.get(name);
    return record ? { status: 'open', signIn: this.#records.view(key, record) } : { status: 'gone' };
  }

  /** {@inheritDoc PendingStore.issue} */
  async issue(key: SignInKey, code: NewCode, limits: SendLimits & TryLimits): Promise<IssueOutcome> {
    return issueInMemory(this.#records, key, code, limits);
  }

  /** {@inheritDoc PendingStore.noteDelivery} */
  async noteDelivery(
    key: SignInKey,
    reference: string,
    delivery: Delivery,
    failure: SendFailure | null = null,
    send?: number,
  ): Promise<boolean> {
    const name = MemoryRecords.nameOf(key);
    const code = this.#records.codes.get(name);
    if (code?.reference !== reference || !isNews(code.delivery, delivery)) return false;
    const isNewest = send === undefined || send === this.#records.signIns.get(name)?.gates.length;
    if (!isNewest && delivery !== 'delivered') return false;
    this.#records.codes.replace(name, { ...code, delivery, failure });
    return true;
  }

  /** {@inheritDoc PendingStore.repeat} */
  async repeat(key: SignInKey, code: RepeatedCode, limits: SendLimits & TryLimits): Promise<RepeatOutcome> {
    return repeatInMemory(this.#records, key, code, limits);
  }

  /** {@inheritDoc PendingStore.verify} */
  async verify(key: SignInKey, answer: Answer, limits: TryLimits): Promise<VerifyOutcome> {
    return verifyInMemory(this.#records, key, answer, limits);
  }

  /** {@inheritDoc PendingStore.aim} */
  async aim(key: SignInKey, target: CodeTarget): Promise<ReadOutcome> {
    const name = MemoryRecords.nameOf(key);
    const record = this.#records.signIns.get(name);
    if (!record) return { status: 'gone' };
    this.#records.codes.delete(name);
    this.#records.signIns.replace(name, { ...record, target });
    return this.read(key);
  }

  /** {@inheritDoc PendingStore.noteConversion} */
  async noteConversion(
    conversion: Conversion,
    limits: ConversionLimits,
    pause: SendQuota,
  ): Promise<readonly ConversionAlarm[]> {
    return noteInMemory(this.#records, conversion, limits, pause);
  }

  /** {@inheritDoc PendingStore.close} */
  async close(key: SignInKey): Promise<boolean> {
    const name = MemoryRecords.nameOf(key);
    const isOpen = this.#records.signIns.get(name) !== undefined;
    this.#records.remove(name);
    return isOpen;
  }

  /** {@inheritDoc PendingStore.countFailures} */
  async countFailures(more: number, windowSeconds: number): Promise<number> {
    const { allFailures } = this.#records;
    const before = allFailures.get('all');
    if (before === undefined) allFailures.set('all', more, windowSeconds * 1_000);
    else allFailures.replace('all', before + more);
    return (before ?? 0) + more;
  }

  /** {@inheritDoc PendingStore.clearFailures} */
  async clearFailures(subjectTag: string, ledger?: string): Promise<void> {
    const name = MemoryRecords.ledgerOf({ subjectTag, ledger });
    this.#records.failures.delete(name);
    this.#records.waits.delete(name);
  }

  /** {@inheritDoc PendingStore.giveBack} */
  async giveBack(key: SignInKey): Promise<void> {
    const { failures } = this.#records;
    const name = MemoryRecords.ledgerOf(key);
    const count = failures.get(name) ?? 0;
    if (count > 1) failures.replace(name, count - 1);
    else failures.delete(name);
  }

  /** {@inheritDoc PendingStore.ping} */
  async ping(): Promise<void> {
    // Memory is always there.
  }

  /** {@inheritDoc PendingStore.keep} */
  async keep(key: KeptKey, text: string, expiresInSeconds: number): Promise<void> {
    this.#records.kept.set(MemoryRecords.keptNameOf(key), text, expiresInSeconds * 1_000);
  }

  /** {@inheritDoc PendingStore.take} */
  async take(key: KeptKey): Promise<string | null> {
    const name = MemoryRecords.keptNameOf(key);
    const text = this.#records.kept.get(name) ?? null;
    this.#records.kept.delete(name);
    return text;
  }

  /** {@inheritDoc PendingStore.grantDevice} */
  async grantDevice(key: DeviceKey, device: NewDevice, room: DeviceRoom): Promise<boolean> {
    return grantInMemory(this.#records, key, device, room);
  }

  /** {@inheritDoc PendingStore.useDevice} */
  async useDevice(key: DeviceKey, use: DeviceUse): Promise<DeviceOutcome> {
    return useInMemory(this.#records, key, use);
  }

  /** {@inheritDoc PendingStore.devices} */
  async devices(subjectTag: string): Promise<readonly TrustedDevice[]> {
    return devicesInMemory(this.#records, subjectTag);
  }

  /** {@inheritDoc PendingStore.revokeDevice} */
  async revokeDevice(key: DeviceKey): Promise<boolean> {
    return revokeInMemory(this.#records, key);
  }

  /** {@inheritDoc PendingStore.revokeDevices} */
  async revokeDevices(subjectTag: string): Promise<readonly TrustedDevice[]> {
    const devices = devicesInMemory(this.#records, subjectTag);
    for (const { id } of devices) revokeInMemory(this.#records, { subjectTag, id });
    return devices;
  }
}

/** Whether a report says more than what is known. */
function isNews(known: Delivery, reported: Delivery): boolean {
  if (known === reported || known === 'delivered') return false;
  return known !== 'undelivered' || reported === 'delivered';
}
