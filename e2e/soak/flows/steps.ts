import type { State, Visit } from '../visit.js';

/** Something that a person, or a thief, does from the log-in on. */
export type Flow = (visit: Visit) => Promise<void>;

/** A code that was sent, and the message that it was in; empty where there is none to type. */
export interface Sent {
  readonly code: string;
  readonly message: string;
}

/** Types the password. */
export async function logIn(visit: Visit): Promise<State> {
  const { username, password } = visit.person;
  return (await visit.ask('login', 'POST', '/login', { username, password })).state;
}

/** Password, and what has a code sent where that alone has not: a phone, or the wish for a text instead of the app. */
export async function toCode(visit: Visit): Promise<Sent> {
  return sentBy(visit, async () => {
    const { status, purpose, method } = await logIn(visit);
    const { phone } = visit.person;
    if (purpose === 'enrol') return (await visit.ask('phone', 'POST', '/2fa/phone', { phone })).outcome;
    if (method === 'totp') return (await visit.ask('text', 'POST', '/2fa/code', { channel: 'sms' })).outcome;
    return status === 'second_factor_required' ? '202' : '';
  });
}

/** Does something, and looks whether a new code came of it. What answers otherwise than 202 has promised none. */
export async function sentBy(visit: Visit, send: () => Promise<string>): Promise<Sent> {
  const before = visit.newest();
  const outcome = await send();
  const message = visit.newest();
  if (!outcome.startsWith('202') || message === before) return { code: '', message: '' };
  return { code: visit.newestCode(), message: message?.sid ?? '' };
}

/** Types the right code so often at once; the witness knows that it may become one session. */
export async function typeRight(visit: Visit, { code, message }: Sent, times = 1): Promise<number> {
  visit.witness.typedRight(visit.person, code, message);
  const twins = Array.from({ length: times - 1 }, () => visit.twin());
  const answers = await Promise.all(
    [visit, ...twins].map((each) => each.ask('verify', 'POST', '/2fa/verify', { code })),
  );
  return answers.filter(({ outcome }) => outcome === '200 signed_in').length;
}

/** Signs in with a texted code. @returns whether that is sure. */
export async function isIn(visit: Visit): Promise<boolean> {
  const sent = await toCode(visit);
  return sent.code !== '' && (await typeRight(visit, sent)) === 1;
}

/** Looks whether the console lets somebody in who must not be. */
export async function expectClosed(visit: Visit, why: string): Promise<void> {
  for (const path of ['/api/products', '/api/me']) {
    const { outcome } = await visit.ask('page', 'GET', path);
    if (outcome.startsWith('200')) visit.witness.violated(`R43: ${path} was shown ${why}`);
  }
}
