/** Takes what the operator should know, a line each: never a code, number or token, nor what an error says (R76). */
export interface Logger {
  /** What should be looked at. */
  warn(line: string): void;
  /** What must be put right. */
  error(line: string): void;
}

/** Where lines go unless the host says otherwise. */
export const consoleLogger: Logger = {
  // biome-ignore lint/suspicious/noConsole: printing is what it is for
  warn: (line) => console.warn(`Countersign: ${line}`),
  // biome-ignore lint/suspicious/noConsole: printing is what it is for
  error: (line) => console.error(`Countersign: ${line}`),
};
