import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SCRIPT } from './console.js';

/** A copy of the built console in a folder of its own: what it keeps in `.data/` is then its own too. */
export class ConsoleCopy implements Disposable {
  readonly #root = mkdtempSync(join(tmpdir(), 'countersign-console-'));
  /** What Node runs. */
  readonly script = join(this.#root, 'e2e/management-interface/dist/main.js');
  /** Where it keeps its data. */
  readonly data = join(this.#root, '.data');

  constructor() {
    const original = dirname(dirname(SCRIPT));
    const copy = dirname(dirname(this.script));
    for (const name of ['dist', 'assets', 'package.json']) {
      cpSync(join(original, name), join(copy, name), { recursive: true });
    }
    symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(this.#root, 'node_modules'));
  }

  /** Deletes it, data and all. */
  [Symbol.dispose](): void {
    rmSync(this.#root, { recursive: true, force: true });
  }
}
