import { inspect } from 'node:util';

/**
 * A value that must never reach a log, an event, an error or a reply by accident: printing, JSON and `util.inspect`
 * give the mask; only {@link Masked.reveal} gives the value. Structural typing cannot swap one kind for another.
 */
export abstract class Masked {
  readonly #value: string;

  protected constructor(value: string) {
    this.#value = value;
  }

  /** The value itself. Call it at the border where it is used, and do not keep what it returns. */
  reveal(): string {
    return this.#value;
  }

  /** What is printed in place of the value. */
  abstract mask(): string;

  /** The mask. */
  toString(): string {
    return this.mask();
  }

  /** The mask. */
  toJSON(): string {
    return this.mask();
  }

  /** The mask, for `console.log` and error dumps. */
  [inspect.custom](): string {
    return `${this.constructor.name}(${this.mask()})`;
  }
}
