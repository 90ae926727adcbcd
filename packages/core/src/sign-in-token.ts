import { hash } from 'node:crypto';
import { Masked } from './masked.js';
import type { SignInKey } from './ports/pending-sign-in.js';
import type { Random } from './ports/random.js';

const SHAPE = /^([\w-]{16})\.([\w-]{32})(?:\.([\w-]{16}))?$/;

/**
 * What the browser holds between the two steps: `<subject tag>.<192 random bits>`, and behind it the ledger of a browser that
 * is known, where its own is used. The tag leads to the subject's own keys without naming the subject; the store knows only the
 * SHA-256 of the whole (R44).
 */
export class SignInToken extends Masked {
  // biome-ignore lint/correctness/noUnusedPrivateClassMembers: tells the compiler this kind from the others
  readonly #kind = 'sign-in-token';
  /** Where the store keeps the pending sign-in of this token. */
  readonly key: SignInKey;

  private constructor(text: string, subjectTag: string, ledger: string | undefined) {
    super(text);
    const id = hash('sha256', text);
    this.key = { subjectTag, id, ...(ledger !== undefined && { ledger }) };
  }

  /** Makes the token of a new pending sign-in. */
  static draw(subjectTag: string, random: Random, ledger?: string): SignInToken {
    const own = ledger === undefined ? '' : `.${ledger}`;
    return new SignInToken(`${subjectTag}.${random.bytes(24).toString('base64url')}${own}`, subjectTag, ledger);
  }

  /** Reads what a client sent; `undefined` when it cannot be a token. A text is never used as a key (R04). */
  static parse(text: unknown): SignInToken | undefined {
    const [, tag, , ledger] = (typeof text === 'string' && SHAPE.exec(text)) || [];
    return tag === undefined ? undefined : new SignInToken(text as string, tag, ledger);
  }

  /** The first letters of its hash: enough to tell sign-ins apart in a log, of no use to sign in. */
  get correlationId(): string {
    return correlationIdOf(this.key);
  }

  /** The correlation id. */
  mask(): string {
    return `sign-in ${this.correlationId}`;
  }
}

/** The same of a sign-in of which only the key is known. */
export function correlationIdOf({ id }: SignInKey): string {
  return id.slice(0, 12);
}
