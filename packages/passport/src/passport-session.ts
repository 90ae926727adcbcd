import type { Assurance } from '@countersign/core';

interface Session {
  countersign?: Assurance;
  readonly cookie?: { readonly originalMaxAge?: unknown } | undefined;
  /** Of one that keeps its request in itself. */
  toJSON?(): unknown;
  regenerate(done: (error?: unknown) => void): void;
  save(done: (error?: unknown) => void): void;
  /** Where there is none, as in Koa, `null` in the session's place ends it. */
  destroy?(done: (error?: unknown) => void): void;
}

/** What passport and a session middleware (express-session and its like) add to a request. */
export interface SessionRequest {
  session?: Session | null | undefined;
  logIn?(user: object, done: (error?: unknown) => void): void;
  user?: unknown;
}

/**
 * Signs a user in with the host's session: Passport regenerates it, so that its id is new and the old one dead (R45), and
 * what was proved goes into it before Passport saves it. It is saved before this returns: a session that could not be saved
 * is no success, and nothing of it is left on the request.
 * @throws whatever the session store reports; the caller denies.
 */
export async function signInWithSession(request: object, user: object, assurance: Assurance): Promise<void> {
  try {
    await establish(request as SessionRequest, user, assurance);
  } catch (error) {
    // A session middleware saves what it finds here when the refusal goes out, and sets its cookie.
    Object.assign(request, { session: null, user: undefined });
    throw error;
  }
}

async function establish(request: SessionRequest, user: object, assurance: Assurance): Promise<void> {
  if (!request.logIn || !request.session) throw new Error('Passport needs a session middleware before it');
  const whole = assureFromTheStart(request, assurance);
  await settled((end) => request.logIn?.(user, end));
  const { session } = request;
  if (!session) throw new Error('The session is gone');
  if (whole.has(session)) return;
  session.countersign = assurance;
  await settled((end) => session.save(end));
}

/** Waits for what tells its end to a function. */
function settled(act: (end: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => act((error) => (error ? reject(error) : resolve())));
}

/**
 * Passport regenerates the session and saves it with the user alone: what was proved is in it by then, so that no moment leaves a
 * session of one factor in the store (R43).
 * @returns the sessions that were saved with it.
 */
function assureFromTheStart(request: SessionRequest, assurance: Assurance): WeakSet<object> {
  const whole = new WeakSet<object>();
  const { session } = request;
  if (session?.regenerate) {
    onRegenerated(session, () => {
      const fresh = request.session;
      if (!fresh) return;
      fresh.countersign = assurance;
      saveOnce(fresh, () => whole.add(fresh));
    });
  }
  return whole;
}

/**
 * Has a session saved only when there is something in it that its store has not: express-session saves whatever has a new id once
 * more when the answer goes out, which then waits for it.
 */
function saveOnce(session: Session, saved: () => void): void {
  const saving = session.save.bind(session);
  let kept: string | undefined;
  const value: Session['save'] = (done) => {
    const now = contentOf(session);
    if (now === kept) done();
    else {
      saving((error) => {
        kept = error ? undefined : now;
        if (!error) saved();
        done(error);
      });
    }
  };
  Object.defineProperty(session, 'save', { value, configurable: true, writable: true });
}

/** What a session holds; of its cookie how long it lasts, as its end moves from one moment to the next. */
function contentOf(session: Session): string {
  if (typeof session.toJSON === 'function') return JSON.stringify(session);
  return JSON.stringify(Object.assign({}, session, { cookie: session.cookie?.originalMaxAge }));
}

/** Has this be done whenever the session has a new id; not enumerable, as what is of a session goes from one to the next. */
function onRegenerated(session: Session, next: () => void): void {
  const regenerating = session.regenerate.bind(session);
  const value: Session['regenerate'] = (done) =>
    regenerating((error) => {
      if (!error) next();
      done(error);
    });
  Object.defineProperty(session, 'regenerate', { value, configurable: true, writable: true });
}

/**
 * Ends whatever session a browser came with when its password step leads to a second one: nothing that can authenticate
 * survives into the pending state (R43, R45). The request is left without a session, as a fresh one would be saved, and
 * its cookie set.
 * @throws whatever the session store reports; the caller denies.
 */
export async function dropSession(request: object): Promise<void> {
  const { session } = request as SessionRequest;
  (request as SessionRequest).user = undefined;
  if (session?.destroy && holdsAnything(session)) await settled((end) => session.destroy?.(end));
  else if (session) (request as SessionRequest).session = null;
}

/** Whether there is anything in a session beside its cookie: one that was made for this request has no store to leave. */
function holdsAnything(session: object): boolean {
  return Object.keys(session).some((key) => key !== 'cookie');
}
