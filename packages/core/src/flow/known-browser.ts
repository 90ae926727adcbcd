import type { Engine } from './engine.js';

/** How long a browser stays known without another sign-in. */
const LIFE_DAYS = 90;
const DAY_MS = 86_400_000;

/** A browser in which somebody has taken both steps, as it tells of itself. */
const SHAPE = /^([\w-]{16})\.(\d{1,6})\.([\w-]{22})$/;

/**
 * Makes the mark of a browser in which a subject has just taken both steps. It frees from nothing: when somebody who knows
 * the password has used up the subject's codes or tries, such a browser has a few of its own, so that its owner still comes
 * in. Nothing is kept on the server; a change of the subject's factors ends it.
 * @returns `<ledger>.<day>.<MAC>`
 */
export function markBrowser<User>({ options, keys }: Engine<User>, subject: string, epoch: number): string {
  const ledger = options.random.bytes(12).toString('base64url');
  const day = dayOf(options.clock.now());
  return `${ledger}.${day}.${keys.browser([subject, ledger, String(epoch), String(day)])}`;
}

/**
 * The ledger that a browser has of its own with a subject; `undefined` where none of its marks is the subject's, of now.
 * @param marks - what the browser has sent, whatever that is.
 */
export function ledgerOf<User>(
  { options, keys }: Engine<User>,
  subject: string,
  epoch: number,
  marks: readonly string[],
): string | undefined {
  const today = dayOf(options.clock.now());
  for (const mark of marks) {
    const [, ledger, day, mac] = SHAPE.exec(mark) ?? [];
    if (ledger === undefined || day === undefined || mac === undefined) continue;
    const age = today - Number(day);
    if (age < 0 || age > LIFE_DAYS) continue;
    if (keys.browserMatches(mac, [subject, ledger, String(epoch), day])) return ledger;
  }
  return undefined;
}

function dayOf(milliseconds: number): number {
  return Math.floor(milliseconds / DAY_MS);
}
