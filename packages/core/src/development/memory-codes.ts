import type { NewCode, SendLimits } from '../ports/pending-sign-in.js';
import type { MemoryRecords, SignInRecord } from './memory-records.js';

/** Makes a code the live one of a sign-in that is held already: the one before it is dead at once (R05). */
export function putCode(records: MemoryRecords, name: string, code: NewCode, limits: SendLimits): SignInRecord {
  const before = records.signIns.get(name);
  if (!before) throw new Error('putCode needs a live sign-in');
  const after = { ...before, gates: [...before.gates, code.gate], target: code.target };
  records.signIns.replace(name, after);

  const live = {
    reference: code.reference,
    mac: code.mac,
    sentAt: records.clock.now(),
    delivery: 'accepted',
    failure: null,
  } as const;
  const left = records.signIns.remaining(name);
  records.codes.set(name, live, Math.min(code.expiresInSeconds * 1_000, left));

  const waits = limits.resendWaitsSeconds;
  const wait = waits[Math.min(after.gates.length, waits.length) - 1] ?? 0;
  records.cooldowns.set(name, true, Math.min(wait * 1_000, left));
  records.pauses.delete(name);
  return after;
}
