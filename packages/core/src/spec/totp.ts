import { KeyRing } from '../key-ring.js';
import type { SecondFactorOptions } from '../options.js';
import { cryptoRandom } from '../ports/random.js';
import { TotpSecret } from '../totp.js';
import { createHost, enrol, type Host, logIn, SECRET, type User } from './flow.js';

const STEP_MS = 30_000;

/** An authenticator app that an account has. */
export interface App {
  readonly secret: string;
  /** The code by which it was registered. */
  readonly registeredWith: string;
}

/** What the app shows, so many steps from now. */
export function codeAt({ clock }: Pick<Host, 'clock'>, secret: string, steps = 0): string {
  return new TotpSecret(secret).codeAt(Math.floor(clock.now() / STEP_MS) + steps).reveal();
}

/** Registers an app in a first sign-in. */
export async function appOf(host: Host, user: User): Promise<App> {
  const { token } = await logIn(host, user);
  const { totp } = await host.secondFactor.enrolTotp(token);
  const secret = totp?.secret ?? '';
  const registeredWith = codeAt(host, secret);
  await host.secondFactor.verify(token, registeredWith);
  return { secret, registeredWith };
}

/** Gives an account that has a factor an app beside it. */
export async function addTotp(host: Host, { id }: User): Promise<App> {
  const secret = TotpSecret.draw(cryptoRandom).reveal();
  const sealed = new KeyRing([SECRET]).seal(secret, ['factor', 'totp', id]);
  const app = { kind: 'totp', sealed, lookup: null, lastDigits: null, name: null, counter: 0 } as const;
  await host.factors.enrol(id, app, { first: false });
  return { secret, registeredWith: '' };
}

/** A host whose Alice has an app, used some steps ago; with a phone beside it, where that is asked for. */
export async function createWithApp(
  changes: Partial<SecondFactorOptions<User>> = {},
  stepsAgo = 3,
  withPhone = false,
): Promise<{ readonly host: Host; readonly app: App }> {
  const host = createHost(changes);
  if (withPhone) await enrol(host, host.alice);
  const app = withPhone ? await addTotp(host, host.alice) : await appOf(host, host.alice);
  host.clock.advance(stepsAgo * STEP_MS);
  host.sender.sent.length = 0;
  host.sink.events.length = 0;
  return { host, app };
}

/** Signs in by the app. @returns the code that did it. */
export async function signInByApp(host: Host, { secret }: App, steps = 0): Promise<string> {
  const { token } = await logIn(host, host.alice);
  const code = codeAt(host, secret, steps);
  await host.secondFactor.verify(token, { code, method: 'totp' });
  return code;
}
