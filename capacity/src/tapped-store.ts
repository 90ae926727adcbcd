import type { NewCode, NewSignIn, PendingStore, SendLimits, SignInKey, TryLimits } from '@countersign/core';
import { Visit } from './acts.js';
import { createConsole } from './console.js';
import type { Person } from './people.js';
import type { Site } from './site.js';

/** All that the engine gives the store to open a sign-in with its first code. */
export interface Opening {
  readonly key: SignInKey;
  readonly signIn: NewSignIn;
  readonly limits: SendLimits & TryLimits;
  readonly code: NewCode;
}

/** A log-in of an enrolled person, as it reaches the store: the pattern of those that are opened without the engine. */
export async function tapLogIn(site: Site, person: Person): Promise<Opening> {
  const seen: Opening[] = [];
  const tapped = new Proxy<PendingStore>(site.store, {
    get(store, name) {
      const member = Reflect.get(store, name) as unknown;
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => {
        const [key, signIn, limits, code] = given as Parameters<PendingStore['open']>;
        if (name === 'open' && code) seen.push({ key, signIn, limits, code });
        return Reflect.apply(member, store, given) as unknown;
      };
    },
  });
  const visit = new Visit(createConsole(tapped), person);
  await visit.enrolment();
  await visit.logIn();
  await visit.rightAnswer();
  const [opening] = seen;
  if (!opening) throw new Error('No sign-in was opened with a code');
  return opening;
}
