import type {
  DeviceKey,
  DeviceOutcome,
  DeviceRoom,
  DeviceUse,
  NewDevice,
  TrustedDevice,
} from '../ports/trusted-device.js';
import { type DeviceRecord, MemoryRecords, toSeconds } from './memory-records.js';

/** {@link PendingStore.grantDevice} in memory. */
export function grantInMemory(
  records: MemoryRecords,
  key: DeviceKey,
  { expiresInSeconds, ...device }: NewDevice,
  { most, terms, replaces }: DeviceRoom,
): boolean {
  const { subjectTag, id } = key;
  const before = devicesInMemory(records, subjectTag);
  const gone = before.filter((each) => replaces.includes(each.id) || !terms.includes(each.terms));
  for (const each of gone) revokeInMemory(records, { subjectTag, id: each.id });
  if (before.length - gone.length >= most) return false;
  const now = records.clock.now();
  const record: DeviceRecord = { ...device, id, firstUsedAt: now, lastUsedAt: now };
  records.devices.set(nameOf(key), record, expiresInSeconds * 1_000);
  return true;
}

/** {@link PendingStore.useDevice} in memory. */
export function useInMemory(
  records: MemoryRecords,
  key: DeviceKey,
  { hash, next, terms, twinSeconds, maxFailures }: DeviceUse,
): DeviceOutcome {
  const name = nameOf(key);
  const now = records.clock.now();
  const before = records.devices.get(name);
  if (!before) return { status: 'unknown' };
  const device = view(records, name, before);
  const isTwin = before.before === hash && now - before.lastUsedAt < twinSeconds * 1_000;
  if (isTwin && terms.includes(before.terms)) return { status: 'twin', device };
  const stolen = before.hash !== hash;
  if (stolen || !terms.includes(before.terms)) {
    records.devices.delete(name);
    return { status: stolen ? 'stolen' : 'outdated', device };
  }
  const isLocked = (records.failures.get(MemoryRecords.ledgerOf(key)) ?? 0) >= maxFailures;
  if (isLocked) return { status: 'locked', device };
  const after = { ...before, hash: next, before: hash, lastUsedAt: now };
  records.devices.replace(name, after);
  return { status: 'used', device: view(records, name, after) };
}

/** {@link PendingStore.devices} in memory. */
export function devicesInMemory(records: MemoryRecords, subjectTag: string): readonly TrustedDevice[] {
  const { devices } = records;
  return devices.entries().flatMap(([name, { value }]) => {
    const isLive = name.startsWith(`${subjectTag}:`) && devices.remaining(name) > 0;
    return isLive ? [view(records, name, value)] : [];
  });
}

/** {@link PendingStore.revokeDevice} in memory. */
export function revokeInMemory({ devices }: MemoryRecords, key: DeviceKey): boolean {
  const isLive = devices.get(nameOf(key)) !== undefined;
  devices.delete(nameOf(key));
  return isLive;
}

function view(
  { devices }: MemoryRecords,
  name: string,
  { hash: _, before: __, ...record }: DeviceRecord,
): TrustedDevice {
  return { ...record, expiresInSeconds: toSeconds(devices.remaining(name)) };
}

function nameOf({ subjectTag, id }: DeviceKey): string {
  return `${subjectTag}:${id}`;
}
