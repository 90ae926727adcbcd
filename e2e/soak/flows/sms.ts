import { wrongCodes } from '../harness/attack.js';
import { codeIn, type Visit } from './visit.js';

/** Something that a person, or a thief, does from the log-in on. */
export type Flow = (visit: Visit) => Promise<void>;

/** Most wrong answers that one sign-in is judged by (R09). */
const MAX_TRIES = 5;

/** Password, and a phone where there is none. @returns the code that was sent; empty where there is none to type. */
async function toCode(visit: Visit): Promise<{ code: string; message: string }> {
  const { username, password, phone } = visit.person;
  const before = visit.newest();
  const { outcome, state } = await visit.ask('login', 'POST', '/login', { username, password });
  if (!outcome.startsWith('202')) return { code: '', message: '' };
  if (state.phone === null) await visit.ask('phone', 'POST', '/2fa/phone', { phone });
  const message = visit.newest();
  if (message === before) return { code: '', message: '' };
  return { code: codeIn(message), message: message?.sid ?? '' };
}

/** Types the right code so often at once; the witness knows that it may become one session. */
async function typeRight(
  visit: Visit,
  { code, message }: { code: string; message: string },
  times = 1,
): Promise<number> {
  visit.witness.typedRight(visit.person, code, message);
  const twins = Array.from({ length: times - 1 }, () => visit.twin());
  const answers = await Promise.all(
    [visit, ...twins].map((each) => each.ask('verify', 'POST', '/2fa/verify', { code })),
  );
  return answers.filter(({ outcome }) => outcome === '200 signed_in').length;
}

async function expectClosed(visit: Visit, why: string): Promise<void> {
  for (const path of ['/api/products', '/api/me']) {
    const { outcome } = await visit.ask('page', 'GET', path);
    if (outcome.startsWith('200')) visit.witness.violated(`R43: ${path} was shown ${why}`);
  }
}

/** Signs in, looks around, logs out; types the code once more. */
export const signIn: Flow = async (visit) => {
  const sent = await toCode(visit);
  if (sent.code === '') return;
  const again = visit.twin();
  const first = await typeRight(visit, sent);
  if (first === 1) await visit.ask('page', 'GET', '/api/products');
  const second = await typeRight(again, sent);
  if (first + second > 1) visit.witness.violated('R08: a code signed in twice');
};

/** Types the right code in four tabs at once. */
export const race: Flow = async (visit) => {
  const sent = await toCode(visit);
  if (sent.code === '') return;
  if ((await typeRight(visit, sent, 4)) > 1) visit.witness.violated('R08: a code signed in twice, of four at once');
};

/** A thief who has the password, and guesses. */
export const guess: Flow = async (visit) => {
  const sent = await toCode(visit);
  if (sent.code === '') return;
  let judged = 0;
  for (const code of wrongCodes(sent.code, MAX_TRIES + 2)) {
    const { outcome } = await visit.ask('guess', 'POST', '/2fa/verify', { code });
    if (/code_wrong|too_many_attempts/.test(outcome)) judged += 1;
    if (outcome.startsWith('200')) visit.witness.violated('R09: a wrong code signed in');
  }
  if (judged > MAX_TRIES) visit.witness.violated(`R09: ${judged} wrong codes of one sign-in were judged`);
  await expectClosed(visit, 'to who guessed');
  if (judged >= MAX_TRIES) {
    const { outcome } = await visit.ask('verify', 'POST', '/2fa/verify', { code: sent.code });
    if (outcome.startsWith('200')) visit.witness.violated('R10: the right code signed in after five wrong ones');
  }
};

/** A thief who has a wrong password. */
export const stranger: Flow = async (visit) => {
  const { username } = visit.person;
  const before = visit.stage.twilio.messages.filter(({ to }) => to === visit.person.phone).length;
  await visit.ask('wrong password', 'POST', '/login', { username, password: 'wrong-password-1' });
  await expectClosed(visit, 'without a password');
  const after = visit.stage.twilio.messages.filter(({ to }) => to === visit.person.phone).length;
  if (after > before) visit.witness.violated('R22: a wrong password sent a code');
};

/** Goes half of the way, and gives up. */
export const halfWay: Flow = async (visit) => {
  await toCode(visit);
  await expectClosed(visit, 'without a code');
  await visit.ask('cancel', 'POST', '/2fa/cancel', {});
};

/** A thief who has the password, and has code after code sent. */
export const greedy: Flow = async (visit) => {
  for (let turn = 0; turn < 8; turn += 1) await toCode(visit);
};
