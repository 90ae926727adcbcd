import { createHash } from 'node:crypto';
import { Masked } from './masked.js';
import type { Random } from './ports/random.js';

const SHAPE = /^([\w-]{16})\.[\w-]{43}$/;

/**
 * What a trusted browser holds: `<device id, 96 bits>.<256 random bits>`. The store knows only the SHA-256 of the whole, which
 * is another one after each use (R52).
 */
export class DeviceToken extends Masked {
  // biome-ignore lint/correctness/noUnusedPrivateClassMembers: tells the compiler this kind from the others
  readonly #kind = 'device-token';

  private constructor(
    text: string,
    /** The device's id, which stays the same as long as the browser is trusted: 16 characters, base64url. */
    readonly id: string,
  ) {
    super(text);
  }

  /** Draws a value: of a new device, or the next one of a device that is known. */
  static draw(random: Random, id: string = random.bytes(12).toString('base64url')): DeviceToken {
    return new DeviceToken(`${id}.${random.bytes(32).toString('base64url')}`, id);
  }

  /** Reads what a browser sent; `undefined` when it cannot be a token. A text is never used as a key. */
  static parse(text: unknown): DeviceToken | undefined {
    const id = typeof text === 'string' ? SHAPE.exec(text)?.[1] : undefined;
    return id === undefined ? undefined : new DeviceToken(text as string, id);
  }

  /** What the store knows it by: SHA-256, hexadecimal. */
  get hash(): string {
    return createHash('sha256').update(this.reveal()).digest('hex');
  }

  /** The device's id, of no use to sign in. */
  mask(): string {
    return `device ${this.id}`;
  }
}

/** What a browser is to keep, so that it is trusted. */
export interface KeptDevice {
  /** The value. What it kept of the same device before counts no more (R52). */
  readonly token: DeviceToken;
  /** How long it is trusted still; nothing lengthens that (R51). */
  readonly expiresInSeconds: number;
}
