import { TotpSecret } from '@countersign/core';
import { wrongCodes } from '../../harness/attack.js';
import type { Visit } from '../visit.js';
import { expectClosed, type Flow, isIn, logIn, sentBy, typeRight } from './steps.js';

/** Longer than any proof is fresh, and by more than a clock is set back (R66). */
const STALE_SECONDS = 601;

const presentStep = () => Math.floor(Date.now() / 30_000);

/** Signs in by an app: one code in two sign-ins at once, and later in a third. Who has no app gets one. */
export const byApp: Flow = async (visit) => {
  const { witness, person } = visit;
  const app = witness.appOf(person);
  if (!app) return addApp(visit);
  const step = Math.max(presentStep(), app.last + 1);
  // The codes of these minutes are used up: a step after the next one is judged by nobody.
  if (step > presentStep() + 1) return;
  const code = app.secret.codeAt(step).reveal();
  witness.hasApp(person, { ...app, last: step });
  witness.typedRight(person, code, `step ${step}`);
  const atOnce = await Promise.all([visit, visit.elsewhere()].map((each) => typeOfApp(each, code)));
  const later = await typeOfApp(visit.elsewhere(), code);
  const said = [...atOnce, later];
  if (said.filter((outcome) => outcome === '200 signed_in').length > 1)
    witness.violated('R63: a code of an app signed in twice');
  if (said.includes('400 bad_request')) witness.hasApp(person, undefined);
};

async function typeOfApp(visit: Visit, code: string): Promise<string> {
  await logIn(visit);
  return (await visit.ask('app', 'POST', '/2fa/verify', { code, method: 'totp' })).outcome;
}

async function addApp(visit: Visit): Promise<void> {
  if (!(await isIn(visit))) return;
  const { state } = await visit.ask('add app', 'POST', '/2fa/factors/totp', {});
  if (!state.totp) return;
  const [secret, last] = [new TotpSecret(state.totp.secret), presentStep()];
  const code = secret.codeAt(last).reveal();
  const { outcome } = await visit.ask('confirm app', 'POST', `/2fa/factors/${state.id}/confirm`, { code });
  // Of another answer than a refusal nobody knows what became of it: there may be an app.
  if (!outcome.startsWith('4')) visit.witness.hasApp(visit.person, { secret, last });
}

/** Has new recovery codes made, and types one in two sign-ins at once; registers the phone anew in the one that it has opened. */
export const recover: Flow = async (visit) => {
  if (!(await isIn(visit))) return;
  const { state } = await visit.ask('renew', 'POST', '/2fa/recovery-codes', {});
  const code = state.recoveryCodes?.[0];
  if (code === undefined) return;
  const tabs = [visit.elsewhere(), visit.elsewhere()];
  const opened = await Promise.all(tabs.map((tab) => typeOfRecovery(tab, code)));
  const reopened = tabs.filter((_, at) => opened[at]);
  if (reopened.length > 1) visit.witness.violated('R57: a recovery code was taken twice');
  for (const tab of reopened) await bindAnew(tab);
};

async function typeOfRecovery(visit: Visit, code: string): Promise<boolean> {
  await logIn(visit);
  const { outcome } = await visit.ask('recover', 'POST', '/2fa/verify', { method: 'recovery', code });
  if (outcome.startsWith('200')) visit.witness.violated('R60: a recovery code signed in');
  await expectClosed(visit, 'for a recovery code');
  return outcome.startsWith('202');
}

async function bindAnew(visit: Visit): Promise<void> {
  const { witness, person } = visit;
  const ask = async () => (await visit.ask('phone', 'POST', '/2fa/phone', { phone: person.phone })).outcome;
  const { code, message } = await sentBy(visit, ask);
  if (code === '') return;
  witness.typedRight(person, code, message);
  await visit.ask('bind', 'POST', '/2fa/verify', { code });
  // What is bound then takes the place of all that there was.
  witness.hasApp(person, undefined);
}

/** Comes back with a proof that is no longer fresh to a page that asks for one, before the step-up, half-way, and after it. */
export const stepUp: Flow = async (visit) => {
  if (!(await isIn(visit)) || !(await visit.ageProof(STALE_SECONDS))) return;
  await expectStale(visit, 'to who had not proved anything lately');
  const sent = await sentBy(visit, async () => openStepUp(visit));
  if (sent.code === '') return;
  await expectStale(visit, 'to who had not typed the code yet');
  const [wrong] = wrongCodes(sent.code, 1);
  await visit.ask('guess', 'POST', '/2fa/verify', { code: wrong });
  await expectStale(visit, 'to who had typed a wrong code');
  if ((await typeRight(visit, sent)) === 1) await visit.ask('fresh page', 'GET', '/password');
};

async function openStepUp(visit: Visit): Promise<string> {
  const { outcome, state } = await visit.ask('step-up', 'POST', '/2fa/step-up', {});
  if (state.method !== 'totp') return outcome;
  return (await visit.ask('text', 'POST', '/2fa/code', { channel: 'sms' })).outcome;
}

async function expectStale(visit: Visit, why: string): Promise<void> {
  const { outcome } = await visit.ask('stale page', 'GET', '/password');
  if (outcome.startsWith('200')) visit.witness.violated(`R66: /password was shown ${why}`);
}
