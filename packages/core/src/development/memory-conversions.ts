import type { Conversion, ConversionAlarm, ConversionLimits } from '../ports/conversion.js';
import type { SendQuota } from '../ports/send-quota.js';
import { fillQuota } from './memory-quotas.js';
import type { MemoryRecords, Tally } from './memory-records.js';

const EMPTY: Tally = { sent: 0, verified: 0, told: [], near: [] };

/** {@link PendingStore.noteConversion} in memory. */
export function noteInMemory(
  records: MemoryRecords,
  conversion: Conversion,
  limits: ConversionLimits,
  pause: SendQuota,
): readonly ConversionAlarm[] {
  const { dialCode, block, strangers, proved } = conversion;
  const ofCode = add(records, `dial:${dialCode}`, conversion, limits);
  const ofBlock = add(records, `dial:${dialCode}:${block}`, conversion, limits, (near) => [
    ...new Set([...near, ...strangers].filter((place) => !proved.includes(place))),
  ]);
  const alarms = [
    ...alarmOf(records, `dial:${dialCode}`, 'dial_code', 'conversion', isLow(ofCode, limits)),
    ...alarmOf(records, `dial:${dialCode}:${block}`, 'block', 'conversion', isLow(ofBlock, limits)),
    ...alarmOf(records, `dial:${dialCode}:${block}`, 'block', 'adjacent', isRun(ofBlock, strangers, limits)),
  ];
  const paused = limits.pauseSeconds > 0 && alarms.some(({ of }) => of === 'block');
  if (paused) fillQuota(records.sends, pause, limits.pauseSeconds);
  return alarms;
}

/** The window runs from the first code: the ones after it do not lengthen it. */
function add(
  { tallies }: MemoryRecords,
  name: string,
  { sent, verified }: Conversion,
  { windowSeconds }: ConversionLimits,
  place: (near: readonly number[]) => readonly number[] = (near) => near,
): Tally {
  const before = tallies.get(name);
  const from = before ?? EMPTY;
  const after = { ...from, sent: from.sent + sent, verified: from.verified + verified, near: place(from.near) };
  if (before) tallies.replace(name, after);
  else tallies.set(name, after, windowSeconds * 1_000);
  return after;
}

function isLow({ sent, verified }: Tally, { leastSent, leastShare }: ConversionLimits): boolean {
  return sent >= leastSent && verified < sent * leastShare;
}

function isRun({ near }: Tally, strangers: readonly number[], { runLength, runReach }: ConversionLimits): boolean {
  return strangers.some((place) => near.filter((other) => Math.abs(other - place) <= runReach).length >= runLength);
}

/** Once a window. */
function alarmOf(
  { tallies }: MemoryRecords,
  name: string,
  of: ConversionAlarm['of'],
  cause: ConversionAlarm['cause'],
  noticed: boolean,
): ConversionAlarm[] {
  const tally = tallies.get(name);
  if (!noticed || !tally || tally.told.includes(cause)) return [];
  tallies.replace(name, { ...tally, told: [...tally.told, cause] });
  return [{ of, cause, sent: tally.sent, verified: tally.verified }];
}
