import type { Conversion, ConversionAlarm, ConversionLimits, SendQuota } from '@countersign/core';
import type { Call } from './command.js';
import { quotaKeysOf } from './keys.js';
import { NOTE_CONVERSION } from './scripts/note-conversion.lua.js';
import { toMs } from './send-args.js';

/** The call that counts codes of a block of numbers. All its keys are of the dial code, and so in one slot. */
export function conversionCall(
  prefix: string,
  { dialCode, block, sent, verified, strangers, proved }: Conversion,
  limits: ConversionLimits,
  pause: SendQuota,
): Call {
  const { windowSeconds, leastSent, leastShare, runLength, runReach, pauseSeconds } = limits;
  const ofCode = `${prefix}:{dial:${dialCode}}`;
  const counts = [sent, verified, toMs(windowSeconds), leastSent, leastShare, runLength, runReach];
  const filled = pause.windows[0]?.limit ?? 0;
  return {
    script: NOTE_CONVERSION,
    keys: [`${ofCode}:tally`, `${ofCode}:tally:${block}`, ...quotaKeysOf(prefix, pause)],
    args: [...counts, toMs(pauseSeconds), filled, strangers.length, ...strangers, ...proved],
  };
}

/** Reads what the script has noticed. */
export function readAlarms(reply: unknown): readonly ConversionAlarm[] {
  const noticed = reply as readonly [ConversionAlarm['of'], ConversionAlarm['cause'], number, number][];
  return noticed.map(([of, cause, sent, verified]) => ({ of, cause, sent: Number(sent), verified: Number(verified) }));
}
