import type { Code } from './code.js';
import { derive, type Keys, type Label } from './derived-keys.js';
import { MAC_BYTES, mac, macText, SHORT_MAC_BYTES, same, sameText, shortMac, shortText } from './mac.js';
import type { PhoneNumber } from './phone-number.js';
import type { Purpose } from './purpose.js';
import { openSealed, seal } from './sealing.js';
import type { SessionId } from './session-id.js';

/** All that a code is bound to (R02, R04). */
export interface CodeBinding {
  readonly purpose: Purpose;
  /** The pending sign-in's id: the hash of its token. */
  readonly signInId: string;
  readonly subject: string;
  /** The number that it goes to. */
  readonly phone: PhoneNumber;
}

const TAG_BYTES = 12;
/** Kept in every pending sign-in, after so many characters of the key's id. */
const CREDENTIAL_BYTES = 13;
const CREDENTIAL_ID_CHARACTERS = 4;

/**
 * The keys that come of the server's secrets, newest first: new values are made under the first, old ones are still
 * accepted under the others, so that a secret can be rotated without a pending sign-in or a factor lost. One key per use,
 * by HKDF-SHA-256 (RFC 5869); none of them is ever stored.
 */
export class KeyRing {
  readonly #rings: readonly Keys[];

  /** @param secrets - at least one, of at least 32 bytes each, newest first; checked by `resolveOptions`. */
  constructor(secrets: readonly string[]) {
    this.#rings = secrets.map(derive);
  }

