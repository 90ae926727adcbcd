import { wrongCodes } from '../../harness/attack.js';
import { expectClosed, type Flow, sentBy, toCode, typeRight } from './steps.js';

/** Most wrong answers that one sign-in is judged by (R09). */
const MAX_TRIES = 5;

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
  const before = visit.newest();
  await visit.ask('wrong password', 'POST', '/login', { username, password: 'wrong-password-1' });
  await expectClosed(visit, 'without a password');
  if (visit.newest() !== before) visit.witness.violated('R22: a wrong password sent a code');
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

/** Asks for another code, too soon and then in time; types the one before, and then the new one. */
export const resend: Flow = async (visit) => {
  const first = await toCode(visit);
  if (first.code === '') return;
  const ask = async () => (await visit.ask('resend', 'POST', '/2fa/code', {})).outcome;
  const before = visit.newest();
  await ask();
  if (visit.newest() !== before) return visit.witness.violated('R23: another code within 30 s');
  if (!(await visit.outwaitCooldown())) return;
  const second = await sentBy(visit, ask);
  if (second.code === '' || second.code === first.code) return;
  const { outcome } = await visit.ask('old code', 'POST', '/2fa/verify', { code: first.code });
  if (outcome.startsWith('200'))
    visit.witness.violated('R05: a code signed in that another one had taken the place of');
  await typeRight(visit, second);
};
