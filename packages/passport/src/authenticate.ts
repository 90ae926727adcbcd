import type { Strategy } from 'passport-strategy';

/** What a strategy ended in. */
export interface Authenticated<Info> {
  readonly user: object;
  readonly info: Info;
}

/** The ends that Passport gives a strategy for one request. */
type Ends = Pick<Strategy, 'success' | 'fail' | 'redirect' | 'pass' | 'error'>;

/**
 * Runs a Passport strategy on a request, as Passport does, and gives back its end: the strategy itself, not its name, so that two
 * applications in one process never share one; and nothing is hung on the request, where the host's own Passport has its place.
 * @throws what the strategy failed or erred with.
 */
export function authenticate<Info>(strategy: Strategy, request: object): Promise<Authenticated<Info>> {
  return new Promise((resolve, reject) => {
    // Only a user is a success; everything else refuses (R19).
    const refuse = (why?: unknown) => reject(why ?? new Error('The strategy gave no user'));
    const ends: Ends = {
      success: (user: object | undefined, info) => (user ? resolve({ user, info: info as Info }) : refuse(info)),
      fail: refuse,
      error: refuse,
      pass: () => refuse(),
      redirect: () => refuse(),
    };
    // On one strategy for all, two requests at once would end in each other's place, and sign in each other's user.
    const ofThisRequest: Strategy = Object.assign(Object.create(strategy), ends);
    ofThisRequest.authenticate(request as Parameters<Strategy['authenticate']>[0]);
  });
}