  /** The subject's tag in keys and tokens: 96 bits, base64url, 16 characters. */
  subjectTag(subject: string): string {
    return mac(this.#newest.subject, [subject]).subarray(0, TAG_BYTES).toString('base64url');
  }

  /** Whether a tag is this subject's, under any secret. */
  subjectTagMatches(tag: string, subject: string): boolean {
    return this.#matches('subject', tag, [subject], TAG_BYTES);
  }

  /** What an answer is compared with in the atomic step, under each secret: more than 128 bits, base64url, 22 characters. */
  gates(signInId: string, code: Code): [string, ...string[]] {
    const gate = (keys: Keys) => shortText(keys.gate, [signInId, code.reveal()]);
    return [gate(this.#newest), ...this.#rings.slice(1).map(gate)];
  }

  /** The MAC of a code over everything it is bound to, under the newest secret: more than 128 bits, base64url, 22 characters. */
  codeMac(binding: CodeBinding, code: Code): string {
    return shortText(this.#newest.code, bindingParts(binding, code));
  }

  /** Whether a kept MAC is the one of this code and binding, under any secret; in constant time (R07). */
  codeMacMatches(kept: string, binding: CodeBinding, code: Code): boolean {
    const parts = bindingParts(binding, code);
    return this.#rings.reduce((found, keys) => sameText(kept, shortText(keys.code, parts)) || found, false);
  }

  /** The keyed hash by which a number is looked up and compared (R26), under the newest secret. */
  phoneIndex(phone: PhoneNumber): string {
    return macText(this.#newest.phone, [phone.reveal()]);
  }

  /** The same under each secret, newest first: a number may have been kept under an older one. */
  phoneIndexes(phone: PhoneNumber): string[] {
    return this.#rings.map((keys) => macText(keys.phone, [phone.reveal()]));
  }

  /**
   * The block of ten thousand adjacent numbers that one is in, as a keyed hash of 96 bits, and its place there: turned by a
   * keyed number of places, so that neighbours stay neighbours and no last digit can be read from it.
   */
  numberBlock(phone: PhoneNumber): { readonly block: string; readonly place: number } {
    const [prefix, rest] = [phone.reveal().slice(0, -4), Number(phone.reveal().slice(-4))];
    const hash = mac(this.#newest.block, [prefix]);
    return { block: hash.subarray(0, 12).toString('base64url'), place: (rest + hash.readUInt32BE(12)) % 10_000 };
  }

  /** The keyed hash of a client's address, under the newest secret: 96 bits, base64url, 16 characters. */
  address(address: string): string {
    return mac(this.#newest.address, [address]).subarray(0, 12).toString('base64url');
  }

  /** The keyed hash of a host's session, for events, under the newest secret: 96 bits, base64url, 16 characters (R75). */
  session(session: SessionId): string {
    return mac(this.#newest.session, [session.reveal()]).subarray(0, 12).toString('base64url');
  }

  /** The MAC of a link of the audit trail: `<key id>.<256 bits>`, base64url, so that it can be checked for years. */
  trail(parts: readonly string[]): string {
    return `${this.#newest.id}.${macText(this.#newest.trail, parts)}`;
  }

  /** Whether a kept MAC of the trail is that of these parts; `undefined` when it was made under a secret that is not here. */
  trailMatches(kept: string, parts: readonly string[]): boolean | undefined {
    const [id, text = ''] = kept.split('.', 2);
    const keys = this.#rings.find((candidate) => candidate.id === id);
    const expected = Buffer.from(text, 'base64url');
    const actual = keys && mac(keys.trail, parts);
    return actual && same(expected, actual);
  }

  /** The MAC by which the mark of a known browser is known again: 128 bits, base64url, 22 characters. */
  browser(parts: readonly string[]): string {
    return shortMac(this.#newest.browser, parts);
  }

  /** Whether a mark's MAC is the one over these parts, under any secret; in constant time. */
  browserMatches(kept: string, parts: readonly string[]): boolean {
    return this.#matches('browser', kept, parts, SHORT_MAC_BYTES);
  }

  /** The MAC of what a contest of a notice claims, under the newest secret: 256 bits, base64url (R39). */
  contest(claims: string): string {
    return macText(this.#newest.contest, [claims]);
  }

  /** Whether a kept MAC is the one of these claims, under any secret; in constant time. */
  contestMatches(kept: string, claims: string): boolean {
    return this.#matches('contest', kept, [claims]);
  }

  /** The keyed hash of an action, or of the approval of one, under the newest secret: 256 bits, base64url (R69). */
  approval(parts: readonly string[]): string {
    return macText(this.#newest.approval, parts);
  }

  /**
   * What is a passkey's, for one use of it: its challenge, its lookup, its owner's handle. Under each secret, newest first: 256
   * bits, base64url.
   */
  passkey(use: 'challenge' | 'credential' | 'owner', parts: readonly string[]): [string, ...string[]] {
    const hash = (keys: Keys) => macText(keys.passkey, [use, ...parts]);
    return [hash(this.#newest), ...this.#rings.slice(1).map(hash)];
  }

  /**
   * The keyed hash of a host's credential version: 4 characters of the key's id, by which it is known for years whose it is, and
   * 104 bits; base64url, 22 characters.
   */
  credential(version: string): string {
    return credential(this.#newest, version);
  }

  /** The same under each secret, newest first: for what a store compares. */
  credentials(version: string): readonly string[] {
    return this.#rings.map((keys) => credential(keys, version));
  }

  /** Whether a kept credential hash is this version's, under any secret; in constant time. */
  credentialMatches(kept: string, version: string): boolean {
    return this.credentials(version).reduce((found, each) => sameText(kept, each) || found, false);
  }

  /** The place of the secret, newest first from 0, that a kept credential hash was made under; -1 for none of these. */
  placeOfCredential(kept: string): number {
    const id = kept.slice(0, CREDENTIAL_ID_CHARACTERS);
    return this.#rings.findIndex((keys) => keys.id.slice(0, CREDENTIAL_ID_CHARACTERS) === id);
  }

  /**
   * Seals a text for one context: it opens only with the same context.
   * @returns `<key id>.<nonce and ciphertext>`, printable.
   */
  seal(text: string, context: readonly string[]): string {
    return `${this.#newest.id}.${seal(this.#newest.seal, text, JSON.stringify(context))}`;
  }

  /** Opens what {@link KeyRing.seal} made; `undefined` when the key is unknown, or it was altered or moved. */
  openSealed(sealed: string, context: readonly string[]): string | undefined {
    const [id, box] = sealed.split('.', 2);
    const keys = this.#rings.find((candidate) => candidate.id === id);
    return keys && box !== undefined ? openSealed(keys.seal, box, JSON.stringify(context)) : undefined;
  }

  /** How many secrets there are. */
  get size(): number {
    return this.#rings.length;
  }

  /** Whether a text was sealed under the newest secret. */
  isNewest(sealed: string): boolean {
    return this.placeOf(sealed) === 0;
  }

  /** The place of the secret, newest first from 0, that a sealed text or a MAC of the trail was made under; -1 for none of these. */
  placeOf(kept: string): number {
    return this.#rings.findIndex(({ id }) => kept.startsWith(id) && kept[id.length] === '.');
  }

  get #newest(): Keys {
    return this.#rings[0] as Keys;
  }

  #matches(label: Label, kept: string, parts: readonly string[], bytes = MAC_BYTES): boolean {
    const expected = Buffer.from(kept, 'base64url');
    return this.#rings.reduce(
      (found, keys) => same(expected, mac(keys[label], parts).subarray(0, bytes)) || found,
      false,
    );
  }
}

function credential({ id, credential }: Keys, version: string): string {
  const hash = mac(credential, [version]).subarray(0, CREDENTIAL_BYTES);
  return id.slice(0, CREDENTIAL_ID_CHARACTERS) + hash.toString('base64url');
}

function bindingParts({ purpose, signInId, subject, phone }: CodeBinding, code: Code): string[] {
  return [purpose, signInId, subject, phone.reveal(), code.reveal()];
}
