import assert from 'node:assert/strict';
import { MemoryPendingStore } from '../development/memory-pending-store.js';
import { SecondFactorError } from '../errors.js';
import type { Reopened } from '../flow/reopened.js';
import type { Verified } from '../flow/verified.js';
import type { SecondFactorOptions } from '../options.js';
import { cryptoRandom, type Random } from '../ports/random.js';
import { SecondFactor } from '../second-factor.js';
import type { SignInToken } from '../sign-in-token.js';
import type { SecondFactorState } from '../state.js';
import { ManualClock, MemoryFactorStore, RecordingSender, RecordingSink } from '../testing/index.js';

/** A phone as it is typed, as it is kept, and as it is shown. */
export const PHONE = { typed: '06 12345642', e164: '+31612345642', masked: '•••• 42' } as const;

/** A secret that will do. */
export const SECRET = 'a secret of the host, long enough for anybody';

/** An account of the made-up host. */
export interface User {
  readonly id: string;
  disabled?: boolean;
  password: string;
}

/** Codes that do not repeat: a wrong code is never right by chance. */
function distinctCodes(): Random {
  const drawn = new Set<number>();
  const int = (below: number): number => {
    const number = cryptoRandom.int(below);
    if (below < 1_000_000) return number;
    if (drawn.has(number)) return int(below);
    drawn.add(number);
    return number;
  };
  return { int, bytes: cryptoRandom.bytes };
}

/** What a host has, in memory, with everything that happens laid open. */
export function createHost(changes: Partial<SecondFactorOptions<User>> = {}) {
  const clock = new ManualClock();
  const sender = new RecordingSender();
  const sink = new RecordingSink();
  const users = new Map<string, User>(['alice', 'bob'].map((id) => [id, { id, password: `${id}-password-1` }]));
  const pending = new MemoryPendingStore(clock);
  const factors = new MemoryFactorStore(clock);
  const options: SecondFactorOptions<User> = {
    ...{ issuer: 'Management Interface', publicUrl: 'https://manage.example.com', secrets: [SECRET] },
    ...{ policy: 'required', countries: ['NL', 'GB'], pending, factors, sender, events: sink, clock, timer: clock },
    random: distinctCodes(),
    subject: {
      id: (user) => user.id,
      load: (id) => loadActive(users, id),
      credentialVersion: (user) => user.password,
    },
    ...changes,
  };
  const [alice, bob] = [userOf(users, 'alice'), userOf(users, 'bob')];
  return { clock, sender, sink, users, alice, bob, pending, factors, options, secondFactor: new SecondFactor(options) };
}

/** {@link createHost}'s host. */
export type Host = ReturnType<typeof createHost>;

function loadActive(users: ReadonlyMap<string, User>, id: string): User | null {
  const user = users.get(id);
  return user && !user.disabled ? user : null;
}

function userOf(users: ReadonlyMap<string, User>, id: string): User {
  const user = users.get(id);
  assert.ok(user);
  return user;
}

/** The same host with other options, as after a new start or in another process: the stores are the same. */
export function restart(host: Host, changes: Partial<SecondFactorOptions<User>>): Host {
  const options = { ...host.options, ...changes };
  return { ...host, options, secondFactor: new SecondFactor(options) };
}

/** A second step that was opened. */
export interface Opened {
  readonly token: string;
  readonly signIn: SignInToken;
  readonly state: SecondFactorState;
}

/** Gets a password right; the second step must open. */
export async function logIn({ secondFactor }: Host, user: User, returnTo: string | null = null): Promise<Opened> {
  const begun = await secondFactor.begin(user, { returnTo });
  assert.equal(begun.status, 'pending');
  const { token, state } = begun as Extract<typeof begun, { status: 'pending' }>;
  return { token: token.reveal(), signIn: token, state };
}

/** Registers a phone in a sign-in of its own. */
export async function enrol(host: Host, user: User, phone: string = PHONE.typed): Promise<Verified<User>> {
  const { token } = await logIn(host, user);
  await host.secondFactor.enrolPhone(token, { phone });
  return host.secondFactor.verify(token, host.sender.last.code);
}

/** An answer that must have signed in. */
export function signedIn(outcome: Verified<User> | Reopened): Verified<User> {
  assert.ok(outcome.status === 'complete');
  return outcome;
}

/** A host whose Alice has a phone. What happened meanwhile is forgotten: the outbox and the events are empty. */
export async function createEnrolled(changes: Partial<SecondFactorOptions<User>> = {}): Promise<Host> {
  const host = createHost(changes);
  await enrol(host, host.alice);
  host.sender.sent.length = 0;
  host.sink.events.length = 0;
  return host;
}

/** Six digits that no message ever held. */
export function wrongCode({ sender }: Host): string {
  const sent = sender.sent.map(({ code }) => code);
  return ['314159', '271828', '161803', '141421'].find((code) => !sent.includes(code)) ?? '577215';
}

/** What a step refuses with. It must refuse, and with nothing but a `SecondFactorError` (R19). */
export async function refusalOf(step: Promise<unknown>): Promise<SecondFactorError> {
  const outcome = await step.then(
    () => assert.fail('the step was not refused'),
    (error: unknown) => error,
  );
  assert.ok(outcome instanceof SecondFactorError, `${outcome} is no SecondFactorError`);
  return outcome;
}

/** The code of what a step refuses with. */
export async function codeOf(step: Promise<unknown>): Promise<string> {
  return (await refusalOf(step)).code;
}

/** Answers wrongly this many times; tells how each was refused. */
export async function failTimes(host: Host, token: string, times: number): Promise<string[]> {
  const codes: string[] = [];
  for (let n = 0; n < times; n++) codes.push(await codeOf(host.secondFactor.verify(token, wrongCode(host))));
  return codes;
}
