import type { DeviceKey, DeviceOutcome, DeviceRoom, DeviceUse, NewDevice, TrustedDevice } from '@countersign/core';
import type { Call } from './command.js';
import { devicesKeyOf, failureKeysOf } from './keys.js';
import { toSeconds } from './reply.js';
import { GRANT_DEVICE } from './scripts/grant-device.lua.js';
import { LIST_DEVICES } from './scripts/list-devices.lua.js';
import { REVOKE_DEVICES } from './scripts/revoke-devices.lua.js';
import { USE_DEVICE } from './scripts/use-device.lua.js';
import { toMs } from './send-args.js';

/** A device in a script's answer; times in milliseconds. */
type DeviceReply = readonly [id: string, name: string, terms: string, first: number, last: number, left: number];

/** What {@link PendingStore.grantDevice} asks of Redis. */
export function grantCall(
  prefix: string,
  { subjectTag, id }: DeviceKey,
  { hash, terms, name, expiresInSeconds }: NewDevice,
  room: DeviceRoom,
): Call {
  const counted = [room.most, room.terms.length, ...room.terms, ...room.replaces];
  const args = [id, hash, terms, name, toMs(expiresInSeconds), ...counted];
  return { script: GRANT_DEVICE, keys: [devicesKeyOf(prefix, subjectTag)], args };
}

/** What {@link PendingStore.useDevice} asks of Redis. */
export function useCall(prefix: string, { subjectTag, id }: DeviceKey, use: DeviceUse): Call {
  const [failures] = failureKeysOf(prefix, subjectTag);
  const args = [id, use.hash, use.next, toMs(use.twinSeconds), use.maxFailures, ...use.terms];
  return { script: USE_DEVICE, keys: [devicesKeyOf(prefix, subjectTag), failures], args };
}

/** What {@link PendingStore.devices} asks of Redis. */
export function listCall(prefix: string, subjectTag: string): Call {
  return { script: LIST_DEVICES, keys: [devicesKeyOf(prefix, subjectTag)], args: [] };
}

/** What {@link PendingStore.revokeDevices} asks of Redis; of one device, where its id is given. */
export function revokeCall(prefix: string, subjectTag: string, ...ids: readonly string[]): Call {
  return { script: REVOKE_DEVICES, keys: [devicesKeyOf(prefix, subjectTag)], args: ids };
}

/** Reads the answer to {@link useCall}. */
export function readUse(reply: unknown): DeviceOutcome {
  const [status, device] = reply as [DeviceOutcome['status'], DeviceReply | undefined];
  return device ? ({ status, device: toDevice(device) } as DeviceOutcome) : { status: 'unknown' };
}

/** Reads the devices of an answer. */
export function readDevices(reply: unknown): readonly TrustedDevice[] {
  return (reply as readonly DeviceReply[]).map(toDevice);
}

function toDevice([id, name, terms, first, last, left]: DeviceReply): TrustedDevice {
  const times = { firstUsedAt: Number(first), lastUsedAt: Number(last), expiresInSeconds: toSeconds(left) };
  return { id, name, terms, ...times };
}
