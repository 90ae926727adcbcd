import { FIRST_CHANNEL } from '../channels.js';
import { type Factor, METHOD_OF_KIND } from '../ports/factor.js';
import type { Method } from '../purpose.js';
import { attempt } from '../sending/attempt.js';
import type { Engine } from './engine.js';
import { phoneOfFactor } from './phones.js';
import { tellFailures } from './tell-failures.js';

/**
 * Tells that a factor was bound, or has taken the place of an old one, or of several. Its owner hears of it from what is told, and on a phone
 * that has gone too: whoever has taken the account over has hardly taken both (R39).
 */
export function tellBound<User>(
  engine: Engine<User>,
  method: Method,
  { id: factorId, subject }: Factor,
  [old, ...others]: readonly Factor[],
): void {
  if (!old) {
    engine.tell({ type: 'countersign.factor.enrolled', subject, method, factorId });
    return;
  }
  engine.tell({ type: 'countersign.factor.changed', subject, method, factorId, replaced: old.id });
  tellOldNumber(engine, old);
  for (const other of others) tellRemoved(engine, other);
}

/** Tells that a factor was removed, and the same on the phone that it was. */
export function tellRemoved<User>(engine: Engine<User>, old: Factor): void {
  const { subject, kind, id: factorId } = old;
  const method = kind === 'bypass' ? 'recovery' : METHOD_OF_KIND[kind];
  engine.tell({ type: 'countersign.factor.removed', subject, method, factorId });
  tellOldNumber(engine, old);
}

/** What the old number is told: no link and no code. One segment, with whatever name a code's text has room for (R30). */
export function oldNumberText(issuer: string): string {
  return `${issuer}: this phone gets no more codes for your account. Not you? Tell an administrator.`;
}

/** Tells something on the subject's phones, where a sender takes notices. @param textOf - one segment, of the service's name. */
export function tellNumbers<User>(
  engine: Engine<User>,
  factors: readonly Factor[],
  textOf: (issuer: string) => string,
): void {
  for (const factor of factors) tellNumber(engine, factor, textOf);
}

function tellOldNumber<User>(engine: Engine<User>, old: Factor): void {
  tellNumber(engine, old, oldNumberText);
}

/** Nobody waits for it, and no answer depends on it; the operator hears when it was not taken. */
function tellNumber<User>(engine: Engine<User>, old: Factor, textOf: (issuer: string) => string): void {
  const { sender, issuer, senderTimeoutSeconds } = engine.options;
  const notify = sender.notify?.bind(sender);
  if (old.kind !== 'phone' || !notify) return;
  const tell = async () => {
    const notice = { to: phoneOfFactor(engine, old), text: () => textOf(issuer) };
    const outcome = await attempt({ send: notify }, notice, senderTimeoutSeconds * 1_000);
    tellFailures(engine, { ...notice, channel: FIRST_CHANNEL }, outcome);
  };
  // A number that no secret opens any more can be told nothing.
  tell().catch(() => undefined);
}
