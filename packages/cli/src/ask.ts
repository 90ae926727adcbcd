import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** Asks a question, once. @returns whether the answer was `y` or `yes`; an input that ends is a no. */
export function ask(question: string, input: Readable, output: Writable): Promise<boolean> {
  const lines = createInterface({ input, output });
  return new Promise((resolve) => {
    lines.once('close', () => resolve(false));
    lines.question(`${question} [y/N] `, (answer) => {
      resolve(/^\s*y(es)?\s*$/i.test(answer));
      lines.close();
    });
  });
}
