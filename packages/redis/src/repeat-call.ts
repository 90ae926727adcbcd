import type { RepeatedCode, SendLimits, SendQuota, SignInKey, TryLimits } from '@countersign/core';
import type { Call } from './command.js';
import { keysOf, quotaKeysOf } from './keys.js';
import { REPEAT } from './scripts/repeat.lua.js';
import { windowArgs } from './send-args.js';
import { writeDelivery } from './sign-in-texts.js';

/** What {@link PendingStore.repeat} is given. */
export interface Repeating {
  readonly key: SignInKey;
  readonly code: RepeatedCode;
  readonly limits: SendLimits & TryLimits;
}

/** The call that repeats a send and charges these quotas, whose keys are all in reach of one script. */
export function repeatCall(prefix: string, { key, code, limits }: Repeating, quotas: readonly SendQuota[]): Call {
  const cures = code.curable.map((reason) => writeDelivery('undelivered', reason));
  return {
    script: REPEAT,
    keys: [...keysOf(prefix, key), ...quotas.flatMap((quota) => quotaKeysOf(prefix, quota))],
    args: [
      ...[limits.maxFailures, limits.maxSends, code.reference, code.send],
      ...[...quotas.flatMap(windowArgs), ...cures],
    ],
  };
}
