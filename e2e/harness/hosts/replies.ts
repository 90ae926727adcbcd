import { twilioAnswers } from '@countersign/twilio/testing';
import { otherThan } from '../people.js';
import type { HostVisitor } from './host-visitor.js';
import { newPerson } from './person.js';
import type { RunningHost } from './running-host.js';

/** One reply of every kind that the second step gives somebody who has no phone yet, by what it is about. */
export async function everyReply(host: RunningHost, visitor: HostVisitor): Promise<[name: string, reply: Response][]> {
  const person = newPerson();
  const code = () => host.codeOf(person);
  const verify = (typed: string) => visitor.post('/2fa/verify', { code: typed });
  const evil = { headers: { origin: 'https://evil.example' } };
  const replies: [string, Response][] = [];
  const note = async (name: string, reply: Promise<Response>) => void replies.push([name, await reply]);
  await note('nothing is pending', visitor.get('/2fa'));
  await note('logged in', visitor.logIn(person));
  await note('a phone is needed', visitor.get('/2fa'));
  await note('no code yet', verify('000000'));
  await note('a number of another country', visitor.post('/2fa/phone', { phone: '+32470123456' }));
  await note('sent', visitor.post('/2fa/phone', { phone: person.phone }));
  await note('too soon', visitor.post('/2fa/code', {}));
  await note('a code is needed', visitor.get('/2fa'));
  await note('a wrong code', verify(otherThan(code())));
  await note('no code', verify('x'));
  await note('another site', visitor.post('/2fa/code', {}, evil));
  await note('signed in', verify(code()));
  await note('nothing to do', visitor.get('/2fa'));
  await host.pass(30);
  await note('step-up', visitor.post('/2fa/step-up'));
  await host.pass(301);
  await note('too late', verify(code()));
  host.twilio.respond(twilioAnswers.error(20500, 500), 1);
  await note('not sent', visitor.post('/2fa/code', {}));
  await note('cancelled', visitor.post('/2fa/cancel'));
  await note('no such file', visitor.get('/2fa/assets/none.js'));
  return replies;
}
