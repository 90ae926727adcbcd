import type { LoggerService } from '@nestjs/common';

/** Keeps what is logged, as `level: message`, of one context or of all. */
export class RecordingLogger implements LoggerService {
  readonly lines: string[] = [];

  constructor(private readonly context?: string) {}

  log(message: unknown, ...more: unknown[]): void {
    this.#keep('log', message, more);
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.#keep('warn', message, more);
  }

  error(message: unknown, ...more: unknown[]): void {
    this.#keep('error', message, more);
  }

  #keep(level: string, message: unknown, more: readonly unknown[]): void {
    if (this.context === undefined || more.at(-1) === this.context) this.lines.push(`${level}: ${String(message)}`);
  }
}
