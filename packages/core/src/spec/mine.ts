import assert from 'node:assert/strict';
import type { Assurance } from '../assurance.js';
import type { ChangeOpening } from '../flow/begin-change.js';
import type { Verified } from '../flow/verified.js';
import type { SecondFactorOptions } from '../options.js';
import { createHost, enrol, type Host, type Opened, type User } from './flow.js';

/** Another phone of Alice's. */
export const OTHER = { typed: '06 12345699', e164: '+31612345699', masked: '•••• 99' } as const;

/** A host whose Alice has a phone, and a session that has just proved it. The outbox and the events are empty. */
export async function createMine(changes: Partial<SecondFactorOptions<User>> = {}) {
  const host = createHost(changes);
  const { assurance: session } = await enrol(host, host.alice);
  host.sender.sent.length = 0;
  host.sink.events.length = 0;
  return { host, session };
}

/** The id of Alice's oldest factor. */
export async function idOf({ factors }: Host): Promise<string> {
  const [oldest] = await factors.factors('alice');
  assert.ok(oldest);
  return oldest.id;
}

/** Opens a change, which must open. */
export async function openChange(
  { secondFactor, alice }: Host,
  session: Assurance | undefined,
  opening: ChangeOpening = {},
): Promise<Opened> {
  const begun = await secondFactor.beginChange(alice, session, opening);
  assert.equal(begun.status, 'pending');
  const { token, state } = begun as Extract<typeof begun, { status: 'pending' }>;
  return { token: token.reveal(), signIn: token, state };
}

/** Binds a phone from a session, whole. */
export async function changePhone(
  host: Host,
  session: Assurance,
  { phone, replaces }: { readonly phone: string; readonly replaces?: string },
): Promise<Verified<User>> {
  const { token } = await openChange(host, session, { replaces });
  await host.secondFactor.enrolPhone(token, { phone });
  return host.secondFactor.verify(token, host.sender.last.code, { assurance: session });
}
