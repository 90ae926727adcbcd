import passport, { type Strategy } from 'passport';

/** Not the one that hosts import: koa-passport makes its own speak Koa, and it may be the same. */
const own = new passport.Passport();

/** What a strategy ended in. */
export interface Authenticated<Info> {
  readonly user: object;
  readonly info: Info;
}

/**
 * Runs a Passport strategy on a request and gives back its end: the strategy itself, not its name, so that two applications
 * in one process never share one.
 * @throws what the strategy failed or erred with.
 */
export function authenticate<Info>(strategy: object, request: object, response: object): Promise<Authenticated<Info>> {
  return new Promise((resolve, reject) => {
    const done = (error: unknown, user: object | false | null | undefined, info: unknown) => {
      // Only a user is a success; everything else refuses (R19).
      if (error || !user) reject(error ?? info ?? new Error('The strategy gave no user'));
      else resolve({ user, info: info as Info });
    };
    // Passport hangs this request's own ends on what it is given: on one strategy for all, two requests at once would end
    // in each other's place, and sign in each other's user.
    const ofThisRequest = Object.create(strategy) as Strategy;
    // It hangs its session manager on the request as well, where the host's own must stay: that one knows its users.
    own.authenticate(ofThisRequest, { session: false }, done)(Object.create(request), response, reject);
  });
}
