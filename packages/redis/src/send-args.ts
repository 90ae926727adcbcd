import type { NewCode, SendLimits, SendQuota, SignInKey } from '@countersign/core';
import type { Call } from './command.js';
import { keysOf, quotaKeysOf } from './keys.js';
import type { Script } from './scripts/script.js';
import { writeTarget } from './sign-in-texts.js';

/** A script that issues a code, and what it is given. */
export interface Sending {
  readonly script: Script;
  readonly key: SignInKey;
  /** Its own arguments, before those of the quotas. */
  readonly args: Call['args'];
  readonly code: NewCode;
  readonly limits: SendLimits;
  /** Keys of its own, before those of the quotas. @defaultValue none */
  readonly keys?: readonly string[];
}

/** The call that issues a code and charges these quotas, whose keys are all in reach of one script. */
export function sendCall(prefix: string, sending: Sending, quotas: readonly SendQuota[]): Call {
  const { script, key, keys = [], args, code, limits } = sending;
  return {
    script,
    keys: [...keysOf(prefix, key), ...keys, ...quotas.flatMap((quota) => quotaKeysOf(prefix, quota))],
    args: [...args, ...quotas.flatMap(windowArgs), ...codeArgs(code, limits)],
  };
}

/** A code as the scripts take it; see `scripts/send.lua.ts`. */
function codeArgs(code: NewCode, { resendWaitsSeconds }: SendLimits): Call['args'] {
  const { gate, mac, reference, target, expiresInSeconds } = code;
  const waits = resendWaitsSeconds.length > 0 ? resendWaitsSeconds : [0];
  return [gate, mac, reference, writeTarget(target), toMs(expiresInSeconds), ...waits.map(toMs)];
}

/** The windows of a quota as the scripts take them; see `scripts/quota.lua.ts`. */
export function windowArgs({ windows }: SendQuota): number[] {
  return windows.flatMap(({ limit, seconds }) => [limit, toMs(seconds)]);
}

/** Scripts count in milliseconds. */
export function toMs(seconds: number): number {
  return Math.round(seconds * 1_000);
}
