import type { Visitor } from '@countersign/support';
import { twilioAnswers } from '@countersign/twilio/testing';
import { guess } from './attack.js';
import { logIn, otherThan, PEOPLE } from './people.js';
import type { System } from './system.js';

/** One answer of every kind that the second step gives alice, who has no phone yet; by what it is about. */
export async function everyAnswer(system: System, visitor: Visitor): Promise<Map<string, Response>> {
  const answers = new Map<string, Response>();
  for (const [name, call] of steps(system, visitor)) answers.set(name, await call());
  return answers;
}

type Step = [name: string, call: () => Promise<Response>];

function steps(system: System, visitor: Visitor): Step[] {
  const { phone } = PEOPLE.alice;
  const verify = (code: string) => visitor.post('/2fa/verify', { code });
  const lastCode = () => system.twilio.lastCode();
  const evil = { headers: { origin: 'https://evil.example' } };
  return [
    ['nothing is pending', () => visitor.get('/2fa')],
    ['logged in', () => logIn(visitor, 'alice')],
    ['a phone is needed', () => visitor.get('/2fa')],
    ['no code yet', () => verify('000000')],
    ['a wrong number', () => visitor.post('/2fa/phone', { phone: '+32470123456' })],
    ['sent', () => visitor.post('/2fa/phone', { phone })],
    ['too soon', () => visitor.post('/2fa/code', {})],
    ['a code is needed', () => visitor.get('/2fa')],
    ['a wrong code', () => verify(otherThan(lastCode()))],
    ['no code', () => verify('x')],
    ['another site', () => visitor.post('/2fa/code', {}, evil)],
    ['signed in', () => verify(lastCode())],
    ['nothing to do', () => visitor.get('/2fa')],
    ['step-up', () => visitor.post('/2fa/step-up')],
    ['not for you', () => visitor.post('/2fa/phone', { phone })],
    ['too late', () => system.pass(301).then(() => verify(lastCode()))],
    ['not sent', () => failing(system, () => visitor.post('/2fa/code', {}))],
    ['cancelled', () => visitor.post('/2fa/cancel')],
    ['a link of no notice', () => visitor.get('/2fa/not-me?token=x')],
    ['no such file', () => visitor.get('/2fa/assets/..%2f..%2fpackage.json')],
    ['locked', () => locked(system, visitor)],
  ];
}

function failing(system: System, call: () => Promise<Response>): Promise<Response> {
  system.twilio.respond(twilioAnswers.error(20500, 500), 1);
  return call();
}

async function locked(system: System, visitor: Visitor): Promise<Response> {
  const thief = visitor.clone();
  for (const times of [5, 4]) {
    await logIn(thief, 'alice');
    await guess(system, thief, system.twilio.lastCode(), times);
  }
  return logIn(visitor, 'alice');
}
