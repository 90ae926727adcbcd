import { maskPhone, type Suspicion } from '@countersign/core';
import type { KeptFailures } from '@countersign/redis';
import type { FactorSummary, SubjectSummary } from '@countersign/typeorm';
import { printable } from '../printable.js';
import { duration } from './duration.js';

/** What is known of a subject, in plain lines. Of a number there are its last two digits, and no more (R49). */
export function statusLines(
  subject: string,
  summary: SubjectSummary,
  kept: KeptFailures | undefined,
): readonly string[] {
  const { epoch, factors, failuresInThirtyDays, suspected } = summary;
  const rows: [string, string][] = [
    ['subject', printable(subject)],
    ['epoch', epoch === 0 ? '0: the database has had no factor of it' : String(epoch)],
    ...((factors.length === 0 ? [['factor', 'none']] : factors.map((factor) => ['factor', factorText(factor)])) as [
      string,
      string,
    ][]),
    ['30 days', `${failuresInThirtyDays} wrong`],
    ['password', suspicionText(suspected)],
    ['24 hours', keptText(kept)],
  ];
  return rows.map(([name, says]) => `${name.padEnd(10)}${says}`);
}

function factorText({ kind, lastDigits, confirmedAt, consecutiveFailures, disabledAt }: FactorSummary): string {
  return [
    lastDigits === null ? printable(kind) : `${printable(kind)} ${maskPhone(printable(lastDigits.slice(-2)))}`,
    `since ${confirmedAt.toISOString()}`,
    ...(consecutiveFailures > 0 ? [`${consecutiveFailures} wrong in a row`] : []),
    ...(disabledAt === null ? [] : [`disabled since ${disabledAt.toISOString()}`]),
  ].join(', ');
}

function suspicionText(suspected: Suspicion | undefined): string {
  if (suspected === undefined) return 'not suspected';
  if (suspected.credential !== null) return 'suspected, until it is another one';
  return `suspected, for ${duration(suspected.roomInSeconds)}`;
}

function keptText(kept: KeptFailures | undefined): string {
  if (kept === undefined) return 'not looked at: it is in Redis';
  const { failures, forgottenInSeconds, waitSeconds } = kept;
  if (failures === 0) return '0 wrong';
  const count = Number.isFinite(failures) ? `${failures} wrong` : 'a count that cannot be read, so locked';
  const wait = waitSeconds > 0 ? `, next answer in ${duration(waitSeconds)}` : '';
  return `${count}, forgotten in ${duration(forgottenInSeconds)}${wait}`;
}
