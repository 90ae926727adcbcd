/** Codes by the account that they were sent to: a driver waits for one like a person for a text. */
export class CodeMailbox {
  readonly #codes = new Map<number, string>();
  readonly #waiting = new Map<number, (code: string) => void>();

  /** Takes a line of a system: `<user> <code>`. */
  note(line: string): void {
    const [user = '', code = ''] = line.split(' ');
    const waits = this.#waiting.get(Number(user));
    this.#waiting.delete(Number(user));
    if (waits) waits(code);
    else this.#codes.set(Number(user), code);
  }

  /** Takes the code of a user, as soon as it is there. */
  take(user: number): string | Promise<string> {
    const code = this.#codes.get(user);
    if (code === undefined) return new Promise((resolve) => this.#waiting.set(user, resolve));
    this.#codes.delete(user);
    return code;
  }
}
