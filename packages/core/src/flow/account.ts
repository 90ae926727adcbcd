import type { Engine } from './engine.js';

/**
 * The account's id, by the host's function.
 * @throws TypeError when that gives none: accounts without an id would share one set of keys, factors and limits.
 */
export function subjectOf<User>({ options }: Pick<Engine<User>, 'options'>, user: User): string {
  const id: unknown = options.subject.id(user);
  if (typeof id !== 'string' || id === '') throw new TypeError('subject.id gave no id');
  return id;
}

/**
 * The account's credential version, where the host tells one; `undefined` for an account without a password.
 * @throws TypeError when it is no text: all promises and objects would look alike, and hide a change (R46).
 */
export function credentialVersionOf<User>({ options }: Pick<Engine<User>, 'options'>, user: User): string | undefined {
  const version: unknown = options.subject.credentialVersion?.(user) ?? undefined;
  if (version !== undefined && typeof version !== 'string')
    throw new TypeError('subject.credentialVersion gave no text');
  return version;
}
